package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.contracts.ebike.PortOrderState.ENABLED;
import static org.citywall.contracts.ebike.PortOrderState.REFUSED;
import static org.citywall.contracts.ebike.PortOrderState.REQUESTED;
import static org.citywall.contracts.ebike.PortOrderState.VERIFIED;

import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer.Step;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who cuts off and who enables; the automatic; a port that is locked. */
class CutOffLockTest {
    private final EbikeSite site = new EbikeSite();

    @BeforeEach
    void aPortCharges() {
        site.charges();
    }

    @Test
    void onlyAnotherPersonEnables() {
        verified();
        site.order(20, "e1", PortAction.ENABLE, "officer");
        assertThat(site.order().state()).isEqualTo(REFUSED);
        assertThat(site.order().detail()).contains("须由另一人恢复");

        site.order(30, "e2", PortAction.ENABLE, "lead");
        assertThat(site.order().state()).isEqualTo(ENABLED);
        assertThat(site.port(1).lockedBy).isNull();
        assertThat(site.commands.get(site.commands.size() - 1).kind()).isEqualTo("port-on");
        site.order(40, "e3", PortAction.ENABLE, "lead");
        assertThat(site.order().state()).isEqualTo(REFUSED);
    }

    @Test
    void aLockedPortThatDrawsAgainIsTold() {
        verified();
        site.says().watts(80).heard(60);
        assertThat(site.detections).isEmpty();
        site.says().watts(80).heard(70);
        assertThat(site.told()).containsExactly("locked-in-use 2");
        site.says().watts(0).heard(80);
        site.says().watts(0).heard(90);
        assertThat(site.told()).containsExactly("locked-in-use 2", "locked-in-use -");
    }

    @Test
    void aFailedCutOffIsOverWhenThePortIsOffAllTheSameAndStaysLocked() {
        site.cutOff(1);
        site.waitUntil(30);
        site.says().watts(0).heard(40);
        site.says().watts(0).heard(70);
        assertThat(site.told()).containsExactly("cut-off-failed 2");
        site.says().watts(0).heard(101);

        assertThat(site.told()).containsExactly("cut-off-failed 2", "cut-off-failed -");
        assertThat(site.port(1).lockedBy).isEqualTo("officer");
    }

    @Test
    void theAutomaticIsOffUnlessSomebodySetIt() {
        hot();
        assertThat(site.told()).contains("port-hot 1");
        assertThat(site.orders).isEmpty();
    }

    @Test
    void theAutomaticCutsOffAtRedOnce() {
        site.set(1, automatic());
        hot();

        assertThat(site.orders).extracting(PortOrderView::id).containsOnly(site.order().id());
        assertThat(site.order().by()).isEqualTo("automatic");
        assertThat(site.order().reason()).contains("过热");
        assertThat(site.commands).extracting(one -> one.kind()).containsOnly("port-off");
    }

    @Test
    void theAutomaticLeavesBacklogAndReplayAlone() {
        site.set(1, automatic());
        site.says().watts(300).temp(95).measured(10).heard(2_000);
        site.says().watts(300).temp(96).measured(20).heard(2_000);
        assertThat(site.told()).contains("port-hot 1");
        assertThat(site.orders).isEmpty();

        EbikeSite recorded = new EbikeSite();
        recorded.set(0, automatic());
        recorded.says().replay("run").watts(300).temp(95).heard(10);
        recorded.says().replay("run").watts(300).temp(96).heard(20);
        assertThat(recorded.told()).containsExactly("port-hot 1");
        assertThat(recorded.detections.get(0).replay()).isTrue();
        assertThat(recorded.orders).isEmpty();
    }

    @Test
    void noneOfThoseWhoCutOffEnables() {
        site.order(1, "a", PortAction.CUT_OFF, "ann");
        site.waitUntil(60);
        site.order(100, "b", PortAction.CUT_OFF, "bob");
        site.waitUntil(200);
        site.order(210, "c", PortAction.ENABLE, "ann");
        assertThat(site.order().state()).isEqualTo(REFUSED);
        site.order(211, "d", PortAction.ENABLE, "carl");
        assertThat(site.order().state()).isEqualTo(ENABLED);
    }

    @Test
    void aRedPortThatWasNeverProvenOffIsNotEnabled() {
        hot();
        site.cutOff(50);
        site.waitUntil(100);
        site.order(110, "e1", PortAction.ENABLE, "lead");
        assertThat(site.order().state()).isEqualTo(REFUSED);
        assertThat(site.order().detail()).contains("未实测到断电");
        for (int second = 120; second <= 200; second += 20) {
            site.says().state(PortState.IDLE).watts(0).heard(second);
        }
        site.order(210, "e2", PortAction.ENABLE, "lead");
        assertThat(site.order().state()).isEqualTo(ENABLED);
    }

    @Test
    void theAutomaticCutsOffARedThatStands() {
        hot();
        assertThat(site.orders).isEmpty();
        site.set(60, automatic());
        site.says().watts(300).heard(70);
        assertThat(site.orders).hasSize(1);
        site.answer(71, site.order().id(), 1, Step.DONE);
        site.says().watts(0).heard(73);
        site.says().watts(0).heard(76);
        assertThat(site.order().state()).isEqualTo(VERIFIED);
        site.order(80, "e", PortAction.ENABLE, "lead");
        site.says().watts(300).heard(90);

        assertThat(site.order().state()).isEqualTo(REQUESTED);
        assertThat(site.orders.stream().filter(one -> one.state() == REQUESTED))
                .extracting(PortOrderView::id)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void theAutomaticCutsOffLiveWhatWasRedInABacklog() {
        site.set(1, automatic());
        for (int second = 600; second < 3_300; second += 60) {
            site.says().watts(300).temp(95).measured(second).heard(3_700);
        }
        assertThat(site.orders).hasSize(0);
        site.says().watts(300).temp(96).measured(3_710).heard(3_710);

        assertThat(site.orders).hasSize(1);
    }

    private static ChargerProfile automatic() {
        return new ChargerProfile(
                "C-012", 1, null, null, null, null, null, true, "物业王工", "lead", EbikeSite.START);
    }

    private void hot() {
        for (int i = 1; i <= 4; i++) {
            site.says().watts(300).temp(92 + i).heard(10 * i);
        }
    }

    private void verified() {
        site.cutOff(1);
        site.answer(2, 1, Step.DONE);
        site.says().state(PortState.IDLE).watts(0).heard(5);
        site.says().state(PortState.IDLE).watts(0).heard(7);
        assertThat(site.order().state()).isEqualTo(VERIFIED);
    }
}
