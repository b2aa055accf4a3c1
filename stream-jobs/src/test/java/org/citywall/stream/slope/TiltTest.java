package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;

/** Tilt is measured in degrees, a hundredth of one is exact, and its limits are degrees. */
class TiltTest {
    private static final int HOURS = 96;

    private final SlopeRun run = new SlopeRun(false);

    @Test
    void aJumpOfThirtyTimesTheLimitIsYellowAndWordedInDegrees() {
        hours(0, HOURS, 0, 0);
        hours(HOURS, HOURS + 24, 1.5, 0);

        assertThat(run.level()).isEqualTo(Level.YELLOW);
        assertThat(run.view.reasons().get(0)).contains("整体跳变 1.50 °");
        Detection asked =
                run.detections.stream()
                        .filter(found -> found.kind().equals(Faults.STEP))
                        .findFirst()
                        .orElseThrow();
        assertThat(asked.reason()).contains("1.50 °").doesNotContain("mm");
        assertThat(run.marks.stream().map(MarkedReading::reason))
                .noneMatch(why -> why != null && why.contains("mm"));
    }

    @Test
    void aJumpBelowItsYellowLimitIsAskedAboutAndHasNoLevel() {
        hours(0, HOURS, 0, 0);
        hours(HOURS, HOURS + 24, 0.045, 0);

        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
    }

    /** Of an instrument that is exact to a hundredth, a fifth of a degree stands apart. */
    @Test
    void aFifthOfADegreeIsAnOutlier() {
        hours(0, HOURS, 0, 0);
        tilt(HOURS, 0.2);

        assertThat(run.quality()).isEqualTo(SlopeQuality.OUTLIER);
    }

    /** Two degrees are what a slope may drift in a day in millimetres, not in degrees. */
    @Test
    void aDegreeAfterADayWithoutReadingsIsAnOutlier() {
        hours(0, HOURS, 0, 0);
        tilt(HOURS + 24, 1);

        assertThat(run.quality()).isEqualTo(SlopeQuality.OUTLIER);
    }

    @Test
    void whatItTurnedInAWeekIsHeldAgainstItsOwnLimit() {
        hours(0, 10 * 24, 0, 0);
        hours(10 * 24, 17 * 24, 0, 0.17);

        assertThat(run.view.instruments().get(0).reasons())
                .anyMatch(why -> why.startsWith("7 天转动 1.") && why.endsWith("°"));
        assertThat(run.level()).isEqualTo(Level.YELLOW);
    }

    /** 0.1 deg/d for two days is twice its yellow limit: it is seen in hours, not in days. */
    @Test
    void slowTurningIsSeen() {
        hours(0, HOURS, 0, 0);
        hours(HOURS, HOURS + 36, 0, 0.1);

        assertThat(run.level()).isEqualTo(Level.YELLOW);
    }

    private void hours(int from, int to, double base, double degPerDay) {
        for (int hour = from; hour < to; hour++) {
            double noise = 0.002 * ((hour * 7) % 5 - 2);
            tilt(hour, base + noise + degPerDay * (hour - from) / 24);
        }
    }

    private void tilt(int hour, double deg) {
        Instant at = SlopeRun.day(hour / 24.0);
        Map<String, Double> values = Map.of("X", deg, "Y", 0.0, "Z", 0.0);
        run.read("T1", SlopeInstrument.TILT, "L1_QJ_1", values, at, at);
    }
}
