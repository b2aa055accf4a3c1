package org.citywall.stream.slope.level;

import static org.assertj.core.api.Assertions.assertThat;

import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.series.Slots;
import org.junit.jupiter.api.Test;

class GradeTest {
    private static final int QUIET = SlopeView.NO_LEVEL;
    private Grade grade = Grade.NONE;
    private int hour;

    @Test
    void threeOfFiveRaise() {
        evaluate(Level.RED, QUIET, Level.ORANGE, QUIET);
        assertThat(grade.level()).isEqualTo(QUIET);
        evaluate(Level.RED);
        assertThat(grade.level()).isEqualTo(Level.ORANGE);
        assertThat(grade.sinceSlot()).isEqualTo(4 * Slots.PER_HOUR);
    }

    @Test
    void twoOfFiveNever() {
        for (int i = 0; i < 10; i++) {
            evaluate(Level.RED, Level.RED, QUIET, QUIET, QUIET);
            assertThat(grade.level()).isEqualTo(QUIET);
        }
    }

    @Test
    void orangeIsHeldForADay() {
        evaluate(Level.ORANGE, Level.ORANGE, Level.ORANGE);
        for (int i = 0; i < 23; i++) {
            evaluate(QUIET);
            assertThat(grade.level()).isEqualTo(Level.ORANGE);
        }
        evaluate(QUIET);
        assertThat(grade.level()).isEqualTo(QUIET);
    }

    @Test
    void oneEvaluationAtTheLevelHoldsItAnew() {
        evaluate(Level.RED, Level.RED, Level.RED);
        for (int i = 0; i < 47; i++) {
            evaluate(QUIET);
        }
        evaluate(Level.RED);
        for (int i = 0; i < 47; i++) {
            evaluate(QUIET);
        }
        assertThat(grade.level()).isEqualTo(Level.RED);
    }

    /** A daily series waits for six quiet days, not for 24 hours. */
    @Test
    void fewEvaluationsDoNotLowerIt() {
        evaluate(Level.ORANGE, Level.ORANGE, Level.ORANGE);
        for (int i = 0; i < 5; i++) {
            hour += 24;
            evaluate(QUIET);
            assertThat(grade.level()).isEqualTo(Level.ORANGE);
        }
        hour += 24;
        evaluate(QUIET);
        assertThat(grade.level()).isEqualTo(QUIET);
    }

    @Test
    void aReleaseGoesDownToWhatTheLastEvaluationsSay() {
        evaluate(Level.RED, Level.RED, Level.RED);
        assertThat(released()).isEqualTo(Level.RED);
        evaluate(Level.ORANGE, Level.ORANGE, Level.ORANGE);
        assertThat(released()).isEqualTo(Level.ORANGE);
        evaluate(QUIET, QUIET, QUIET);
        assertThat(released()).isEqualTo(QUIET);
        evaluate(Level.YELLOW);
        assertThat(released()).as("the newest counts").isEqualTo(Level.YELLOW);
    }

    private int released() {
        return grade.released(hour * Slots.PER_HOUR, LevelLimits.DEFAULT).level();
    }

    private void evaluate(int... levels) {
        for (int level : levels) {
            grade = grade.with(level, hour * Slots.PER_HOUR, LevelLimits.DEFAULT);
            hour++;
        }
    }
}
