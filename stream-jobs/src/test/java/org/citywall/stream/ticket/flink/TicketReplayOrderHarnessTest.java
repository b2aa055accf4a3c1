package org.citywall.stream.ticket.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.stream.ticket.TicketCase;
import org.citywall.stream.ticket.TicketInput;
import org.citywall.stream.ticket.TicketPolicy;

/**
 * A replay reads its partitions in another order. Each case keeps its own order and the times of
 * the log; what each becomes, and every step on the way, must not depend on whose event came first.
 */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class TicketReplayOrderHarnessTest {
    private static final double HOUR = 60;

    /** Past the longest promise, its urges, and the forgetting of what ended. */
    private static final double END = 60 * 24 * HOUR;

    /** What is told so many minutes after the one before, of a case that happened so long ago. */
    record Told(int after, int late, TicketEventKind kind, int choice) {}

    /** When the log had it, and what. */
    record Logged(double minute, TicketEvent event) {}

    @Provide
    Arbitrary<List<List<Told>>> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 900),
                        Arbitraries.of(0, 0, 3, 200),
                        Arbitraries.of(TicketEventKind.class),
                        Arbitraries.integers().between(0, 5))
                .as(Told::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }

    @Property(tries = 60)
    void replayInAnyOrderOfIndependentTicketsGivesTheSameState(
            @ForAll("cases") List<List<Told>> scripts, @ForAll long seed) throws Exception {
        List<List<Logged>> cases = new ArrayList<>();
        for (int i = 0; i < scripts.size(); i++) {
            cases.add(events("case-" + i, scripts.get(i)));
        }

        // What passes unseen is told at the next step of time: so all runs step alike.
        double last =
                cases.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Logged::minute)
                        .max()
                        .orElseThrow();
        Map<String, List<String>> inOrder = run(cases, null, last);

        assertThat(run(cases, new Random(seed), last)).isEqualTo(inOrder);
        assertThat(run(cases, new Random(~seed), last)).isEqualTo(inOrder);
        assertThat(inOrder).hasSameSizeAs(cases);
        for (int i = 0; i < cases.size(); i++) {
            assertThat(run(List.of(cases.get(i)), null, last))
                    .as("alone")
                    .containsEntry("case-" + i, inOrder.get("case-" + i));
        }
    }

    /**
     * What was said of each case, in its order: every change with its steps, the last one its
     * state. Time passes in steps of six hours, each after all that the log had in it.
     *
     * @param shuffle whose event comes next between two steps of time; null: case after case
     * @param last minute of the last event of all cases, also of those that are not told here
     */
    private static Map<String, List<String>> run(
            List<List<Logged>> cases, Random shuffle, double last) throws Exception {
        try (var harness = start()) {
            List<Deque<Logged>> queues = new ArrayList<>();
            cases.forEach(one -> queues.add(new ArrayDeque<>(one)));
            double day = 0;
            while (day <= last) {
                day += 6 * HOUR;
                sendUntil(day, queues, shuffle, harness);
                harness.processWatermark1(new Watermark(TicketCase.minutes(day).toEpochMilli()));
            }
            harness.processWatermark1(new Watermark(TicketCase.minutes(day + END).toEpochMilli()));
            Map<String, List<String>> told = new TreeMap<>();
            for (TicketChange change : harness.extractOutputValues()) {
                told.computeIfAbsent(change.ticket().id(), id -> new ArrayList<>())
                        .add(Json.string(change));
            }
            assertThat(harness.numKeyedStateEntries())
                    .as("open cases keep one value each, and one timer at most")
                    .isBetween(harness.numEventTimeTimers(), cases.size());
            return told;
        }
    }

    private static void sendUntil(
            double minute,
            List<Deque<Logged>> queues,
            Random shuffle,
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness)
            throws Exception {
        while (true) {
            List<Deque<Logged>> ready =
                    queues.stream()
                            .filter(q -> !q.isEmpty() && q.peek().minute() <= minute)
                            .toList();
            if (ready.isEmpty()) {
                return;
            }
            Logged next = ready.get(shuffle == null ? 0 : shuffle.nextInt(ready.size())).remove();
            harness.processElement1(
                    TicketInput.of(next.event()), TicketCase.minutes(next.minute()).toEpochMilli());
        }
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, TicketInput, TicketInput, TicketChange>
            start() throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                harness =
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new TicketOperator(
                                        new TicketFunction(TicketPolicy.defaults(), subtask -> 1L),
                                        100),
                                TicketInput::key,
                                input -> "",
                                Types.STRING);
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
        return harness;
    }

    private static List<Logged> events(String caseId, List<Told> script) {
        List<Logged> events = new ArrayList<>();
        events.add(new Logged(0, event(caseId, 0, 0, new Told(0, 0, TicketEventKind.CREATED, 0))));
        double minute = 0;
        for (Told told : script) {
            minute += told.after();
            events.add(new Logged(minute, event(caseId, events.size(), minute, told)));
        }
        return events;
    }

    private static TicketEvent event(String caseId, int n, double minute, Told told) {
        int choice = told.choice();
        String department = choice % 2 == 0 ? TicketCase.OFFICE : TicketCase.SECOND;
        boolean isDispatch = told.kind() == TicketEventKind.DISPATCHED;
        Instant at = TicketCase.minutes(Math.max(0, minute - told.late()));
        TicketRef ref =
                choice == 5 && n > 0
                        ? new TicketRef(TicketEvent.DESK, caseId)
                        : new TicketRef(TicketCase.SYSTEM, caseId);
        return new TicketEvent(
                caseId + "/" + n,
                ref,
                caseId,
                told.kind(),
                null,
                isDispatch ? null : department,
                TicketCase.content(choice < 3 ? "longhua" : "cg-01-05"),
                n == 0 ? TicketCase.SPOT : null,
                isDispatch ? List.of(department) : List.of(),
                null,
                1 + choice % 5,
                List.of(VerifyOutcome.values()).get(choice % 3),
                choice > 1 ? TicketCase.minutes(minute + 500 * choice) : null,
                new TicketRef("wanwu", "of-" + caseId),
                "another-case",
                List.of(TicketFlag.values()).get(choice * 2),
                choice == 0 ? null : "照片",
                "原因",
                at,
                TicketCase.minutes(minute),
                false);
    }
}
