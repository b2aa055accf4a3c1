package org.citywall.stream.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.stream.log.flink.PauseOperator;
import org.citywall.stream.slope.SlopeInput;
import org.citywall.stream.slope.SlopePolicy;
import org.citywall.stream.slope.flink.SlopeFunction;

/** A slope that creeps for two days and then moves 6 mm/d, with a profile and rain. */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
final class MovingSlope {
    /** In the snapshot it is orange since some hours. */
    static final int SNAPSHOT_HOUR = 72;

    private static final SiteRef SITE = new SiteRef("S-1", "一号边坡", 114.0, 22.7);
    private static final int FAST_FROM = 48;

    private MovingSlope() {}

    static OperatorSubtaskState snapshot() throws Exception {
        try (var harness = function(null)) {
            harness.processElement(
                    SlopeInput.of(
                            new SlopeProfile(
                                    "S-1",
                                    2,
                                    "一号边坡",
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    "王工",
                                    null,
                                    Instant.ofEpochMilli(at(0)),
                                    null)),
                    at(0));
            for (int hour = 0; hour <= SNAPSHOT_HOUR; hour++) {
                move(harness, hour, 6);
            }
            return harness.snapshot(1, 1);
        }
    }

    static KeyedOneInputStreamOperatorTestHarness<String, SlopeInput, AlertInput> function(
            OperatorSubtaskState from) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<String, SlopeInput, AlertInput>(
                        new PauseOperator<>(
                                new SlopeFunction(
                                        SlopePolicy.defaults(),
                                        Duration.ofSeconds(30),
                                        Duration.ofHours(24)),
                                Duration.ofSeconds(30)),
                        SlopeInput::key,
                        Types.STRING);
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    /** An hour of two instruments and a gauge. */
    static void move(
            KeyedOneInputStreamOperatorTestHarness<String, SlopeInput, AlertInput> harness,
            int hour,
            double mmPerDay)
            throws Exception {
        double fast = Math.min(hour, SNAPSHOT_HOUR) - FAST_FROM;
        double mm = 0.1 * hour / 24 + 6 * Math.max(0, fast) / 24;
        mm += mmPerDay * Math.max(0, hour - SNAPSHOT_HOUR) / 24;
        say(harness, "C1", SlopeInstrument.CRACK, hour, Map.of("value", mm));
        say(
                harness,
                "G1",
                SlopeInstrument.GNSS,
                hour,
                Map.of("gpsTotalX", mm, "gpsTotalY", 0.0, "gpsTotalZ", -mm));
        say(harness, "R1", SlopeInstrument.RAIN, hour, Map.of("value", 1.0));
        harness.processWatermark(at(hour));
    }

    private static void say(
            KeyedOneInputStreamOperatorTestHarness<String, SlopeInput, AlertInput> harness,
            String station,
            SlopeInstrument instrument,
            int hour,
            Map<String, Double> values)
            throws Exception {
        Instant time = Instant.ofEpochMilli(at(hour));
        SlopeReading reading =
                new SlopeReading(
                        station + hour,
                        "test",
                        station,
                        instrument,
                        "1",
                        values,
                        time,
                        time,
                        SITE,
                        "yunwan/S-1",
                        "云湾",
                        true,
                        false,
                        List.of());
        harness.processElement(SlopeInput.of(reading), at(hour));
    }

    /** No device time before 2000 is believed. */
    static long at(int hour) {
        return Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() + hour * 3_600_000L;
    }
}
