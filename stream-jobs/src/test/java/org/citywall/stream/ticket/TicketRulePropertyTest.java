package org.citywall.stream.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.TicketStep;
import org.citywall.contracts.ticket.VerifyOutcome;

class TicketRulePropertyTest {
    private static final Set<String> BY_TIME =
            Set.of(
                    "clock-warned",
                    "clock-missed",
                    "clock-urged",
                    "clock-kept",
                    "supervised",
                    "released",
                    "escalated",
                    "resumed");

    /** What is told so many minutes after the one before. */
    record Told(int after, int late, TicketEventKind kind, int choice) {}

    @Provide
    Arbitrary<List<Told>> scripts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 900),
                        Arbitraries.of(0, 0, 3, 200),
                        Arbitraries.of(TicketEventKind.class),
                        Arbitraries.integers().between(0, 5))
                .as(Told::new)
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 400)
    void everyWalkStaysInTheTable(@ForAll("scripts") List<Told> script) {
        TicketCase it = run(script);
        TicketState state = TicketState.DRAFT;
        for (TicketStep step : it.steps) {
            assertThat(step.from()).isEqualTo(state);
            if (!step.accepted()) {
                assertThat(step.to()).isEqualTo(state);
            } else if (!step.system().equals(TicketEvent.RULES)) {
                assertThat(Lifecycle.find(state, kindOf(step)).to()).contains(step.to());
            } else {
                assertThat(BY_TIME).contains(step.action());
            }
            state = step.to();
        }
    }

    /** What chance found once: done at the very moment at which it was due. */
    @Example
    void aPromiseThatIsKeptAtItsLastMomentIsToldAfterTheStepThatKeptIt() {
        everyWalkStaysInTheTable(
                List.of(
                        new Told(57, 0, TicketEventKind.CREATED, 0),
                        new Told(213, 0, TicketEventKind.CREATED, 0),
                        new Told(265, 0, TicketEventKind.CREATED, 0),
                        new Told(899, 0, TicketEventKind.CREATED, 0),
                        new Told(6, 0, TicketEventKind.DONE, 0)));
    }

    @Property(tries = 200)
    void aPrefixThatComesAgainChangesNothing(
            @ForAll("scripts") List<Told> script, @ForAll int cut) {
        TicketCase it = new TicketCase();
        List<TicketEvent> events = events(it, script);
        double minute = tellAll(it, events, script);
        String before = Json.string(it.memory);
        int steps = it.steps.size();
        int prefix = events.isEmpty() ? 0 : Math.floorMod(cut, events.size() + 1);
        for (TicketEvent event : events.subList(0, prefix)) {
            TicketDecision again =
                    TicketRule.apply(
                            it.memory,
                            event,
                            TicketCase.minutes(minute),
                            it.rules,
                            TicketCase.POLICY,
                            7);
            assertThat(again.change()).isNull();
            assertThat(again.orders()).isEmpty();
        }

        assertThat(it.steps).hasSize(steps);
        assertThat(Json.string(it.memory)).isEqualTo(before);
    }

    @Property(tries = 200)
    void boardsAddUpToWhatIsOpen(@ForAll("scripts") List<Told> script) {
        TicketCase it = run(script);
        BoardMemory board = new BoardMemory();
        it.boards.stream()
                .filter(delta -> delta.place().equals(BoardDelta.EVERYWHERE))
                .forEach(delta -> BoardRule.apply(board, delta));

        assertThat(board.open).isEqualTo(it.memory.state.isEnd() ? 0 : 1);
        assertThat(board.overdue)
                .isEqualTo(!it.memory.state.isEnd() && it.memory.has(TicketFlag.OVERDUE) ? 1 : 0);
        assertThat(board.states.values()).allMatch(count -> count == 1).hasSize(board.open);
        assertThat(board.clocks.values().stream().flatMapToInt(Arrays::stream).sum())
                .isEqualTo(
                        board.open == 0
                                ? 0
                                : it.memory.clocks.stream().filter(ClockMemory::isOpen).count());
        assertThat(board.pressing).hasSize(board.attention);
    }

    private static TicketCase run(List<Told> script) {
        TicketCase it = new TicketCase();
        tellAll(it, events(it, script), script);
        return it;
    }

    private static double tellAll(TicketCase it, List<TicketEvent> events, List<Told> script) {
        double minute = 0;
        for (int i = 0; i < events.size(); i++) {
            minute += i == 0 ? 0 : script.get(i - 1).after();
            it.take(
                    TicketRule.apply(
                            it.memory,
                            events.get(i),
                            TicketCase.minutes(minute),
                            it.rules,
                            TicketCase.POLICY,
                            7));
        }
        it.pass(minute);
        return minute;
    }

    private static List<TicketEvent> events(TicketCase it, List<Told> script) {
        List<TicketEvent> events = new ArrayList<>();
        events.add(
                it.at(0, TicketEventKind.CREATED)
                        .content(TicketCase.content("longhua"))
                        .spot(TicketCase.SPOT)
                        .event());
        double minute = 0;
        for (Told told : script) {
            minute += told.after();
            events.add(event(it, told, minute));
        }
        return events;
    }

    private static TicketEvent event(TicketCase it, Told told, double minute) {
        String department = told.choice() % 2 == 0 ? TicketCase.OFFICE : TicketCase.SECOND;
        TicketCase.EventDraft event =
                it.at(minute - told.late(), told.kind())
                        .receivedAt(minute)
                        .content(TicketCase.content(told.choice() < 3 ? "longhua" : "cg-01-05"))
                        .because("原因")
                        .proof(told.choice() == 0 ? null : "照片")
                        .rating(1 + told.choice() % 5)
                        .outcome(List.of(VerifyOutcome.values()).get(told.choice() % 3))
                        .flag(List.of(TicketFlag.values()).get(told.choice() * 2))
                        .other(TicketCase.OTHER)
                        .into("another-case");
        if (told.choice() > 1) {
            event.until(minute + 500 * (told.choice() - 2) - 100);
        }
        if (told.kind() == TicketEventKind.DISPATCHED) {
            return told.choice() == 3
                    ? event.to(TicketCase.OFFICE, TicketCase.SECOND).event()
                    : event.to(department).event();
        }
        if (told.choice() == 5) {
            return event.desk().event();
        }
        return told.choice() == 4
                ? event.by(TicketCase.OTHER).of(department).event()
                : event.of(department).event();
    }

    private static TicketEventKind kindOf(TicketStep step) {
        return Json.mapper().convertValue(step.action(), TicketEventKind.class);
    }
}
