package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.junit.jupiter.api.Test;

class ShapeRulesTest {
    private static final int HOUR = 3_600;

    private final EbikeSite site = new EbikeSite();
    private int second;

    @Test
    void aBatteryThatNeverTapers() {
        flat(300, 6 * HOUR + 600);
        assertThat(site.told()).containsExactly("no-taper 3");
        flat(300, 2 * HOUR);
        assertThat(site.told()).containsExactly("no-taper 3", "no-taper 2");
        flat(300, 2 * HOUR);
        assertThat(site.told())
                .containsExactly("no-taper 3", "no-taper 2", "over-time 3", "no-taper 1");
        flat(150, 600);
        assertThat(site.told()).endsWith("no-taper -");
    }

    @Test
    void aLampThatBurnsAllNightIsNotJudged() {
        flat(30, 9 * HOUR);

        assertThat(site.told()).isEmpty();
    }

    @Test
    void twoBatteriesOfFiveHoursAreNotOneOfTen() {
        flat(300, 5 * HOUR);
        flat(0, 120);
        flat(300, 5 * HOUR);

        assertThat(site.told()).isEmpty();
    }

    @Test
    void fullAndStillOn() {
        flat(200, HOUR);
        taper(200, 60);
        flat(9, 2 * HOUR + 300);
        assertThat(site.told()).containsExactly("after-full 3");
        flat(200, 600);
        assertThat(site.told()).containsExactly("after-full 3", "after-full -", "late-rise 3");
        assertThat(site.detections.get(2).reason()).contains("也可能是接近充满后的补电");
        flat(200, 1_200);
        assertThat(site.told()).endsWith("late-rise 2");
    }

    @Test
    void anEmptySocketIsNotFull() {
        flat(1, 3 * HOUR);

        assertThat(site.told()).isEmpty();
    }

    @Test
    void powerThatRisesAgainLateAndStaysIsSeenWithinMinutes() {
        flat(300, 2 * HOUR);
        taper(300, 20);
        flat(120, 900);
        int low = second;
        run(1_000, i -> 120 + i * 0.4);

        assertThat(site.told()).contains("late-rise 2");
        assertThat(site.detections.get(0).reason()).contains("可能向失效电芯充电");
        assertThat(site.detections.get(0).receivedAt()).isBefore(EbikeSite.at(low + 900));
        assertThat(site.detections.get(0).evidence()).containsKey("curve");
    }

    @Test
    void aJumpThatCloseSamplesSawIsOrange() {
        flat(300, 2 * HOUR);
        taper(300, 20);
        flat(120, 900);
        flat(240, 600);

        assertThat(site.told()).containsExactly("late-rise 2");
    }

    @Test
    void aJumpBetweenSamplesFarApartMayBeTheNextBattery() {
        every(60, 2 * HOUR, i -> 300);
        every(60, 1_200, i -> 300 * Math.exp(-i / 1_400.0));
        every(60, 900, i -> 120);
        every(60, 900, i -> 240);

        assertThat(site.told()).containsExactly("late-rise 3");
        assertThat(site.detections.get(0).reason()).contains("也可能换了电池");
    }

    @Test
    void whatMayBeTheNextBatteryIsOrangeWhereThePortIsTooWarmBesideIt() {
        every(60, 2 * HOUR, i -> 300);
        every(60, 1_200, i -> 300 * Math.exp(-i / 1_400.0));
        every(60, 900, i -> 120);
        every(60, 900, i -> 240);
        assertThat(site.told()).containsExactly("late-rise 3");
        for (int i = 0; i < 5; i++) {
            site.says().watts(240).temp(70).session("17", second).heard(second);
            second += 60;
        }

        assertThat(site.told()).containsExactly("late-rise 3", "port-hot 3", "late-rise 2");
    }

    @Test
    void powerThatComesBackTwiceInOneSessionIsOrangeAtTheSecondTime() {
        every(60, 2 * HOUR, i -> 300);
        every(60, 1_200, i -> 300 * Math.exp(-i / 1_400.0));
        every(60, 900, i -> 120);
        every(60, 900, i -> 240);
        every(60, 900, i -> 120);
        assertThat(site.told()).containsExactly("late-rise 3", "late-rise -");
        every(60, 900, i -> 240);

        assertThat(site.told()).containsExactly("late-rise 3", "late-rise -", "late-rise 2");
    }

    @Test
    void aNextBatteryThatWasSeenToBePluggedInIsNoRise() {
        flat(300, 2 * HOUR);
        taper(300, 40);
        flat(0, 40);
        flat(260, HOUR);

        assertThat(site.told()).isEmpty();
    }

    @Test
    void balancingAndPulsesAreNoRise() {
        flat(300, 2 * HOUR);
        taper(300, 50);
        run(HOUR, i -> i % 300 < 120 ? 220 : 40);
        run(HOUR, i -> i % 40 < 20 ? 150 : 20);

        assertThat(site.told()).isEmpty();
    }

    @Test
    void aLooseContactSwings() {
        flat(300, 1_200);
        run(900, i -> i % 60 < 30 ? 300 : 120);

        assertThat(site.told()).containsExactly("fluctuation 3");
        flat(300, 1_500);
        assertThat(site.told()).containsExactly("fluctuation 3", "fluctuation -");
    }

    @Test
    void onePlugPulledAndPutBackIsNoSwing() {
        flat(300, 1_200);
        flat(0, 60);
        flat(300, 900);
        run(900, i -> 300 * (1 + 0.03 * Math.sin(i)));

        assertThat(site.told()).isEmpty();
    }

    @Test
    void oneZeroOfTheMeterEndsNoRed() {
        every(30, 10 * HOUR + HOUR / 2, i -> 400);
        assertThat(site.told()).endsWith("no-taper 1");
        every(30, 60, i -> i == 0 ? 0 : 400);
        every(30, 600, i -> 400);

        assertThat(site.told()).endsWith("no-taper 1");
    }

    @Test
    void zerosOfTheMeterBetweenDoNotRestartTheCount() {
        every(60, 11 * HOUR, i -> i % (3 * HOUR) == HOUR ? 0 : 400);

        assertThat(site.told()).endsWith("no-taper 1");
    }

    @Test
    void oneWrongStateOrTheEndOfAnotherSessionDoesNotRestartTheCount() {
        for (int at = 0; at < 10 * HOUR + 900; at += 30) {
            site.says().watts(400).session("8", at).heard(at);
            if (at % HOUR == 0) {
                site.says().state(PortState.IDLE).heard(at + 5);
            }
            if (at == 5 * HOUR) {
                site.says()
                        .state(PortState.IDLE)
                        .stop(StopReason.FULL)
                        .session("7", 9_000)
                        .heard(at + 6);
            }
        }

        assertThat(site.told()).contains("no-taper 1");
        assertThat(site.port(1).session.startedAt).isEqualTo(EbikeSite.START.toEpochMilli());
    }

    @Test
    void hoursInWhichNobodyHeardItCountIfTheChargerCountedOn() {
        for (int at = 0; at < 12 * HOUR; at += 30) {
            if (at / HOUR % 2 == 0) {
                site.says().watts(400).session("7", at).heard(at);
            }
        }

        assertThat(site.told()).contains("no-taper 1");
    }

    @Test
    void aSessionThatIsFirstHeardInItsMiddleIsAsLongAsTheChargerSays() {
        for (int at = 9 * HOUR; at < 11 * HOUR; at += 30) {
            site.says().watts(400).session("7", at).heard(at);
        }

        assertThat(site.told()).contains("over-time 3");
    }

    @Test
    void hoursBeforeTheFirstReadingCountWhereTheEnergyIsThatOfThePlateau() {
        heardFrom(9 * HOUR, 400, 400);

        assertThat(site.told()).containsExactly("no-taper 2", "over-time 3", "no-taper 1");
        assertThat(site.detections.get(0).reason()).contains("首次收到数据前的 9 小时按充电桩计时，电量相符");
        assertThat(site.detections.get(0).receivedAt())
                .as("as soon as there is a plateau")
                .isBefore(EbikeSite.at(9 * HOUR + 600));
    }

    @Test
    void hoursBeforeTheFirstReadingDoNotCountWhereAnotherPowerWasDrawnInThem() {
        heardFrom(9 * HOUR, 400, 250);

        assertThat(site.told()).containsExactly("over-time 3");
    }

    @Test
    void withoutEnergyTheHoursBeforeAreOnlyYellow() {
        heardFrom(9 * HOUR, 400, Double.NaN);

        assertThat(site.told()).containsExactly("no-taper 3", "over-time 3");
        assertThat(site.detections.get(0).receivedAt())
                .as("what is in its taper has fallen by then")
                .isAfter(EbikeSite.at(9 * HOUR + 1_800));
    }

    @Test
    void secondsThatStandStillTellNoHours() {
        for (int at = 0; at < 2 * HOUR; at += 30) {
            site.says().watts(400).session("17", 9 * HOUR).energy(3_600).heard(at);
        }

        assertThat(site.told()).doesNotContain("no-taper 1", "no-taper 2", "no-taper 3");
    }

    private void heardFrom(int from, double watts, double meanBefore) {
        for (int at = from; at < from + 2 * HOUR; at += 30) {
            EbikeSite.Saying says = site.says().watts(watts).session("17", at);
            if (!Double.isNaN(meanBefore)) {
                says.energy(meanBefore * from / 3_600 + watts * (at - from) / 3_600);
            }
            says.heard(at);
        }
    }

    private void flat(double watts, int seconds) {
        run(seconds, i -> watts);
    }

    private void taper(double watts, int minutes) {
        run(minutes * 60, i -> watts * Math.exp(-i / 1_400.0));
    }

    private void run(int seconds, IntToDoubleFunction watts) {
        every(10, seconds, watts);
    }

    private void every(int step, int seconds, IntToDoubleFunction watts) {
        for (int i = 0; i < seconds; i += step) {
            site.says()
                    .watts(Math.rint(watts.applyAsDouble(i)))
                    .session("17", second)
                    .heard(second);
            second += step;
        }
    }
}
