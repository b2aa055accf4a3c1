package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.citywall.contracts.alert.Level;
import org.junit.jupiter.api.Test;

/** The usual interval of a station, by which it is known to be silent. */
class IntervalTest {
    private static final String KEY = "C1/L1_LF_1";

    private final SlopeRun run = new SlopeRun(false);
    private double hour;

    @Test
    void anOutageOfDaysIsNoInterval() {
        readings(100, 1 / 6.0);
        hour += 120;
        readings(1, 1 / 6.0);

        assertThat(interval()).isBetween(599.0, 601.0);

        run.waitUntil(SlopeRun.day(hour / 24).plusSeconds(7 * 3_600));
        assertThat(run.state.channels().get(KEY).faults()).contains(Faults.OFFLINE);
    }

    @Test
    void norAreTwoOutagesWithAReadingBetween() {
        readings(100, 1 / 6.0);
        hour += 120;
        readings(1, 1 / 6.0);
        hour += 50;
        readings(10, 1 / 6.0);

        assertThat(interval()).isBetween(599.0, 601.0);
    }

    @Test
    void aNewIntervalIsLearntFromTheThirdGap() {
        readings(100, 1 / 6.0);
        hour += 24 - 1 / 6.0;
        readings(3, 24);

        assertThat(interval()).isEqualTo(86_400);
        readings(40, 1);
        assertThat(interval()).as("and back").isBetween(3_600.0, 3_700.0);
    }

    /** An hour, then packets of a trigger: neither is the other's outage. */
    @Test
    void packetsOfATriggerChangeItLittle() {
        for (int i = 0; i < 20; i++) {
            readings(1, 1);
            readings(3, 1 / 12.0);
        }
        assertThat(interval()).isBetween(300.0, 3_600.0);
    }

    /** After its outage it is silent again: it is not quiet for days by its old one. */
    @Test
    void itDoesNotHoldBackRedByAnIntervalOfDays() {
        double mm = 0.25;
        for (int i = 0; i < 60; i++) {
            run.crack("C1", at(i), 0.1 * i / 24);
            run.crack("C2", at(i), 0.1 * i / 24);
        }
        for (int i = 60; i < 180; i++) {
            run.crack("C1", at(i), mm);
        }
        run.crack("C2", at(180), 0.25);
        for (int i = 181; i < 221; i++) {
            mm += 20 / 24.0;
            run.crack("C1", at(i), mm);
        }

        assertThat(run.view.instruments().get(1).current()).isFalse();
        assertThat(run.level()).isEqualTo(Level.RED);
    }

    private void readings(int count, double hours) {
        for (int i = 0; i < count; i++) {
            run.crack("C1", at(hour), 20 + 0.01 * (i % 3));
            hour += hours;
        }
    }

    private double interval() {
        return run.state.channels().get(KEY).intervalSeconds();
    }

    private static Instant at(double hour) {
        return SlopeRun.day(hour / 24);
    }
}
