package org.citywall.stream.insight.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.stream.insight.InsightCase;
import org.citywall.stream.insight.InsightInput;
import org.citywall.stream.insight.InsightPolicy;
import org.citywall.stream.insight.InsightRule;
import org.citywall.stream.insight.Neighbours;
import org.citywall.stream.insight.PlaceMemory;
import org.citywall.stream.insight.SamePlace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InsightFunctionHarnessTest {
    private static final InsightPolicy POLICY = InsightPolicy.defaults();
    private static final InsightRule<PlaceMemory> RULE = new SamePlace(POLICY);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private KeyedOneInputStreamOperatorTestHarness<String, InsightInput, TicketEvent> harness;

    @BeforeEach
    void open() throws Exception {
        harness = create(RULE);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, InsightInput, TicketEvent> create(
            InsightRule<?> rule) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new InsightFunction<>(rule, POLICY.reorder())),
                InsightInput::key,
                Types.STRING);
    }

    private static InsightCase matter(String id, long happenedMs, long heardMs) {
        return new InsightCase(
                id,
                Instant.ofEpochMilli(happenedMs),
                Instant.ofEpochMilli(heardMs),
                "01-02",
                null,
                null,
                null,
                114.05,
                22.53,
                null,
                null,
                "",
                false);
    }

    private void hear(String id, long happenedMs, long heardMs) throws Exception {
        for (InsightInput input : RULE.inputs(matter(id, happenedMs, heardMs))) {
            harness.processElement(input, heardMs);
        }
    }

    private List<String> flagged() {
        return harness.extractOutputValues().stream().map(TicketEvent::caseId).toList();
    }

    @Test
    void casesAreTakenInTheOrderInWhichTheyHappened() throws Exception {
        hear("second", 2_000, 10_000);
        hear("first", 1_000, 10_500);
        assertThat(flagged()).isEmpty();

        harness.processWatermark(12_600);

        assertThat(flagged()).containsExactly("second");
    }

    @Test
    void aRestoredStageFindsTheSame() throws Exception {
        hear("first", 1_000, 10_000);
        hear("second", 2_000, 10_500);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        harness = create(RULE);
        harness.initializeState(snapshot);
        harness.open();
        harness.processWatermark(13_000);

        assertThat(flagged()).containsExactly("second");
    }

    @Test
    void nothingIsLeftOfAKeyWhenItsTimeIsOver() throws Exception {
        hear("first", 1_000, 10_000);
        harness.processWatermark(13_000);
        assertThat(harness.numKeyedStateEntries()).isPositive();

        harness.processWatermark(2 * DAY);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void twoCasesThatMayBeOneComeOutBesideTheFlags() throws Exception {
        harness.close();
        Neighbours rule = new Neighbours(POLICY);
        harness = create(rule);
        harness.open();
        String words = "榕树路十二号楼下垃圾三天没有人清理";
        for (String id : List.of("1", "2")) {
            InsightCase matter =
                    new InsightCase(
                            id,
                            Instant.ofEpochMilli(1_000),
                            Instant.ofEpochMilli(1_000),
                            "01-02",
                            null,
                            null,
                            null,
                            114.05,
                            22.53,
                            null,
                            null,
                            words,
                            false);
            for (InsightInput input : rule.inputs(matter)) {
                harness.processElement(input, 1_000);
            }
        }
        harness.processWatermark(4_000);

        assertThat(harness.getSideOutput(InsightFunction.PROPOSALS)).hasSize(1);
    }
}
