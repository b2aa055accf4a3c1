package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A loose cable or a dying sensor: its readings scatter, and nobody is sent out for that. */
class BrokenInstrumentTest {
    private static final String SCATTER = "scatter";
    private static final int QUIET_HOURS = 60;
    private static final int WEEK = 7 * 24;
    private static final int SEEDS = 20;

    @ParameterizedTest
    @ValueSource(doubles = {20, 100, 500})
    void whiteNoiseOfAWeekIsNoMovementAloneOrBesideAQuietOne(double amplitude) {
        int faults = 0;
        int calm = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            SlopeRun alone = quiet(false);
            SlopeRun beside = quiet(true);
            int gravest = SlopeView.NO_LEVEL;
            for (int hour = QUIET_HOURS; hour < QUIET_HOURS + WEEK; hour++) {
                double mm = amplitude * random.nextGaussian();
                alone.crack("C2", at(hour), mm);
                beside.crack("C1", at(hour), creep(hour));
                beside.crack("C2", at(hour), mm);
                gravest = Math.min(gravest, Math.min(alone.level(), beside.level()));
            }
            // Yellow: a jump, to be looked at.
            assertThat(gravest).as("seed " + seed).isGreaterThanOrEqualTo(Level.YELLOW);
            calm += gravest == SlopeView.NO_LEVEL ? 1 : 0;
            faults += raised(alone, true) > 0 ? 1 : 0;
        }
        // One whose scatter is known before the fifth outlier is judged by that scatter.
        assertThat(faults).isGreaterThanOrEqualTo(SEEDS - 2);
        assertThat(calm).isGreaterThanOrEqualTo(SEEDS - 1);
    }

    /** After forty days of readings, when the filter knows the instrument well. */
    @Test
    void norDoesItAfterALongQuietTime() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            SlopeRun run = new SlopeRun(false);
            for (int hour = 0; hour < 20 * 24; hour++) {
                run.crack("C2", at(hour), creep(hour) + 0.05 * random.nextGaussian());
            }
            for (int hour = 20 * 24; hour < 27 * 24; hour++) {
                run.crack("C2", at(hour), 50 * random.nextGaussian());
                assertThat(run.level()).as("seed " + seed).isEqualTo(SlopeView.NO_LEVEL);
            }
        }
    }

    @Test
    void itIsAFaultIsNotCurrentAndSaysSo() {
        SlopeRun run = quiet(true);
        Random random = new Random(1);
        for (int hour = QUIET_HOURS; hour < QUIET_HOURS + 24; hour++) {
            run.crack("C1", at(hour), creep(hour));
            run.crack("C2", at(hour), 100 * random.nextGaussian());
        }

        assertThat(run.view.instruments().get(1).current()).isFalse();
        assertThat(run.view.instruments().get(1).reasons().get(0)).contains("次离群").contains("停止评估");
        assertThat(raised(run, true)).isEqualTo(1);
        for (int hour = QUIET_HOURS + 24; hour < QUIET_HOURS + 48; hour++) {
            run.crack("C2", at(hour), creep(hour));
        }
        assertThat(run.view.instruments().get(1).current()).isTrue();
        assertThat(raised(run, false)).isEqualTo(1);
        assertThat(run.level()).isEqualTo(SlopeView.NO_LEVEL);
    }

    /** Beside a broken one a moving one is not among quiet ones: it is judged by itself. */
    @Test
    void aBrokenNeighbourDoesNotHoldBackRed() {
        SlopeRun run = quiet(true);
        Random random = new Random(1);
        for (int hour = QUIET_HOURS; hour < QUIET_HOURS + 48; hour++) {
            run.crack("C1", at(hour), creep(hour) + 20 * (hour - QUIET_HOURS) / 24.0);
            run.crack("C2", at(hour), 100 * random.nextGaussian());
        }

        assertThat(run.level()).isEqualTo(Level.RED);
    }

    /** Rough movement goes one way: it is not noise, however much of it stands apart at first. */
    @ParameterizedTest
    @CsvSource({"1,0.2", "5,1", "5,2", "20,5", "50,20", "100,30"})
    void roughMovementIsRedWithinTwelveHours(double mmPerHour, double noise) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            SlopeRun run = quiet(false);
            for (int hour = QUIET_HOURS; hour < QUIET_HOURS + 12; hour++) {
                double moved = mmPerHour * (hour - QUIET_HOURS + 1);
                run.crack("C2", at(hour), creep(hour) + moved + noise * random.nextGaussian());
            }
            assertThat(run.level()).as("seed " + seed).isEqualTo(Level.RED);
        }
    }

    private static SlopeRun quiet(boolean two) {
        SlopeRun run = new SlopeRun(false);
        for (int hour = 0; hour < QUIET_HOURS; hour++) {
            if (two) {
                run.crack("C1", at(hour), creep(hour));
            }
            run.crack("C2", at(hour), creep(hour));
        }
        return run;
    }

    private static long raised(SlopeRun run, boolean raised) {
        return run.detections.stream()
                .filter(found -> found.kind().equals(SCATTER) && found.raised() == raised)
                .count();
    }

    private static double creep(int hour) {
        return 0.1 * hour / 24;
    }

    private static Instant at(int hour) {
        return SlopeRun.day(hour / 24.0);
    }
}
