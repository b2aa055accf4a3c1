package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.slope.StepVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A power of ten may be a wrong unit, and it may be the ground. */
class UnitTest {
    private static final int HOURS = 96;

    private final SlopeRun run = new SlopeRun(false);

    /** A crack that opens from 2 to 20 mm, or from 20 to 200, has not changed its unit. */
    @ParameterizedTest
    @CsvSource({"2,20", "20,200", "2,200", "20,2", "0.02,20"})
    void aTenfoldJumpThatASlopeCouldMakeIsAStepAndAsked(double from, double to) {
        hours(0, HOURS, from, 0);
        hours(HOURS, HOURS + 24, to, 0);

        assertThat(run.quality()).isEqualTo(SlopeQuality.STEP);
        assertThat(run.level()).isEqualTo(Level.YELLOW);
    }

    @Test
    void movementAfterATenfoldJumpIsSeen() {
        hours(0, HOURS, 2, 0);
        hours(HOURS, HOURS + 24, 20, 0);
        hours(HOURS + 24, HOURS + 72, 20, 24);

        assertThat(run.level()).isEqualTo(Level.RED);
    }

    @ParameterizedTest
    @CsvSource({"950,9500", "950,95000", "2,2000", "20,20000", "950,0.95"})
    void aJumpThatNoSlopeMakesIsAWrongUnit(double from, double to) {
        hours(0, HOURS, from, 0);
        hours(HOURS, HOURS + 24, to, 0);

        assertThat(run.quality()).isEqualTo(SlopeQuality.UNIT);
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
    }

    /** Only what is near the wrong unit is refused while it lasts. */
    @Test
    void movementWhileAUnitIsInDoubtIsSeen() {
        hours(0, HOURS, 950, 0);
        hours(HOURS, HOURS + 24, 9_500, 0);
        hours(HOURS + 24, HOURS + 72, 960, 24);

        assertThat(run.level()).isEqualTo(Level.RED);
        assertThat(run.state.channels().get("C1/L1_LF_1").faults()).doesNotContain("unit");
    }

    @Test
    void aPersonMayCallAWrongUnitMovement() {
        hours(0, HOURS, 950, 0);
        hours(HOURS, HOURS + 24, 9_500, 0);
        StepVerdict verdict = new StepVerdict("C1", "L1_LF_1", at(HOURS), true, "王工", "现场复核");
        run.set(
                new SlopeProfile(
                        "SL-01",
                        1,
                        "三号边坡",
                        null,
                        null,
                        null,
                        null,
                        List.of(verdict),
                        null,
                        null,
                        null,
                        null));
        hours(HOURS + 24, HOURS + 25, 9_500, 0);

        assertThat(run.quality()).isEqualTo(SlopeQuality.OK);
        assertThat(run.state.channels().get("C1/L1_LF_1").faults()).isEmpty();
    }

    private void hours(int from, int to, double base, double mmPerDay) {
        for (int hour = from; hour < to; hour++) {
            double noise = 0.004 * ((hour * 7) % 5 - 2);
            run.crack("C1", at(hour), base + noise + mmPerDay * (hour - from) / 24);
        }
    }

    private static Instant at(int hour) {
        return SlopeRun.day(hour / 24.0);
    }
}
