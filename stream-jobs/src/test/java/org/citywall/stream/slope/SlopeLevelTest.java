package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.ForecastGate;
import org.citywall.contracts.slope.RateLimits;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.SlopeStep;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.slope.StepVerdict;
import org.junit.jupiter.api.Test;

/** Several instruments, rain and silence on one slope. */
class SlopeLevelTest {
    private final SlopeRun run = new SlopeRun(false);
    private int hour;

    @Test
    void oneFastInstrumentAmongQuietOnesIsSuspectAndAtMostOrange() {
        hours(48, 0.1, 0.1);
        hours(24, 20, 0.1);

        assertThat(run.level()).isEqualTo(Level.ORANGE);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.SUSPECT);
        assertThat(lastLevel().tags()).contains(SlopeDetections.SUSPECT);
        assertThat(run.view.next()).contains("另一台独立仪器也达到橙色");
    }

    @Test
    void twoFastInstrumentsConfirmRed() {
        hours(48, 0.1, 0.1);
        hours(24, 20, 20);

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.CONFIRMED);
    }

    @Test
    void anOrangeNeighbourLetsRedStandAYellowOneDoesNot() {
        hours(48, 0.1, 0.1);
        hours(72, 20, 7);
        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.SUPPORTED);
    }

    @Test
    void aYellowNeighbourIsNotEnoughForRed() {
        hours(48, 0.1, 0.1);
        hours(60, 20, 2.5);

        assertThat(run.level()).isEqualTo(Level.ORANGE);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.SUPPORTED);
    }

    @Test
    void theOnlyReportingInstrumentIsJudgedByItself() {
        hours(48, 0.1, 0.1);
        for (int i = 0; i < 24; i++) {
            crack("C1", 4.8 + i * 20 / 24.0);
            hour++;
        }

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.ALONE);
    }

    @Test
    void anInstrumentThatFallsSilentKeepsItsLevel() {
        hours(48, 0.1, 0.1);
        hours(24, 20, 20);
        for (int i = 0; i < 24 * 3; i++) {
            crack("C2", 4.8 + 20 + i * 20 / 24.0);
            hour++;
        }

        assertThat(run.level()).isEqualTo(Level.RED);
    }

    @Test
    void redIsHeldForTwoDaysAfterTheSlopeHasCalmed() {
        hours(48, 0.1, 0.1);
        hours(24, 20, 20);
        hours(47, 0.05, 0.05);
        assertThat(run.level()).isEqualTo(Level.RED);
        hours(72, 0.05, 0.05);
        assertThat(run.level()).isGreaterThan(Level.RED);
        hours(24 * 12, 0.05, 0.05);
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        assertThat(lastLevel().raised()).isFalse();
    }

    @Test
    void anInstrumentWithoutUsableDataIsNotQuiet() {
        for (int i = 0; i < 96; i++) {
            double now = at("C1") + (i < 48 ? 0.1 : 20) / 24;
            crack("C1", now);
            Map<String, Double> of =
                    i < 48
                            ? Map.of("gpsTotalX", 0.001 * i, "gpsTotalY", 0.0, "gpsTotalZ", 0.0)
                            : Map.of("gpsTotalZ", 0.001 * i);
            run.read("G1", SlopeInstrument.GNSS, "L1_GP_1", of, now(), now());
            hour++;
        }

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.ALONE);
    }

    @Test
    void aNeighbourTooNoisyToSeeProvesNoCalm() {
        Random random = new Random(5);
        for (int i = 0; i < 96 + 48; i++) {
            crack("C1", at("C1") + (i < 96 ? 0.1 : 20) / 24);
            double moved = i < 96 ? 0.1 * i / 24 : 0.4 + (i - 96) * 20 / 24.0;
            crack("C2", moved + 40 * random.nextGaussian());
            hour++;
        }

        assertThat(run.level()).isEqualTo(Level.RED);
    }

    @Test
    void redOfOneAloneIsHeldWhenAQuietNeighbourReturns() {
        hours(48, 0.1, 0.1);
        for (int i = 0; i < 24; i++) {
            crack("C1", at("C1") + 20 / 24.0);
            hour++;
        }
        assertThat(run.level()).isEqualTo(Level.RED);

        hours(24, 20, 0.1);

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.view.reasons()).anyMatch(why -> why.startsWith("红色保持至"));
        assertThat(run.view.next()).contains("由带班领导解除");
        assertThat(run.view.releaseTo()).isEqualTo(Level.ORANGE);
        hours(36, 20, 0.1);
        assertThat(run.level()).isEqualTo(Level.ORANGE);
    }

    @Test
    void aPageThatIsShownInItsTurnKeepsRainAndReasons() {
        hours(48, 0.1, 0.1);
        rainHours(3, 60);
        SlopeView shown = run.view;
        assertThat(shown.rain().hours3()).isGreaterThan(100);
        long rev = shown.rev();
        Instant next = SlopeRun.day((hour - 1) / 24.0).plusSeconds(15);
        crackAt("C1", next, at("C1"));
        crackAt("C2", next.plusSeconds(1), at("C2"));

        run.waitUntil(next.plusSeconds(60));

        assertThat(run.view.rev()).isGreaterThan(rev);
        assertThat(run.view.rain().hours3()).isBetween(179.9, 180.1);
        assertThat(run.view.level()).isEqualTo(shown.level());
        assertThat(run.view.reasons()).anyMatch(why -> why.contains("雨量"));
    }

    @Test
    void instrumentsThatDiedAtRedAreTakenBackByAPersonWhoHasLooked() {
        hours(48, 0.1, 0.1);
        hours(24, 20, 20);
        double still = 0;
        for (int i = 0; i < 24 * 10; i++) {
            still += 0.1 / 24;
            crack("C3", still);
            hour++;
        }
        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.view.next()).contains("无有效数据").contains("带班领导解除");

        run.release(new SlopeRelease("r-1", "SL-01", Level.RED, "王工", "测点已毁，现场稳定", now()));

        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
        for (int i = 0; i < 24; i++) {
            still += 20 / 24.0;
            crack("C3", still);
            hour++;
        }
        assertThat(run.level()).isEqualTo(Level.RED);
    }

    @Test
    void anInstrumentThatFreezesAtRedIsNotCalm() {
        hours(48, 0.1, 0.1);
        hours(24, 20, 20);
        hours(24 * 6, 0, 0);

        assertThat(run.state.channels().get("C1/L1_LF_1").faults()).contains(Faults.FROZEN);
        assertThat(run.level()).isEqualTo(Level.RED);
    }

    @Test
    void aVerdictOnASmallJumpOfAnotherInstrumentLiftsNoHold() {
        double third = 0;
        for (int i = 0; i < 96 + 48; i++) {
            crack("C1", at("C1") + (i < 96 ? 0.1 : 20) / 24);
            if (i < 96 || i > 96 + 30) {
                crack("C2", at("C2") + 0.1 / 24);
                third += 0.1 / 24;
                crack("C3", third + (i >= 88 ? 1.5 : 0));
            }
            hour++;
        }
        assertThat(run.level()).isEqualTo(Level.RED);
        SlopeStep jump =
                run.view.instruments().stream()
                        .filter(one -> one.stationId().equals("C3"))
                        .findFirst()
                        .orElseThrow()
                        .step();
        StepVerdict verdict = new StepVerdict("C3", "L1_LF_1", jump.at(), false, "李明", "仪器更换");

        run.set(
                new SlopeProfile(
                        "SL-01",
                        1,
                        "三号边坡",
                        null,
                        null,
                        null,
                        null,
                        java.util.List.of(verdict),
                        null,
                        null,
                        null,
                        null));

        assertThat(run.level()).isEqualTo(Level.RED);
    }

    @Test
    void redByRainIsHeldAndDoesNotFlap() {
        hours(48, 0.1, 0.1);
        hours(48, 7, 7);
        assertThat(run.level()).isEqualTo(Level.ORANGE);
        int changes = levels();
        for (int i = 0; i < 36; i++) {
            // Three heavy hours, nine light ones: the sums pass their limits again and again.
            run.rain(now(), i % 12 < 3 ? 40 : 0.1);
            hours(1, 7, 7);
        }

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(levels()).isEqualTo(changes + 1);
    }

    /** A rate that is yellow, and 1/v on a line to a failure soon: orange by forecast alone. */
    @Test
    void rainMakesMeasuredMovementGraverNotAForecast() {
        for (int i = 0; i < 24 * 8; i++) {
            double left = 8.25 - i / 24.0;
            double mm = -1.2 * Math.log(left);
            crack("C1", mm);
            crack("C2", mm);
            if (i > 24 * 8 - 6) {
                run.rain(now(), 30);
            }
            hour++;
        }

        assertThat(run.motion("C1/L1_LF_1").assessment().forecastLevel()).isEqualTo(Level.ORANGE);
        assertThat(run.motion("C1/L1_LF_1").assessment().ground()).isEqualTo(Level.YELLOW);
        assertThat(run.view.rain().level()).isLessThanOrEqualTo(Level.ORANGE);
        assertThat(run.level()).isEqualTo(Level.ORANGE);
    }

    @Test
    void aTiltMeterStandsBehindOthersThoughAloneItIsAtMostYellow() {
        for (int i = 0; i < 96; i++) {
            tilt(i < 48 ? 0.001 * i : 0.048 + (i - 48) * 5 / 24.0);
            hour++;
        }
        assertThat(run.level()).isEqualTo(Level.YELLOW);
        assertThat(run.view.instruments().get(0).level()).isEqualTo(Level.YELLOW);
        double tilted = 10.048;
        for (int i = 0; i < 96; i++) {
            crack("C1", i < 48 ? 0.1 * i / 24 : 0.2 + (i - 48) * 20 / 24.0);
            tilted += 5 / 24.0;
            tilt(tilted);
            hour++;
        }

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.CONFIRMED);
    }

    @Test
    void newLimitsAreJudgedAtOnceWithoutCountingTwice() {
        hours(48, 0.1, 0.1);
        hours(24, 1.5, 1.5);
        assertThat(run.level()).isGreaterThanOrEqualTo(Level.BLUE);
        SlopeChannel before = run.state.channels().get("C1/L1_LF_1");

        run.set(limits(new RateLimits(0.2, 0.5, 1, 50, 50, 50)));

        Motion after = run.motion("C1/L1_LF_1");
        assertThat(after.assessment().rateLevel()).isEqualTo(Level.ORANGE);
        assertThat(after.grade().last()).hasSameSizeAs(before.motion().grade().last());
        assertThat(after.evaluatedSlot()).isEqualTo(before.motion().evaluatedSlot());
        hours(2, 1.5, 1.5);
        assertThat(run.level()).isEqualTo(Level.ORANGE);
    }

    @Test
    void aStormThatTookTheGaugeIsNotOverForADay() {
        hours(48, 0.1, 0.1);
        rainHours(3, 60);
        hours(20, 0.1, 0.1);

        assertThat(run.view.rain().level()).isEqualTo(Level.RED);
        assertThat(run.view.reasons()).anyMatch(why -> why.contains("雨量未知"));
        hours(8, 0.1, 0.1);
        assertThat(run.view.rain().level()).isGreaterThan(Level.RED);
        hours(24 * 3, 0.1, 0.1);
        assertThat(run.state.channels().get("R1/L3_YL_1").faults()).contains(Faults.OFFLINE);
    }

    @Test
    void rainAloneIsAtMostYellow() {
        hours(48, 0.1, 0.1);
        rainHours(3, 60);

        assertThat(run.view.rain().level()).isEqualTo(Level.RED);
        assertThat(run.level()).isEqualTo(Level.YELLOW);
        assertThat(run.state.support()).isEqualTo(SlopeSupport.RAIN);
    }

    @Test
    void heavyRainMakesMovementOneLevelGraver() {
        hours(48, 0.1, 0.1);
        hours(72, 3, 3);
        assertThat(run.level()).isEqualTo(Level.YELLOW);
        rainHours(3, 60);

        assertThat(run.level()).isEqualTo(Level.ORANGE);
        assertThat(run.view.reasons()).contains("强降雨期间变形，升一级");
    }

    @Test
    void silenceInHeavyRainIsAnAlarm() {
        hours(48, 0.1, 0.1);
        rainHours(2, 60);
        assertThat(silences()).isZero();
        hour += 3;
        run.rain(now(), 1);

        assertThat(silences()).isEqualTo(1);
        assertThat(run.detections.get(run.detections.size() - 1).reason()).contains("没有数据");
    }

    @Test
    void silenceIsNoticedWhenTheGaugeIsSilentToo() {
        hours(48, 0.1, 0.1);
        rainHours(2, 60);
        run.waitUntil(now().plusSeconds(3 * 3_600));

        assertThat(silences()).isEqualTo(1);
    }

    /** A steep reference makes the angle red at a crawl; the absolute rate holds it. */
    @Test
    void aTangentAngleGoesOneLevelBeyondTheRateAtMost() {
        ReferenceRate rate = new ReferenceRate("C1", "L1_LF_1", 0.01, 0, now(), now(), 2, "王工");
        run.set(
                new SlopeProfile(
                        "SL-01",
                        1,
                        "三号边坡",
                        java.util.List.of(rate),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        hours(72, 1.5, 1.5);

        assertThat(run.motion("C1/L1_LF_1").assessment().relativeLevel()).isEqualTo(Level.RED);
        assertThat(run.level()).isEqualTo(Level.YELLOW);
        assertThat(run.view.reasons().get(0)).contains("王工 批准").contains("最多比速率等级高一级");
    }

    /** 1/v falls on a line to a failure in hours, at a rate below every limit but blue. */
    @Test
    void aForecastNeverRaisesRed() {
        for (int i = 0; i < 24 * 8; i++) {
            double left = 8.2 - i / 24.0;
            crack("C1", -1.2 * Math.log(left));
            hour++;
        }

        assertThat(run.forecast("C1/L1_LF_1").gate()).isEqualTo(ForecastGate.OPEN);
        assertThat(run.motion("C1/L1_LF_1").assessment().forecastLevel()).isEqualTo(Level.ORANGE);
        assertThat(run.level()).isEqualTo(Level.ORANGE);
    }

    private int levels() {
        return (int)
                run.detections.stream()
                        .filter(found -> found.kind().equals(SlopeDetections.LEVEL))
                        .map(Detection::level)
                        .count();
    }

    private void tilt(double degrees) {
        Map<String, Double> values = Map.of("X", degrees, "Y", 0.0, "Z", 0.0);
        run.read("T1", SlopeInstrument.TILT, "L1_QJ_1", values, now(), now());
    }

    private static SlopeProfile limits(RateLimits limits) {
        return new SlopeProfile(
                "SL-01", 1, "三号边坡", null, limits, null, null, null, null, null, null, null);
    }

    private long silences() {
        return run.detections.stream()
                .filter(found -> found.kind().equals(SlopeDetections.SILENCE) && found.raised())
                .count();
    }

    private Detection lastLevel() {
        return run.detections.stream()
                .filter(found -> found.kind().equals(SlopeDetections.LEVEL))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Both instruments for some hours at these rates, mm/d, on from where they are. */
    private void hours(int count, double first, double second) {
        for (int i = 0; i < count; i++) {
            crack("C1", at("C1") + first / 24);
            crack("C2", at("C2") + second / 24);
            hour++;
        }
    }

    private double at(String station) {
        SlopeChannel channel = run.state.channels().get(station + "/L1_LF_1");
        return channel == null ? 0 : channel.values().get("value");
    }

    private void rainHours(int count, double mmPerHour) {
        for (int i = 0; i < count; i++) {
            crack("C1", at("C1") + 0.01);
            crack("C2", at("C2") + 0.01);
            run.rain(now(), mmPerHour);
            hour++;
        }
    }

    private void crack(String station, double mm) {
        crackAt(station, now(), mm);
    }

    private void crackAt(String station, Instant at, double mm) {
        run.read(station, SlopeInstrument.CRACK, "L1_LF_1", Map.of("value", mm), at, at);
    }

    private Instant now() {
        return SlopeRun.day(hour / 24.0);
    }
}
