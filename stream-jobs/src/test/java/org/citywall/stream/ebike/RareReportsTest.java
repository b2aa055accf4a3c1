package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.contracts.ebike.PortOrderState.ACKED;
import static org.citywall.contracts.ebike.PortOrderState.FAILED;
import static org.citywall.contracts.ebike.PortOrderState.REQUESTED;
import static org.citywall.contracts.ebike.PortOrderState.TIMEOUT;
import static org.citywall.contracts.ebike.PortOrderState.VERIFIED;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer.Step;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chargers that report each minute, or each two to five. */
class RareReportsTest {
    private static final int HOUR = 3_600;

    private final EbikeSite site = new EbikeSite();
    private int second;

    @ParameterizedTest
    @CsvSource({"30,30", "60,60", "120,120", "300,300"})
    void howOftenAChargerReportsIsLearnt(int step, int every) {
        report(step, HOUR, i -> 300);
        second += 400;
        report(step, step, i -> 300);

        assertThat(Sampling.everyS(site.port(1))).as("one pause is none").isEqualTo(every);
        site.board(second);
        assertThat(site.page.stations().get(0).everyS()).isEqualTo(every);
    }

    @Test
    void thePausesOfAnEmptySocketAreNoInterval() {
        report(30, HOUR, i -> 300);
        for (int i = 0; i < 8; i++) {
            second += 1_500;
            site.says().state(null).watts(0).heard(second);
        }

        assertThat(site.port(1).session).as("nobody told its end").isNotNull();
        assertThat(Sampling.everyS(site.port(1))).isEqualTo(30);
        site.board(second);
        assertThat(site.page.stations().get(0).blind()).isEmpty();
    }

    @Test
    void aPortThatDoesNotChargeSaysNothingOfItsCharger() {
        site.says().port(2).watts(300).heard(0);
        report(60, HOUR, i -> 300);
        pauses();
        site.says().state(PortState.IDLE).heard(second);
        site.board(second + 200);

        assertThat(site.page.stations().get(0).everyS()).isNull();
        assertThat(site.page.stations().get(0).blind()).isEmpty();
    }

    @Test
    void theNextSessionForgetsThePausesOfTheOneBefore() {
        report(60, HOUR, i -> 300);
        pauses();
        site.says().state(PortState.IDLE).heard(second);
        second += 600;
        site.says().watts(300).session("18", 0).heard(second);
        site.says().watts(300).session("18", 60).heard(second + 60);

        assertThat(Sampling.everyS(site.port(1))).isEqualTo(60);
    }

    @Test
    void anIdlePortIsWaitedForAsLongAsThoseThatCharge() {
        report(60, HOUR, i -> 300);
        pauses();
        site.says().state(PortState.IDLE).heard(second);
        for (int i = 0; i < 10; i++) {
            site.says().port(2).watts(200).heard(second += 20);
        }

        assertThat(Proofs.waitMs(draft(), site.port(1))).isEqualTo(30_000);
    }

    /** Two within one session: the second longest of four gaps is a pause. */
    private void pauses() {
        for (int i = 0; i < 2; i++) {
            second += 1_200;
            site.says().watts(300).session("17", second).heard(second);
        }
        second += 30;
    }

    @Test
    void twoMessagesAMinuteAreOneReport() {
        for (int at = 0; at < 600; at += 60) {
            site.says().watts(300).heard(at);
            site.says().watts(300).heard(at + 2);
        }

        assertThat(Sampling.everyS(site.port(1))).isEqualTo(58);
    }

    @Test
    void aBacklogHasTheGapsOfItsTimes() {
        for (int at = 0; at < 3_600; at += 60) {
            site.says().watts(300).measured(at).heard(4_000);
        }

        assertThat(Sampling.everyS(site.port(1))).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 120, 300})
    void aChargerThatReportsRarelyIsWaitedForAndProves(int step) {
        report(step, 2 * HOUR, i -> 300);
        int from = second - step + 1;
        site.cutOff(from);
        site.answer(from + 1, 1, Step.DONE);
        assertThat(site.order().detail()).contains("最迟等到");
        site.waitUntil(second - 0.5);
        report(step, 2 * step, i -> 0);

        assertThat(states()).containsExactly(REQUESTED, ACKED, VERIFIED);
        assertThat(site.order().attempts()).isOne();
        assertThat(site.told()).isEmpty();
    }

    @Test
    void theOrderSaysHowLongAndWhy() {
        report(60, HOUR, i -> 300);
        site.cutOff(second);
        site.answer(second + 5, 1, Step.DONE);

        assertThat(site.order().detail())
                .isEqualTo("充电桩称已断电，等待实测功率低于 5 W；该桩约每 60 秒上报一次，最迟等到 03-02 19:01:35");
    }

    @Test
    void aChargerThatReportsOftenIsNotWaitedForLonger() {
        report(10, HOUR, i -> 300);
        site.cutOff(second);
        site.answer(second + 1, 1, Step.DONE);
        assertThat(site.order().detail()).doesNotContain("最迟等到");
        site.waitUntil(second + 17);

        assertThat(states()).containsExactly(REQUESTED, ACKED, REQUESTED);
    }

    @Test
    void whatNeverMeasuresEndsInTimeoutWithinTheBound() {
        report(300, 4 * HOUR, i -> 300);
        int from = second;
        site.cutOff(from);
        site.answer(from + 1, 1, Step.DONE);
        site.waitUntil(from + 400);
        assertThat(states()).containsExactly(REQUESTED, ACKED);
        site.waitUntil(from + 402);
        assertThat(site.order().detail()).contains("应答后 7 分钟内没有实测功率");
        site.answer(from + 403, 2, Step.DONE);
        site.waitUntil(from + 810);

        assertThat(states()).containsExactly(REQUESTED, ACKED, REQUESTED, ACKED, TIMEOUT);
        assertThat(site.port(1).lockedBy).isEqualTo("officer");
    }

    @Test
    void powerThatIsMeasuredAllTheSameIsToldAtOnce() {
        report(60, HOUR, i -> 300);
        int from = second - 59;
        site.cutOff(from);
        site.answer(from + 1, 1, Step.DONE);
        report(60, 60, i -> 300);
        assertThat(states()).containsExactly(REQUESTED, ACKED, REQUESTED);
        site.answer(second - 58, 2, Step.DONE);
        report(60, 60, i -> 300);

        assertThat(states()).containsExactly(REQUESTED, ACKED, REQUESTED, ACKED, FAILED);
        assertThat(site.told()).containsExactly("relay-stuck 1", "cut-off-failed 1");
    }

    @Test
    void oneMeasurementIsNoProofHoweverRareTheyAre() {
        report(60, HOUR, i -> 300);
        int from = second - 59;
        site.cutOff(from);
        site.answer(from + 1, 1, Step.DONE);
        report(60, 60, i -> 0);
        assertThat(site.order().state()).isEqualTo(ACKED);
        site.waitUntil(second + 400);

        assertThat(states()).doesNotContain(VERIFIED).endsWith(REQUESTED, TIMEOUT);
        assertThat(site.orders.get(2).detail()).contains("只有一次实测断电");
    }

    @Test
    void aSessionThatHasJustBegunIsAsRareAsTheOtherPortsOfItsCharger() {
        report(60, HOUR, i -> 300);
        site.says().port(2).watts(200).heard(second);
        site.order(second + 1, "o2", 2, PortAction.CUT_OFF, "officer");

        assertThat(Proofs.waitMs(draft(), site.port(2))).isEqualTo(90_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 90, 120, 180, 240, 300})
    void aRunawayIsSeenByItsRiseAtAnyInterval(int step) {
        temps(step, 2 * HOUR, i -> 30);
        int from = second;
        temps(step, 2_400, i -> 30 + i / 20.0);

        Detection first = first();
        assertThat(first.kind() + " " + first.level()).isEqualTo("temp-rise 2");
        assertThat(first.receivedAt())
                .as("three samples, or three minutes and what makes it more than load")
                .isBeforeOrEqualTo(EbikeSite.at(from + Math.max(600, 3 * step)));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 90, 120, 180, 240, 300})
    void aPortThatWarmsUnderLoadOrASensorThatJumpsIsNoRiseAtAnyInterval(int step) {
        temps(step, HOUR, i -> 36);
        temps(step, HOUR, i -> 36 + 15 * (1 - Math.exp(-i / 240.0)));
        temps(step, HOUR, i -> 64);

        assertThat(site.told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 120, 180, 240, 300})
    void aBatteryThatNeverTapersIsSeenAtAnyInterval(int step) {
        report(step, 11 * HOUR, i -> 400);

        assertThat(site.told()).contains("no-taper 3", "no-taper 2", "no-taper 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 120, 180, 240, 300})
    void fullAndStillOnIsSeenAtAnyInterval(int step) {
        report(step, 2 * HOUR, i -> 300);
        report(step, HOUR, i -> 300 * Math.exp(-i / 1_000.0));
        report(step, 3 * HOUR, i -> 9);

        assertThat(site.told()).containsExactly("after-full 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 120, 180})
    void aLooseContactIsSeenOverHalfAnHour(int step) {
        report(step, HOUR, i -> 300);
        report(step, HOUR, i -> i / step % 2 == 0 ? 300 : 100);
        assertThat(site.told()).containsExactly("fluctuation 3");
        assertThat(first().reason()).contains("30 分钟内");
        report(step, HOUR, i -> 300);

        assertThat(site.told()).containsExactly("fluctuation 3", "fluctuation -");
    }

    @Test
    void aLooseContactThatIsReportedTooRarelyIsNotOver() {
        report(90, HOUR, i -> 300);
        report(90, HOUR, i -> i / 90 % 2 == 0 ? 300 : 100);
        report(240, HOUR, i -> 300);

        assertThat(site.told()).containsExactly("fluctuation 3");
        report(60, HOUR, i -> 300);
        assertThat(site.told()).containsExactly("fluctuation 3", "fluctuation -");
    }

    @Test
    void aLooseContactOfWhichNothingIsMeasuredIsNotOver() {
        report(30, HOUR, i -> 300);
        report(30, 1_800, i -> i / 30 % 2 == 0 ? 300 : 100);
        assertThat(site.told()).containsExactly("fluctuation 3");
        for (int i = 0; i < 20; i++) {
            second += 60;
            site.says().session("17", second).heard(second);
        }

        assertThat(site.told()).containsExactly("fluctuation 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 120})
    void powerThatComesBackLateIsSeenByThreeSamples(int step) {
        report(step, 2 * HOUR, i -> 300);
        report(step, 1_200, i -> 300 * Math.exp(-i / 1_400.0));
        report(step, 900, i -> 120);
        assertThat(site.told()).isEmpty();
        report(step, 900, i -> 240);

        assertThat(site.told()).containsExactly("late-rise 3");
    }

    @Test
    void oneSampleOfFiveMinutesIsNoLateRise() {
        report(300, 2 * HOUR, i -> 300);
        report(300, 1_800, i -> 300 * Math.exp(-i / 1_400.0));
        report(300, HOUR, i -> i / 300 % 2 == 0 ? 80 : 240);

        assertThat(site.told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60|",
                "120|",
                "180|充电末期功率回升",
                "300|充电末期功率回升,功率波动",
                "600|端口温度急升,充电末期功率回升,功率波动"
            })
    void thePageSaysWhichRulesCannotJudge(int step, String rules) {
        report(step, 2 * HOUR, i -> 300);

        assertThat(String.join(",", site.page.stations().get(0).blind()))
                .isEqualTo(rules == null ? "" : rules);
    }

    private Detection first() {
        return site.detections.stream()
                .filter(one -> !one.kind().contains("offline"))
                .findFirst()
                .orElseThrow();
    }

    private EbikeDraft draft() {
        return new EbikeDraft(site.site, site.ports, EbikeSite.at(second), EbikeSite.POLICY);
    }

    private void report(int step, int seconds, IntToDoubleFunction watts) {
        for (int i = 0; i < seconds; i += step) {
            site.says()
                    .watts(Math.rint(watts.applyAsDouble(i)))
                    .session("17", second)
                    .heard(second);
            second += step;
        }
    }

    private void temps(int step, int seconds, IntToDoubleFunction celsius) {
        for (int i = 0; i < seconds; i += step) {
            site.says()
                    .watts(300)
                    .temp(celsius.applyAsDouble(i))
                    .session("17", second)
                    .heard(second);
            second += step;
        }
    }

    private List<PortOrderState> states() {
        return site.orders.stream().map(PortOrderView::state).toList();
    }
}
