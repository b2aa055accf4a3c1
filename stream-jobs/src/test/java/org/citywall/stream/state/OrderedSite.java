package org.citywall.stream.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.ebike.EbikeInput;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.ebike.flink.EbikeFunction;
import org.citywall.stream.log.flink.PauseOperator;

/**
 * A charging site with settings, a red port whose cut-off the charger has answered, a second port
 * that was cut off and is locked, and one that charges.
 */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
final class OrderedSite {
    /** In the snapshot the first port's cut-off waits for its measurement since a second. */
    static final int SNAPSHOT_SECOND = 635;

    private static final SiteRef SITE = new SiteRef("C-1", "一号车棚", 114.0, 22.7);
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private OrderedSite() {}

    static OperatorSubtaskState snapshot() throws Exception {
        try (var harness = function(null)) {
            send(harness, 0, EbikeInput.of(profile(), null));
            for (int second = 0; second < 600; second += 10) {
                for (int port = 1; port <= 3; port++) {
                    measure(harness, second, port, 300, 40);
                }
            }
            order(harness, 600, "o2", 2, PortAction.CUT_OFF);
            answer(harness, 601, "o2", 2, PortAnswer.Step.SENT);
            answer(harness, 602, "o2", 2, PortAnswer.Step.DONE);
            measure(harness, 605, 2, 0, 40);
            measure(harness, 608, 2, 0, 40);
            measure(harness, 610, 1, 300, 95);
            measure(harness, 620, 1, 300, 96);
            order(harness, 630, "o1", 1, PortAction.CUT_OFF);
            answer(harness, 632, "o1", 1, PortAnswer.Step.SENT);
            answer(harness, 634, "o1", 1, PortAnswer.Step.DONE);
            harness.processWatermark(at(SNAPSHOT_SECOND));
            return harness.snapshot(1, 1);
        }
    }

    static KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput> function(
            OperatorSubtaskState from) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput>(
                        new PauseOperator<>(
                                new EbikeFunction(EbikePolicy.defaults(), Duration.ofSeconds(30)),
                                Duration.ofSeconds(30)),
                        EbikeInput::key,
                        Types.STRING);
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    static void measure(
            KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput> harness,
            int second,
            int port,
            double watts,
            double celsius)
            throws Exception {
        ChargerReading reading =
                new ChargerReading(
                        "r" + second + "-" + port,
                        "test",
                        "CH-1",
                        port,
                        PortState.CHARGING,
                        watts,
                        220.0,
                        null,
                        celsius,
                        38.0,
                        false,
                        "17",
                        second,
                        null,
                        null,
                        Instant.ofEpochMilli(at(second)),
                        Instant.ofEpochMilli(at(second)),
                        SITE,
                        "yunwan/C-1",
                        "云湾",
                        true,
                        false,
                        List.of());
        send(harness, second, EbikeInput.of(reading, null));
    }

    static void order(
            KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput> harness,
            int second,
            String id,
            int port,
            PortAction action)
            throws Exception {
        PortOrder order =
                new PortOrder(
                        id,
                        "C-1",
                        "CH-1",
                        port,
                        action,
                        action == PortAction.ENABLE ? "lead" : "officer",
                        "端口过热",
                        null,
                        Instant.ofEpochMilli(at(second)));
        send(harness, second, EbikeInput.of(order, null));
    }

    private static void answer(
            KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput> harness,
            int second,
            String id,
            int port,
            PortAnswer.Step step)
            throws Exception {
        Instant when = Instant.ofEpochMilli(at(second));
        PortAnswer answer = new PortAnswer(id, 1, "C-1", "CH-1", port, step, null, "gw-1", when);
        send(harness, second, EbikeInput.of(answer, null));
    }

    private static ChargerProfile profile() {
        return new ChargerProfile(
                "C-1", 3, 800.0, 7_800.0, null, 60, null, false, "物业王工", "lead", Instant.EPOCH);
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput> harness,
            int second,
            EbikeInput input)
            throws Exception {
        harness.processElement(input, at(second));
    }

    static long at(int second) {
        return START + second * 1_000L;
    }
}
