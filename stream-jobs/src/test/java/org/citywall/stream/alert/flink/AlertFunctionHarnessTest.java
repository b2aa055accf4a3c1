package org.citywall.stream.alert.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.press;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.stream.alert.AlertGroup;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class AlertFunctionHarnessTest {
    private static final double DAY = 24 * 3600;
    private static final String ALERT = Ids.alertId(Ids.groupHash("fire/alarm/B-1"), "d1");

    @Test
    void aPressOpensAnAlertAndTellsItsOutcome() throws Exception {
        try (var harness = start(1, null)) {
            send(harness, 0, AlertInput.of(press("d1", "P1")));

            assertThat(harness.extractOutputValues())
                    .extracting(change -> change.alert().id())
                    .containsExactly(ALERT);
            assertThat(harness.getSideOutput(AlertFunction.OUTCOMES)).hasSize(1);
        }
    }

    @Test
    void aCanaryPassesAndLeavesNothing() throws Exception {
        try (var harness = start(1, null)) {
            Canary canary = new Canary("g1", 1, 0, "00112233445566ff", Instant.EPOCH);
            send(harness, 0, AlertInput.of(canary));

            assertThat(harness.getSideOutput(AlertFunction.CANARIES))
                    .extracting(StreamRecord::getValue)
                    .containsExactly(canary);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void stateAndTimersAreGoneAfterForgetting() throws Exception {
        try (var harness = start(1, null)) {
            send(harness, 0, AlertInput.of(press("d1", "P1")));
            send(harness, 1, AlertInput.of(command("c1", ALERT, AlertAction.ACKNOWLEDGE)));
            send(harness, 2, AlertInput.of(command("c2", ALERT, AlertAction.CLOSE)));
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);

            harness.processWatermark(at(2 + DAY).toEpochMilli());

            List<AlertChange> changes = harness.extractOutputValues();
            assertThat(changes.get(changes.size() - 1).forgotten()).isTrue();
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void howeverManyClocksRunThereIsOneTimer() throws Exception {
        try (var harness = start(1, null)) {
            send(harness, 0, AlertInput.of(press("d1", "P1")));
            for (int second = 1; second <= 200; second++) {
                harness.processWatermark(at(second).toEpochMilli());
                assertThat(harness.numEventTimeTimers()).isLessThanOrEqualTo(1);
            }

            assertThat(harness.extractOutputValues()).hasSize(5);
        }
    }

    /**
     * The job dies at 20 s. While it is away, an officer acknowledges at 45 s, after the first step
     * of the escalation (30 s) and before the second (60 s). The restored job reads all that at
     * once, with its watermark far ahead, and must take the decisions that it would have taken.
     */
    @Test
    void aRestoreRepeatsHistoryBetweenTimersAndCommands() throws Exception {
        List<AlertChange> withoutOutage = new ArrayList<>();
        List<CommandResult> resultsWithoutOutage = new ArrayList<>();
        try (var harness = start(1, null)) {
            send(harness, 0, AlertInput.of(press("d1", "P1")));
            for (double second = 0.25; second < 45; second += 0.25) {
                harness.processWatermark(at(second).toEpochMilli());
            }
            send(harness, 45, AlertInput.of(command("c1", ALERT, AlertAction.ACKNOWLEDGE)));
            harness.processWatermark(at(70).toEpochMilli());
            send(harness, 71, AlertInput.of(press("d2", "P2")));
            harness.processWatermark(at(300).toEpochMilli());
            withoutOutage.addAll(harness.extractOutputValues());
            resultsWithoutOutage.addAll(results(harness));
        }

        List<AlertChange> withOutage = new ArrayList<>();
        List<CommandResult> resultsWithOutage = new ArrayList<>();
        OperatorSubtaskState checkpoint;
        try (var harness = start(1, null)) {
            send(harness, 0, AlertInput.of(press("d1", "P1")));
            harness.processWatermark(at(20).toEpochMilli());
            checkpoint = harness.snapshot(1, 1);
            withOutage.addAll(harness.extractOutputValues());
            resultsWithOutage.addAll(results(harness));
        }
        try (var harness = start(1, checkpoint)) {
            send(harness, 45, AlertInput.of(command("c1", ALERT, AlertAction.ACKNOWLEDGE)));
            send(harness, 71, AlertInput.of(press("d2", "P2")));
            harness.processWatermark(at(300).toEpochMilli());
            withOutage.addAll(harness.extractOutputValues());
            resultsWithOutage.addAll(results(harness));
        }

        assertThat(withOutage).isEqualTo(withoutOutage);
        assertThat(resultsWithOutage).isEqualTo(resultsWithoutOutage);
        assertThat(withOutage)
                .extracting(change -> change.entry().action())
                .containsExactly(
                        "raised",
                        "escalated",
                        "acknowledge",
                        "joined",
                        "escalated",
                        "escalated",
                        "presumed",
                        "escalated");
    }

    @Test
    void aRestoredJobWritesNewerRevisionsOfTheSameChanges() throws Exception {
        OperatorSubtaskState checkpoint;
        List<AlertChange> first;
        try (var harness = start(1, null)) {
            checkpoint = harness.snapshot(1, 1);
            send(harness, 0, AlertInput.of(press("d1", "P1")));
            harness.processWatermark(at(40).toEpochMilli());
            first = harness.extractOutputValues();
        }
        try (var harness = start(2, checkpoint)) {
            send(harness, 0, AlertInput.of(press("d1", "P1")));
            harness.processWatermark(at(40).toEpochMilli());
            List<AlertChange> second = harness.extractOutputValues();

            assertThat(second).hasSameSizeAs(first);
            for (int i = 0; i < first.size(); i++) {
                long before = first.get(i).alert().rev();
                long after = second.get(i).alert().rev();
                assertThat(after).isGreaterThan(before);
                assertThat(Revisions.changeNumber(after)).isEqualTo(Revisions.changeNumber(before));
            }
        }
    }

    @Test
    void theEndOfABoundedInputIsNotTheEndOfTime() throws Exception {
        try (var harness = start(1, null)) {
            send(harness, 0, AlertInput.of(press("d1", "P1")));
            harness.processWatermark(Long.MAX_VALUE);

            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    private static AlertsHarness start(long incarnation, OperatorSubtaskState checkpoint)
            throws Exception {
        return AlertsHarness.start(AlertGroup.POLICY, incarnation, checkpoint);
    }

    private static void send(AlertsHarness harness, double second, AlertInput input)
            throws Exception {
        harness.processElement(input, at(second).toEpochMilli());
    }

    private static List<CommandResult> results(AlertsHarness harness) {
        var records = harness.getSideOutput(AlertFunction.RESULTS);
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }
}
