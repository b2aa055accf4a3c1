package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.contracts.ebike.PortOrderState.ACKED;
import static org.citywall.contracts.ebike.PortOrderState.FAILED;
import static org.citywall.contracts.ebike.PortOrderState.REQUESTED;
import static org.citywall.contracts.ebike.PortOrderState.SENT;
import static org.citywall.contracts.ebike.PortOrderState.TIMEOUT;
import static org.citywall.contracts.ebike.PortOrderState.VERIFIED;

import java.util.List;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer.Step;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What proves that a port is off, and what only looks like it. */
class CutOffProofTest {
    private final EbikeSite site = new EbikeSite();

    @BeforeEach
    void aPortCharges() {
        site.charges();
    }

    @Test
    void aBacklogOfNoPowerIsNoProof() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.answer(3, 1, Step.DONE);
        site.says().watts(0).measured(0.5).heard(4);
        site.says().watts(0).measured(1.9).heard(4.1);
        assertThat(site.order().state()).isEqualTo(ACKED);

        site.says().watts(0).measured(3.5).heard(5);
        assertThat(site.order().state()).isEqualTo(ACKED);
        site.says().watts(0).measured(6.5).heard(7);
        assertThat(site.order().state()).isEqualTo(VERIFIED);
    }

    @Test
    void aBacklogOfTwoHoursIsNoProofEitherThoughNothingNewerWasHeard() {
        site.waitUntil(7_200);
        site.cutOff(7_201);
        site.answer(7_202, 1, Step.SENT);
        site.answer(7_203, 1, Step.DONE);
        for (int minute = 1; minute < 119; minute++) {
            site.says().watts(0).measured(minute * 60).heard(7_204);
        }

        assertThat(site.order().state()).isEqualTo(ACKED);
    }

    @ParameterizedTest
    @ValueSource(ints = {-10_800, -600, -45, 45, 240, 600, 10_800})
    void aClockThatIsWrongByHoursIsSeenThrough(int wrong) {
        EbikeSite other = new EbikeSite();
        for (int second = -3_600; second <= 0; second += 10) {
            other.says().watts(300).measured(second + wrong).heard(second + 0.5);
        }
        other.cutOff(1);
        other.answer(2, 1, Step.SENT);
        other.answer(3, 1, Step.DONE);
        other.says().watts(0).measured(2.2 + wrong).heard(3.2);
        assertThat(other.order().state()).as("measured before the answer").isEqualTo(ACKED);

        other.says().watts(0).measured(9 + wrong).heard(9.5);
        other.says().watts(0).measured(12 + wrong).heard(12.5);
        assertThat(other.order().state()).isEqualTo(VERIFIED);
    }

    @Test
    void noPowerWhileNobodyHasAnsweredIsNoProof() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.says().watts(0).heard(3);

        assertThat(site.order().state()).isEqualTo(SENT);
    }

    @Test
    void oneSampleIsNoProofAndOneThatIsHeardSlowlyIsWaitedFor() {
        site.cutOff(1);
        site.answer(3, 1, Step.DONE);
        site.says().watts(0).heard(4);
        site.says().watts(0).heard(4.1);
        site.says().watts(300).heard(4.2);
        site.says().watts(0).heard(13);
        site.waitUntil(22);
        assertThat(states()).containsExactly(REQUESTED, ACKED);
        site.says().watts(0).heard(23);

        assertThat(states()).containsExactly(REQUESTED, ACKED, VERIFIED);
    }

    @ParameterizedTest
    @EnumSource(
            value = PortState.class,
            names = {"RELAY_STUCK", "FAULT"})
    void aChargerThatSaysThatItIsBrokenProvesNothing(PortState broken) {
        site.cutOff(1);
        site.answer(3, 1, Step.DONE);
        site.says().state(broken).watts(0).heard(5);
        site.says().state(broken).watts(0).heard(8);
        site.says().state(null).watts(0).heard(11);
        assertThat(site.order().state()).isEqualTo(ACKED);
        site.answer(19, 2, Step.DONE);
        site.waitUntil(60);

        assertThat(site.order().state()).isEqualTo(TIMEOUT);
        assertThat(site.order().detail()).contains("没有可信的实测功率");
    }

    @Test
    void whatWasMeasuredBeforeTheOrderEndedRelievesNothing() {
        site.cutOff(1);
        site.waitUntil(60);
        for (int second = 2; second < 20; second += 2) {
            site.says().watts(0).measured(second).heard(200);
        }
        site.says().watts(0).measured(199).heard(200);

        assertThat(site.told()).containsExactly("cut-off-failed 2");
    }

    @Test
    void aMeterThatNeverShowsZeroFailsUntilSomebodyHasDeclaredIt() {
        site.cutOff(1);
        site.answer(2, 1, Step.DONE);
        shows(3, 18, 7);
        site.answer(19, 2, Step.DONE);
        shows(20, 36, 7);
        assertThat(site.order().state()).isEqualTo(FAILED);
        assertThat(site.order().detail()).contains("若电表空载也显示此值");

        site.set(40, meter(5));
        site.order(41, "o2", PortAction.CUT_OFF, "officer");
        site.answer(42, "o2", 1, Step.DONE);
        shows(43, 46, 7);
        assertThat(site.order().state()).isEqualTo(VERIFIED);
        assertThat(site.order().detail()).contains("低于 10 W（含场所登记的电表空载 5 W）");
        shows(47, 600, 8);
        assertThat(site.told()).doesNotContain("locked-in-use 2");
    }

    @Test
    void aMeterThatHasShownLessIsNoneOfTheDeclared() {
        site.set(0.5, meter(5));
        shows(1, 2, 1);
        site.cutOff(3);
        site.answer(4, 1, Step.DONE);
        shows(5, 20, 7);
        site.answer(21, 2, Step.DONE);
        shows(22, 38, 7);

        assertThat(site.order().state()).isEqualTo(FAILED);
    }

    @Test
    void whatIsDrawnBesideADeclaredMeterIsNoProof() {
        site.set(0.5, meter(5));
        site.cutOff(1);
        site.answer(2, 1, Step.DONE);
        shows(3, 18, 10);
        site.answer(19, 2, Step.DONE);
        shows(20, 36, 10);

        assertThat(site.order().state()).isEqualTo(FAILED);
    }

    private void shows(int from, int to, double watts) {
        for (int second = from; second <= to; second += 2) {
            site.says().state(PortState.IDLE).watts(watts).heard(second);
        }
        site.waitUntil(to);
    }

    private static ChargerProfile meter(double idleW) {
        return new ChargerProfile(
                "C-012", 1, null, null, null, null, idleW, false, null, "lead", EbikeSite.START);
    }

    private List<PortOrderState> states() {
        return site.orders.stream().map(PortOrderView::state).toList();
    }
}
