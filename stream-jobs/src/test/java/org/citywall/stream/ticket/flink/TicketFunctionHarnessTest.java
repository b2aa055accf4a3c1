package org.citywall.stream.ticket.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.citywall.stream.ticket.TicketCase.OFFICE;
import static org.citywall.stream.ticket.TicketCase.SPOT;
import static org.citywall.stream.ticket.TicketCase.minutes;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.ticket.Milestone;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketClass;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.contracts.ticket.TicketRulesReader;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.TicketStep;
import org.citywall.stream.ticket.TicketCase;
import org.citywall.stream.ticket.TicketInput;
import org.citywall.stream.ticket.TicketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class TicketFunctionHarnessTest {
    private static final double DAY = 1_440;

    private final TicketCase it = new TicketCase();

    @Test
    void aCaseHasOneTimerHoweverManyClocksRun() throws Exception {
        try (var harness = start(1, null, "hashmap")) {
            create(harness);
            for (int minute = 2; minute < 200; minute++) {
                pass(harness, minute);
                assertThat(harness.numEventTimeTimers()).isEqualTo(1);
            }
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void stateAndTimersAreGoneAfterTheEnd(String backend) throws Exception {
        try (var harness = start(1, null, backend)) {
            create(harness);
            send(harness, 20, it.at(20, TicketEventKind.DONE).proof("照片"));
            send(harness, 21, it.at(21, TicketEventKind.RATED).rating(5));
            send(harness, 22, it.at(22, TicketEventKind.CANCELLED));
            send(harness, 23, it.at(23, TicketEventKind.ARCHIVED));
            List<TicketChange> changes = harness.extractOutputValues();
            assertThat(changes.get(changes.size() - 1).ticket().state())
                    .isEqualTo(TicketState.ARCHIVED);
            pass(harness, 22 + DAY);
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
            pass(harness, 24 + DAY);

            assertThat(harness.numEventTimeTimers()).isZero();
            if (backend.equals("hashmap")) { // RocksDB cannot be asked.
                assertThat(harness.numKeyedStateEntries()).isZero();
            }
            send(harness, 25 + DAY, it.at(25 + DAY, TicketEventKind.PROGRESS));
            assertThat(harness.extractOutputValues()).as("nobody knows it").hasSameSizeAs(changes);
        }
    }

    @Test
    void whatIsToldOfACaseThatIsNeverCreatedIsForgotten() throws Exception {
        try (var harness = start(1, null, "hashmap")) {
            send(harness, 1, it.at(1, TicketEventKind.DISPATCHED).to(OFFICE));
            pass(harness, 2 + DAY);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    /** The job dies again and again, at other moments than its timers. */
    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void restartsFireEveryTimerExactlyOnce(String backend) throws Exception {
        List<TicketStep> whole = new ArrayList<>();
        try (var harness = start(1, null, backend)) {
            create(harness);
            for (double minute = 2; minute < 130; minute += 0.5) {
                pass(harness, minute);
            }
            whole.addAll(steps(harness));
        }

        TicketCase again = new TicketCase();
        List<TicketStep> inPieces = new ArrayList<>();
        OperatorSubtaskState checkpoint = null;
        double from = 0;
        for (double to : new double[] {10, 16, 25.2, 31, 46.5, 61, 100, 130}) {
            try (var harness = start(2, checkpoint, backend)) {
                if (from == 0) {
                    create(harness, again);
                }
                pass(harness, from);
                pass(harness, to - 0.25);
                checkpoint = harness.snapshot((long) to, (long) to);
                inPieces.addAll(steps(harness));
                pass(harness, to + 40); // Lost with the job.
            }
            from = to;
        }

        assertThat(inPieces).extracting(TicketStep::id).doesNotHaveDuplicates();
        assertThat(inPieces)
                .extracting(TicketStep::id, TicketStep::action, TicketStep::occurredAt)
                .isEqualTo(
                        whole.stream()
                                .map(s -> tuple(s.id(), s.action(), s.occurredAt()))
                                .toList());
        assertThat(inPieces).extracting(TicketStep::action).contains("clock-urged", "clock-missed");
    }

    @Test
    void aRestoredJobTellsTheSameStepsUnderNewerRevisions() throws Exception {
        OperatorSubtaskState checkpoint;
        long before;
        List<String> told;
        try (var harness = start(1, null, "hashmap")) {
            create(harness);
            checkpoint = harness.snapshot(1, 1);
            pass(harness, 17); // Told behind the checkpoint, and so told again.
            before = last(harness).ticket().rev();
            told = last(harness).steps().stream().map(TicketStep::id).toList();
        }
        try (var harness = start(2, checkpoint, "hashmap")) {
            pass(harness, 17);
            assertThat(last(harness).ticket().rev()).isGreaterThan(before);
            assertThat(last(harness).steps())
                    .extracting(TicketStep::id)
                    .isNotEmpty()
                    .isEqualTo(told);
            assertThat(Revisions.changeNumber(last(harness).ticket().rev()))
                    .isEqualTo(Revisions.changeNumber(before));
        }
    }

    /** Half the time was promised: what is overdue by that is so with the next steps of time. */
    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void newRulesCountOpenCasesAnew(String backend) throws Exception {
        try (var harness = start(1, null, backend)) {
            create(harness);
            pass(harness, 14);
            harness.processElement2(new StreamRecord<>(TicketInput.of(version(2, 10))));
            harness.processWatermark2(Watermark.MAX_WATERMARK);
            pass(harness, 14.5);
            pass(harness, 14.6);

            assertThat(steps(harness))
                    .extracting(TicketStep::action)
                    .contains("calendar", "clock-missed");
            assertThat(last(harness).ticket().rules()).isEqualTo(2);
            assertThat(last(harness).ticket().clocks())
                    .filteredOn(c -> c.milestone().equals("respond"))
                    .extracting(c -> c.dueAt())
                    .containsExactly(minutes(11));
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void aSweepThatHadEndedIsNotBegunAgain(String backend) throws Exception {
        OperatorSubtaskState under;
        OperatorSubtaskState after;
        try (var harness = start(1, null, backend)) {
            create(harness);
            assertThat(isSweeping(harness)).isFalse();
            harness.processElement2(new StreamRecord<>(TicketInput.of(version(2, 10))));
            harness.processWatermark2(Watermark.MAX_WATERMARK);
            assertThat(isSweeping(harness)).isTrue();
            under = harness.snapshot(1, 1);
            pass(harness, 5);
            assertThat(isSweeping(harness)).isFalse();
            after = harness.snapshot(2, 2);
        }
        try (var harness = start(2, under, backend)) {
            assertThat(isSweeping(harness)).as("was under way").isTrue();
            pass(harness, 5);
            assertThat(last(harness).ticket().rules()).isEqualTo(2);
            assertThat(isSweeping(harness)).isFalse();
        }
        try (var harness = start(2, after, backend)) {
            assertThat(isSweeping(harness)).as("had ended").isFalse();
            harness.processElement2(new StreamRecord<>(TicketInput.of(version(2, 10))));
            assertThat(isSweeping(harness)).as("nothing new").isFalse();
            harness.processElement2(new StreamRecord<>(TicketInput.of(version(3, 9))));
            assertThat(isSweeping(harness)).isTrue();
        }
    }

    @Test
    void theEndOfABoundedInputIsNotTheEndOfTime() throws Exception {
        try (var harness = start(1, null, "hashmap")) {
            create(harness);
            int changes = harness.extractOutputValues().size();
            harness.processWatermark1(Watermark.MAX_WATERMARK);

            assertThat(harness.extractOutputValues()).hasSize(changes);
        }
    }

    private static boolean isSweeping(
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness) {
        return ((TicketOperator) harness.getOperator()).isSweeping();
    }

    private static TicketRules version(long version, int respondMinutes) {
        TicketRules shipped = TicketRulesReader.shipped();
        List<TicketClass> classes =
                shipped.classes().stream()
                        .map(
                                c ->
                                        new TicketClass(
                                                c.id(),
                                                c.title(),
                                                c.milestones().stream()
                                                        .map(m -> changed(m, respondMinutes))
                                                        .toList()))
                        .toList();
        return new TicketRules(
                version,
                "test",
                null,
                shipped.at(),
                shipped.defaultClass(),
                classes,
                shipped.calendar());
    }

    private static Milestone changed(Milestone m, int respondMinutes) {
        return new Milestone(
                m.name(),
                m.title(),
                m.kind(),
                m.name().equals("respond") ? respondMinutes : m.amount(),
                m.from(),
                m.by(),
                m.perDepartment(),
                m.pausable(),
                m.extendable(),
                m.urgeMinutes(),
                m.alertLevel());
    }

    private void create(
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness)
            throws Exception {
        create(harness, it);
    }

    private static void create(
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness,
            TicketCase it)
            throws Exception {
        send(
                harness,
                0,
                it.at(0, TicketEventKind.CREATED)
                        .content(TicketCase.content("longhua"))
                        .spot(SPOT));
        send(harness, 1, it.at(1, TicketEventKind.DISPATCHED).to(OFFICE));
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, TicketInput, TicketInput, TicketChange>
            start(long incarnation, OperatorSubtaskState checkpoint, String backend)
                    throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                harness =
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new TicketOperator(
                                        new TicketFunction(
                                                TicketPolicy.defaults(), subtask -> incarnation),
                                        100),
                                TicketInput::key,
                                input -> "",
                                Types.STRING);
        harness.setStateBackend(backend(backend));
        if (checkpoint != null) {
            harness.initializeState(checkpoint);
        }
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
        return harness;
    }

    private static StateBackend backend(String name) {
        return name.equals("rocksdb")
                // Whole snapshots: a harness does not resolve what increments refer to.
                ? new EmbeddedRocksDBStateBackend(false)
                : new HashMapStateBackend();
    }

    private static void send(
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness,
            double minute,
            TicketCase.EventDraft event)
            throws Exception {
        harness.processElement1(TicketInput.of(event.event()), minutes(minute).toEpochMilli());
    }

    private static void pass(
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness,
            double minute)
            throws Exception {
        harness.processWatermark1(new Watermark(minutes(minute).toEpochMilli()));
    }

    private static TicketChange last(
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness) {
        List<TicketChange> changes = harness.extractOutputValues();
        return changes.get(changes.size() - 1);
    }

    private static List<TicketStep> steps(
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness) {
        return harness.extractOutputValues().stream()
                .flatMap(change -> change.steps().stream())
                .toList();
    }
}
