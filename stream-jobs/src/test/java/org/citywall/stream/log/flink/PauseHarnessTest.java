package org.citywall.stream.log.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.fire.FireInput;
import org.citywall.stream.fire.FirePolicy;
import org.citywall.stream.fire.flink.FireFunction;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.LogPause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fire job from its source to its rule, stopped at the end of the log and started again. */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class PauseHarnessTest {
    private static final Duration STANDSTILL = FirePolicy.defaults().standstill();
    private static final int KEY_GROUPS = 128;

    private OneInputStreamOperatorTestHarness<FromLog<FireInput>, FireInput> log;
    private KeyedOneInputStreamOperatorTestHarness<String, FireInput, AlertInput> rule;

    @BeforeEach
    void start() throws Exception {
        log = log(1, 0, null);
        rule = rule(1, 0, null);
    }

    @AfterEach
    void stop() throws Exception {
        log.close();
        rule.close();
    }

    @Test
    void aStopOfTheWholeCityIsNoSilenceOfItsDevices() throws Exception {
        hear(0, 0, "h1");
        tick(0, 250, 60_000);

        restart();
        tick(0, 170_000, 349_750);
        assertThat(offline()).as("180 s after the end of the pause").isEmpty();

        tick(0, 350_000, 350_250);
        assertThat(offline()).containsExactly("D0");
    }

    @Test
    void aTimerThatIsDueRightBehindThePauseKnowsOfItToo() throws Exception {
        hear(0, 0, "h1");
        tick(0, 250, 60_000);

        restart();
        tick(0, 181_000, 360_750);
        assertThat(offline()).isEmpty();

        tick(0, 361_000, 361_250);
        assertThat(offline()).containsExactly("D0");
    }

    @Test
    void aDeviceThatSpeaksBehindThePauseIsNeverOffline() throws Exception {
        hear(0, 0, "h1");
        tick(0, 250, 60_000);

        restart();
        hear(0, 185_000, "h2");
        tick(0, 185_250, 364_750);

        assertThat(offline()).isEmpty();
    }

    @Test
    void aPauseThatWasToldBeforeACheckpointHoldsBehindIt() throws Exception {
        hear(0, 0, "h1");
        tick(0, 250, 60_000);
        tick(0, 170_000, 171_000);

        restart();
        tick(0, 171_250, 349_750);

        assertThat(offline()).isEmpty();
    }

    @Test
    void whileOnlyTheJobIsDownTheLogGoesOnAndNothingIsForgiven() throws Exception {
        hear(0, 0, "h1");
        tick(0, 250, 60_000);

        restart();
        tick(0, 60_250, 179_750);
        assertThat(offline()).isEmpty();
        tick(0, 180_000, 180_500);

        assertThat(offline()).containsExactly("D0");
    }

    @Test
    void everyInputIsToldOfThePauseOfItsOwnPartition() throws Exception {
        tick(0, 1_000, 1_000);
        tick(1, 1_000, 1_000);
        hear(0, 61_000, "a");
        hear(1, 1_250, "b");
        hear(0, 62_000, "c");
        hear(FromLog.NO_TIME, 500_000, "d");

        LogPause pause = new LogPause(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(61_000));
        assertThat(log.extractOutputValues())
                .extracting(FireInput::pause)
                .containsExactly(pause, null, pause, null);
    }

    @Test
    void whoeverIsGivenAPartitionKnowsHowFarItWas() throws Exception {
        tick(0, 1_000, 1_000);
        tick(1, 50_000, 50_000);
        OperatorSubtaskState grown = log.snapshot(1, 1);
        try (var first = log(2, 0, share(grown, 1, 2, 0));
                var second = log(2, 1, share(grown, 1, 2, 1))) {
            first.processElement(read(1, "a"), 70_000);
            second.processElement(read(0, "b"), 70_000);
            assertThat(first.extractOutputValues().get(0).pause()).isNull();
            assertThat(second.extractOutputValues().get(0).pause().from())
                    .isEqualTo(Instant.ofEpochMilli(1_000));

            OperatorSubtaskState both =
                    AbstractStreamOperatorTestHarness.repackageState(
                            first.snapshot(2, 2), second.snapshot(2, 2));
            try (var alone = log(1, 0, share(both, 2, 1, 0))) {
                alone.processElement(read(0, "c"), 71_000);
                alone.processElement(read(1, "d"), 71_000);
                assertThat(alone.extractOutputValues())
                        .as("what another subtask remembers of a partition that it lost is older")
                        .extracting(input -> input.pause() == null)
                        .containsExactly(false, true);
            }
        }
    }

    @Test
    void theTimeOfTheRulesSurvivesAChangeOfTheirNumber() throws Exception {
        hear(0, 0, "h1");
        tick(0, 250, 60_000);
        OperatorSubtaskState grown = rule.snapshot(1, 1);
        List<Integer> reported = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (var part = rule(2, i, share(grown, 1, 2, i))) {
                for (long ms = 181_000; ms < 361_000; ms += 250) {
                    part.processWatermark(ms);
                }
                assertThat(part.extractOutputValues()).isEmpty();
                part.processWatermark(361_000);
                reported.add(part.extractOutputValues().size());
            }
        }
        assertThat(reported).as("one of them has the site").containsExactlyInAnyOrder(0, 1);
    }

    private void restart() throws Exception {
        OperatorSubtaskState logState = log.snapshot(1, 1);
        OperatorSubtaskState ruleState = rule.snapshot(1, 1);
        stop();
        log = log(1, 0, logState);
        rule = rule(1, 0, ruleState);
    }

    /** Ticks each 250 ms, the first and the last included. */
    private void tick(int partition, long fromMs, long toMs) throws Exception {
        for (long ms = fromMs; ms <= toMs; ms += 250) {
            pass(new FromLog<>(partition, FireInput.TICK), ms);
        }
    }

    private void hear(int partition, long atMs, String id) throws Exception {
        pass(read(partition, id), atMs);
    }

    /** As a source does: first the record, then the time that it makes. */
    private void pass(FromLog<FireInput> read, long atMs) throws Exception {
        int before = log.extractOutputValues().size();
        log.processElement(read, atMs);
        List<FireInput> out = log.extractOutputValues();
        for (FireInput input : out.subList(before, out.size())) {
            rule.processElement(new StreamRecord<>(input, atMs));
        }
        rule.processWatermark(atMs - 1);
    }

    private List<String> offline() {
        return rule.extractOutputValues().stream()
                .map(AlertInput::detection)
                .filter(detection -> detection.kind().equals("offline"))
                .map(detection -> detection.deviceId())
                .toList();
    }

    private static FromLog<FireInput> read(int partition, String id) {
        return new FromLog<>(
                partition,
                FireInput.of(
                        new FireSignal(
                                id,
                                "urn:panel",
                                "D" + partition,
                                null,
                                FireSignalKind.HEARTBEAT,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Instant.EPOCH,
                                new SiteRef("B-" + partition, "一号楼", 114, 22.7),
                                null,
                                null,
                                true,
                                false),
                        null));
    }

    private static OperatorSubtaskState share(
            OperatorSubtaskState state, int before, int after, int subtask) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, KEY_GROUPS, before, after, subtask);
    }

    private static OneInputStreamOperatorTestHarness<FromLog<FireInput>, FireInput> log(
            int subtasks, int subtask, OperatorSubtaskState from) throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<FromLog<FireInput>, FireInput>(
                        new ProcessOperator<>(new PauseFunction<FireInput>(STANDSTILL)),
                        KEY_GROUPS,
                        subtasks,
                        subtask);
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FireInput, AlertInput> rule(
            int subtasks, int subtask, OperatorSubtaskState from) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<String, FireInput, AlertInput>(
                        new PauseOperator<>(new FireFunction(FirePolicy.defaults()), STANDSTILL),
                        FireInput::key,
                        Types.STRING,
                        KEY_GROUPS,
                        subtasks,
                        subtask);
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }
}
