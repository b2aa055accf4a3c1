package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;

/** Runs of recorded events, and the revision of what the page shows. */
class ReplayTest {
    private static final Instant RECEIVED = SlopeRun.day(400);

    private final SlopePolicy policy = SlopePolicy.defaults();
    private SlopeState state = SlopeState.empty("SL-01");
    private SlopeDecision last;

    @Test
    void aSecondRunBeginsAnewAndEndsWhatTheFirstHadRaised() {
        assertThat(run("urn:replay:1")).isEqualTo(Level.RED);

        take(reading("urn:replay:2", 80 * 24, Series.fukuzono(80), RECEIVED, true));

        assertThat(last.detections())
                .extracting(Detection::raised, Detection::replay, Detection::kind)
                .containsExactly(tuple(false, true, "slope-level"));
        assertThat(last.detections().get(0).groupKey()).isEqualTo("slope/alarm/SL-01/replay");
        assertThat(last.view().level()).isEqualTo(SlopeView.NO_LEVEL);
        assertThat(state.channels().get("C1/1").motion().bins().size()).isOne();
        assertThat(run("urn:replay:2")).isEqualTo(Level.RED);
    }

    @Test
    void withinARunAReadingOlderThanItsMemoryIsRefused() {
        run("urn:replay:1");

        take(reading("urn:replay:1", 80 * 24, 1, RECEIVED, true));

        assertThat(last.mark().quality().name()).isEqualTo("TOO_OLD");
    }

    @Test
    void recordedAndLiveEventsHaveKeysOfTheirOwn() {
        assertThat(SlopeInput.of(reading("a", 1, 1, RECEIVED, true)).key())
                .isEqualTo("SL-01~replay");
        assertThat(SlopeInput.of(reading("a", 1, 1, RECEIVED, false)).key()).isEqualTo("SL-01");
    }

    /**
     * The live view keeps the newest revision, so one that begins at 0 again would be invisible.
     */
    @Test
    void theRevisionOutlivesALossOfState() {
        for (int hour = 0; hour < 24; hour++) {
            take(live(hour));
        }
        long before = state.rev();

        state = SlopeState.empty("SL-01");
        for (int hour = 24; hour < 48; hour++) {
            take(live(hour));
        }

        assertThat(state.rev()).isGreaterThan(before);
        long rev = state.rev();
        last = SlopeRule.advanceTo(state, SlopeRun.day(4), policy);
        assertThat(last.view().rev()).isGreaterThan(rev);
        assertThat(last.view().rev()).isLessThanOrEqualTo(SlopeRun.day(4).toEpochMilli());
    }

    private SlopeReading live(int hour) {
        return reading("live", hour, hour / 48.0, SlopeRun.day(hour / 24.0), false);
    }

    private int run(String source) {
        for (int hour = 85 * 24; hour < 99 * 24 + 12; hour++) {
            take(reading(source, hour, Series.fukuzono(hour / 24.0), RECEIVED, true));
        }
        return state.level();
    }

    private void take(SlopeReading reading) {
        last = SlopeRule.apply(state, reading, reading.receivedAt(), policy);
        state = last.state();
    }

    private static SlopeReading reading(
            String source, int hour, double mm, Instant receivedAt, boolean replay) {
        return new SlopeReading(
                "r" + hour,
                source,
                "C1",
                SlopeInstrument.CRACK,
                "1",
                Map.of("value", mm),
                SlopeRun.day(hour / 24.0),
                receivedAt,
                SlopeRun.SITE,
                "yunwan/shapu",
                "云湾 沙浦",
                true,
                replay,
                List.of());
    }
}
