package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.contracts.ebike.PortOrderState.ACKED;
import static org.citywall.contracts.ebike.PortOrderState.FAILED;
import static org.citywall.contracts.ebike.PortOrderState.REFUSED;
import static org.citywall.contracts.ebike.PortOrderState.REQUESTED;
import static org.citywall.contracts.ebike.PortOrderState.SENT;
import static org.citywall.contracts.ebike.PortOrderState.TIMEOUT;
import static org.citywall.contracts.ebike.PortOrderState.VERIFIED;

import java.time.Duration;
import java.util.List;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer.Step;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortState;
import org.citywall.stream.ebike.EbikeDecision.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How chargers, gateways and time can answer an order, and what it becomes. */
class CutOffTest {
    private final EbikeSite site = new EbikeSite();

    @BeforeEach
    void aPortCharges() {
        site.charges();
    }

    @Test
    void theWholeWay() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.answer(3, 1, Step.DONE);
        site.says().state(PortState.IDLE).watts(0).heard(5);
        site.says().state(PortState.IDLE).watts(0).heard(7);

        assertThat(states()).containsExactly(REQUESTED, SENT, ACKED, VERIFIED);
        PortOrderView order = site.order();
        assertThat(order.powerW()).isZero();
        assertThat(order.attempts()).isOne();
        assertThat(order.sentAt()).isEqualTo(EbikeSite.at(2));
        assertThat(order.answeredAt()).isEqualTo(EbikeSite.at(3));
        assertThat(order.endedAt()).isEqualTo(EbikeSite.at(7));
        assertThat(order.alertId()).isEqualTo("alert-1");
        assertThat(site.orders).extracting(PortOrderView::rev).isSorted().doesNotHaveDuplicates();
        assertThat(site.detections).isEmpty();
        assertThat(site.portView(1).lockedBy()).isEqualTo("officer");
        assertThat(site.portView(1).order()).isEqualTo(order);
        assertThat(site.page.summary().locked()).isOne();
        assertThat(site.page.summary().cutOffs()).isOne();
        assertThat(site.page.summary().ordersOpen()).isZero();
    }

    @Test
    void theCommandNamesWhatTheGatewayNeeds() {
        site.cutOff(1);

        assertThat(site.commands).hasSize(1);
        var command = site.commands.get(0);
        assertThat(command.commandId()).isEqualTo("o1#1");
        assertThat(command.deviceId()).isEqualTo(EbikeSite.STATION);
        assertThat(command.kind()).isEqualTo("port-off");
        assertThat(command.params())
                .containsEntry("order", "o1")
                .containsEntry("attempt", "1")
                .containsEntry("port", "1")
                .containsEntry("session", "17")
                .containsEntry("site", "C-012");
        assertThat(command.expiresAt()).isEqualTo(EbikeSite.at(11));
    }

    @Test
    void aChargerThatNeverAnswersIsAskedTwiceAndThenNobodyKnows() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.waitUntil(12);
        site.answer(13, 2, Step.SENT);
        site.waitUntil(60);

        assertThat(states()).containsExactly(REQUESTED, SENT, REQUESTED, SENT, TIMEOUT);
        assertThat(site.order().detail()).contains("未应答");
        assertThat(site.commands)
                .extracting(one -> one.commandId())
                .containsExactly("o1#1", "o1#2");
        assertThat(site.told()).containsExactly("cut-off-failed 2");
        assertThat(site.port(1).lockedBy).isEqualTo("officer");
    }

    @Test
    void aChargerThatNoGatewayHoldsIsTriedTwice() {
        site.cutOff(1);
        site.waitUntil(60);

        assertThat(states()).containsExactly(REQUESTED, REQUESTED, TIMEOUT);
        assertThat(site.order().detail()).isEqualTo("无网关连着该桩");
        assertThat(site.order().attempts()).isEqualTo(2);
        assertThat(site.detections.get(0).reason()).contains("请联系物业");
    }

    @Test
    void aChargerThatOnlySaysThatThePortIsIdleProvesNothingAndTheWordsSaySo() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.answer(3, 1, Step.DONE);
        site.says().state(PortState.IDLE).heard(4);
        site.says().state(PortState.IDLE).heard(8);
        site.waitUntil(19);
        site.answer(20, 2, Step.SENT);
        site.answer(21, 2, Step.ALREADY_IDLE);
        site.says().state(PortState.IDLE).heard(22);
        site.waitUntil(60);

        assertThat(states())
                .containsExactly(REQUESTED, SENT, ACKED, REQUESTED, SENT, ACKED, TIMEOUT);
        assertThat(site.order().detail()).contains("只称端口空闲，不能证明已断电，须到现场确认");
        assertThat(site.told()).containsExactly("cut-off-failed 2");
    }

    @Test
    void anAnswerThatComesLateCountsForTheOrder() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.waitUntil(13);
        site.answer(14, 1, Step.DONE);
        site.says().watts(0).heard(16);
        site.says().watts(0).heard(18);

        assertThat(states()).containsExactly(REQUESTED, SENT, REQUESTED, ACKED, VERIFIED);
    }

    @Test
    void aSecondAnswerAndOneAfterTheEndChangeNothing() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.answer(3, 1, Step.DONE);
        assertThat(site.answer(4, 1, Step.DONE).verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(site.answer(4, 1, Step.SENT).verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(site.answer(4, 1, Step.REFUSED).verdict()).isEqualTo(Verdict.LATE);
        site.says().watts(1).heard(5);
        site.says().watts(1).heard(7);
        assertThat(site.answer(8, 1, Step.DONE).verdict()).isEqualTo(Verdict.REFUSED);

        assertThat(states()).containsExactly(REQUESTED, SENT, ACKED, VERIFIED);
    }

    @Test
    void anAnswerWithoutWordThatItWasSentCounts() {
        site.cutOff(1);
        site.answer(3, 1, Step.DONE);

        assertThat(site.order().state()).isEqualTo(ACKED);
        assertThat(site.order().sentAt()).isEqualTo(EbikeSite.at(3));
    }

    @Test
    void anAnswerToAnAttemptThatWasNeverMadeOrToAnotherOrderIsNone() {
        site.cutOff(1);

        assertThat(site.answer(2, 2, Step.DONE).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(site.answer(2, 0, Step.DONE).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(site.answer(2, "o9", 1, Step.DONE).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(site.order().state()).isEqualTo(REQUESTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"DONE", "ALREADY_IDLE"})
    void aRelayThatSticksIsTriedAgainAndThenTheBreakerMustBePulled(Step yes) {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.answer(3, 1, yes);
        draws(4, 18);
        site.answer(19, 2, Step.SENT);
        site.answer(20, 2, yes);
        draws(20.5, 36);

        assertThat(states())
                .containsExactly(REQUESTED, SENT, ACKED, REQUESTED, SENT, ACKED, FAILED);
        assertThat(site.order().powerW()).isEqualTo(300);
        assertThat(site.told()).containsExactly("relay-stuck 1", "cut-off-failed 1");
        assertThat(site.detections.get(0).reason()).contains("遥控断电无效，须拉上级断路器");
        assertThat(site.page.summary().cutOffsFailed()).isOne();
        assertThat(site.page.summary().level()).isEqualTo(1);
    }

    @Test
    void aClaimWithoutMeasurementIsTriedAgainAndThenNobodyKnows() {
        site.cutOff(1);
        site.answer(3, 1, Step.DONE);
        site.says().state(PortState.IDLE).heard(5);
        site.answer(19, 2, Step.DONE);
        site.says().state(PortState.IDLE).heard(25);
        site.waitUntil(40);

        assertThat(states()).containsExactly(REQUESTED, ACKED, REQUESTED, ACKED, TIMEOUT);
        assertThat(site.order().detail()).contains("没有实测功率");
    }

    @Test
    void aMeasurementAfterTheFirstAnswerProvesAlsoWhileItIsTriedAgain() {
        site.cutOff(1);
        site.answer(3, 1, Step.DONE);
        site.waitUntil(19);
        site.says().watts(0).heard(20);
        site.says().watts(0).heard(25);

        assertThat(states()).containsExactly(REQUESTED, ACKED, REQUESTED, VERIFIED);
    }

    @Test
    void aRefusalIsTriedAgainAndThenFails() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.answer(3, 1, Step.REFUSED);
        assertThat(site.answer(4, 1, Step.REFUSED).verdict()).isEqualTo(Verdict.LATE);
        site.answer(5, 2, Step.SENT);
        site.answer(6, 2, Step.REFUSED);

        assertThat(states()).containsExactly(REQUESTED, SENT, REQUESTED, SENT, FAILED);
        assertThat(site.told()).containsExactly("cut-off-failed 2");
    }

    @Test
    void anotherSessionIsNamedInTheSecondAttempt() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.says().watts(200).session("18", 5).heard(3);
        site.answer(4, 1, Step.OTHER_SESSION);

        assertThat(site.commands.get(1).params()).containsEntry("session", "18");
        site.answer(5, 2, Step.DONE);
        site.says().watts(0).session("18", 10).heard(8);
        site.says().watts(0).session("18", 12).heard(10);
        assertThat(site.order().state()).isEqualTo(VERIFIED);
    }

    @Test
    void anotherSessionThatNoReadingShowsFails() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.answer(4, 1, Step.OTHER_SESSION);

        assertThat(states()).containsExactly(REQUESTED, SENT, FAILED);
        assertThat(site.order().detail()).contains("会话不符");
    }

    /** Received after the answer, but measured while it still was on its way. */
    @Test
    void aSiteWithoutPowerEndsInTimeout() {
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.answer(3, 1, Step.DONE);
        site.waitUntil(3_600);

        assertThat(site.order().state()).isEqualTo(TIMEOUT);
        assertThat(site.toldAll()).contains("cut-off-failed 2", "site-offline 1");
    }

    @Test
    void whileNobodyCouldSendTimeDoesNotRunOut() {
        site.cutOff(1);
        EbikeRule.sleepUntil(site.site, EbikeSite.at(600), EbikeSite.POLICY);
        site.waitUntil(600);

        assertThat(site.order().state()).isEqualTo(REQUESTED);
        assertThat(site.commands.get(1).expiresAt()).isEqualTo(EbikeSite.at(610));
    }

    @Test
    void afterATimeInWhichNobodyCouldBeHeardAProofIsWaitedForAnew() {
        site.says().watts(300).heard(0);
        site.cutOff(1);
        site.answer(2, 1, Step.SENT);
        site.answer(3, 1, Step.DONE);
        site.waitUntil(20);
        site.answer(21, 2, Step.SENT);
        site.answer(22, 2, Step.DONE);
        EbikeRule.sleepUntil(site.site, EbikeSite.at(600), EbikeSite.POLICY);
        site.waitUntil(600);
        assertThat(site.order().state()).isEqualTo(ACKED);

        site.says().watts(0).heard(602);
        site.says().watts(0).heard(604);
        assertThat(site.order().state()).isEqualTo(VERIFIED);
    }

    @Test
    void theSameIdAgainHasNoEffect() {
        site.cutOff(1);
        assertThat(site.cutOff(2).verdict()).isEqualTo(Verdict.DUPLICATE);
        site.answer(3, 1, Step.DONE);
        site.says().watts(0).heard(5);
        site.says().watts(0).heard(7);
        assertThat(site.cutOff(60).verdict()).isEqualTo(Verdict.DUPLICATE);

        assertThat(states()).containsExactly(REQUESTED, ACKED, VERIFIED);
        assertThat(site.commands).hasSize(1);
    }

    @Test
    void aSecondOrderWhileOneIsOpenIsRefusedWithWhoAndWhen() {
        site.cutOff(1);
        site.order(2, "o2", PortAction.CUT_OFF, "second");

        assertThat(site.order().id()).isEqualTo("o2");
        assertThat(site.order().state()).isEqualTo(REFUSED);
        assertThat(site.order().detail()).contains("officer").contains("18:00:01");
        site.order(3, "o3", PortAction.ENABLE, "second");
        assertThat(site.order().state()).isEqualTo(REFUSED);
        assertThat(site.site.open).hasSize(1);
    }

    @Test
    void ordersForTwoPortsGoOnBesideEachOther() {
        site.says().port(2).watts(100).heard(0.5);
        site.cutOff(1);
        site.order(2, "o2", 2, PortAction.CUT_OFF, "officer");
        site.answer(3, 1, Step.DONE);
        site.says().port(2).watts(0).heard(4);
        assertThat(site.site.open).hasSize(2);
        site.says().port(1).watts(0).heard(5);
        site.says().port(1).watts(0).heard(7);

        assertThat(site.site.open.keySet()).containsExactly("CH-1#2");
        assertThat(site.order().state()).isEqualTo(VERIFIED);
        assertThat(site.order().id()).isEqualTo("o1");
    }

    @Test
    void anOrderForAPortThatWasNeverHeardIsTried() {
        site.order(1, "o7", 7, PortAction.CUT_OFF, "officer");
        site.waitUntil(60);

        assertThat(site.order().state()).isEqualTo(TIMEOUT);
        assertThat(site.port(7).lockedBy).isEqualTo("officer");
        assertThat(site.page.ports()).hasSize(2);
    }

    @Test
    void thePageHasTheNewestTwenty() {
        for (int i = 0; i < 30; i++) {
            site.order(i + 1, "e" + i, PortAction.ENABLE, "officer");
        }
        assertThat(site.page.orders()).hasSize(20);
        assertThat(site.page.orders().get(0).id()).isEqualTo("e29");
    }

    private void draws(double from, double to) {
        for (double second = from; second <= to; second += Duration.ofSeconds(2).toSeconds()) {
            site.says().watts(300).session("17", 600 + (int) second).heard(second);
        }
        site.waitUntil(to);
    }

    private List<PortOrderState> states() {
        return site.orders.stream().map(PortOrderView::state).toList();
    }
}
