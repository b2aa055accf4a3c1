package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.flink.AlertsHarness;
import org.junit.jupiter.api.Test;

/** What an open alert costs in a snapshot; docs/domain/aggregation.md has the numbers. */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class StateBytesHarnessTest {
    private static final long START = AlertGroup.START.toEpochMilli();
    private static final int ALERTS = 1_000;

    @Test
    void anOpenAlertCostsFewKilobytesAndItsPartInInhibitionLessThanOne() throws Exception {
        List<AlertChange> changes = new ArrayList<>();
        long offline = bytes(StateBytesHarnessTest::offline, changes);
        long alarm = bytes(StateBytesHarnessTest::alarm, new ArrayList<>());
        long inhibited = bytesOfInhibition(changes);
        System.out.printf(
                "bytes of state per open alert: offline %d, alarm of two points %d; inhibited, besides:"
                        + " %d%n",
                offline, alarm, inhibited);

        assertThat(offline).isBetween(200L, 1_500L);
        assertThat(alarm).isBetween(200L, 4_000L);
        assertThat(inhibited).isBetween(200L, 1_500L);
    }

    /** Of each group: what its inputs leave. */
    private static long bytes(IntFunction<List<AlertInput>> inputs, List<AlertChange> changes)
            throws Exception {
        try (var harness = AlertsHarness.start(AlertGroup.POLICY, 1, null)) {
            long empty = bytes(harness.snapshot(1, 1));
            for (int i = 0; i < ALERTS; i++) {
                for (AlertInput input : inputs.apply(i)) {
                    harness.processElement(input, START + i);
                }
            }
            changes.addAll(harness.extractOutputValues());
            return (bytes(harness.snapshot(2, 2)) - empty) / ALERTS;
        }
    }

    private static long bytesOfInhibition(List<AlertChange> changes) throws Exception {
        try (InhibitStages stages = InhibitStages.start(null)) {
            stages.see(InhibitStages.change("0-1", "power-cut", 2, true, "unacknowledged"), START);
            stages.passTo(START + 1);
            long empty = bytes(stages.snapshot());
            for (AlertChange change : changes) {
                stages.see(change, START + 2);
            }
            assertThat(stages.passTo(START + 3)).hasSize(ALERTS);
            return (bytes(stages.snapshot()) - empty) / ALERTS;
        }
    }

    private static long bytes(OperatorSubtaskState state) {
        return state.getStateSize();
    }

    private static long bytes(InhibitStages.Snapshot of) {
        return bytes(of.parts()) + bytes(of.meeting()) + bytes(of.sums());
    }

    private static List<AlertInput> offline(int number) {
        return List.of(of(number, "offline", AlertGroup.fault("f" + number)));
    }

    private static List<AlertInput> alarm(int number) {
        return List.of(
                of(number, "press", AlertGroup.press("a" + number, "P1")),
                of(number, "press", AlertGroup.press("b" + number, "P2")));
    }

    private static AlertInput of(int number, String kind, Detection detection) {
        ObjectNode json = Json.mapper().valueToTree(detection);
        json.put("kind", kind);
        json.put("deviceId", "DEV-%05d".formatted(number));
        json.put("groupKey", "fire/%s/%d".formatted(kind, number));
        return AlertInput.of(Json.read(Json.string(json), Detection.class));
    }
}
