package org.citywall.stream.ticket;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.stream.ticket.calendar.Pauses;

/**
 * What follows from an event of a case, and from time alone. Pure: what is to be remembered stands
 * in the memory that is handed in, everything else in the decision.
 *
 * <p>Before an input of time T everything that is due by T happens, in its order, so a replay
 * decides the same. A recorded case has no time but that of its own events.
 */
public final class TicketRule {
    /** After so many changes a case takes no more events: its revision must not run over. */
    private static final long MOST_CHANGES = 900_000;

    private static final int MOST_STEPS_AT_ONCE = 2_000;

    private TicketRule() {}

    /** Judges an event. */
    public static TicketDecision apply(
            TicketMemory memory,
            TicketEvent event,
            Instant now,
            Promises rules,
            TicketPolicy policy,
            long incarnation) {
        TicketDraft draft = new TicketDraft(memory, now, rules, policy, incarnation);
        long hash = hash(event);
        if (memory.remembers(hash) || Revisions.changeNumber(memory.rev) > MOST_CHANGES) {
            draft.verdict = TicketDecision.Verdict.REPEAT;
            return draft.decision();
        }
        if (event.replay()) {
            draft.clockNow = event.occurredAt().toEpochMilli();
        }
        boolean wasOver = memory.state.isEnd();
        catchUp(draft);
        memory.lookedAt = Math.max(memory.lookedAt, draft.now);
        if (!memory.isCreated() && event.kind() != TicketEventKind.CREATED) {
            early(draft, event);
            return draft.decision();
        }
        memory.remember(hash, policy.maxSeen());
        judge(draft, event);
        takeEarly(draft);
        if (!wasOver && memory.state.isEnd()) {
            memory.early = new ArrayList<>(0);
        }
        return draft.decision();
    }

    /** What follows from time alone. */
    public static TicketDecision advanceTo(
            TicketMemory memory,
            Instant now,
            Promises rules,
            TicketPolicy policy,
            long incarnation) {
        TicketDraft draft = new TicketDraft(memory, now, rules, policy, incarnation);
        if (!memory.replay) {
            migrate(draft, draft.now);
            advance(draft, draft.now);
        }
        return draft.decision();
    }

    /** Whether something is due by now. */
    public static boolean isDue(
            TicketMemory memory, Instant now, Promises rules, TicketPolicy policy) {
        Instant next = nextTimer(memory, rules, policy);
        return next != null && !next.isAfter(now);
    }

    private static void catchUp(TicketDraft draft) {
        migrate(draft, draft.clockNow);
        advance(draft, draft.clockNow);
    }

    private static void early(TicketDraft draft, TicketEvent event) {
        TicketMemory memory = draft.memory;
        if (event.ref().system().equals(TicketEvent.DESK)) {
            draft.verdict = TicketDecision.Verdict.REFUSED;
            draft.answer(event, false, "没有这张工单");
            return;
        }
        draft.verdict = TicketDecision.Verdict.EARLY;
        boolean known = memory.early.stream().anyMatch(e -> hash(e) == hash(event));
        if (!known && memory.early.size() < TicketMemory.MOST_EARLY) {
            memory.early = new ArrayList<>(memory.early);
            memory.early.add(event);
        }
    }

    private static void takeEarly(TicketDraft draft) {
        TicketMemory memory = draft.memory;
        List<TicketEvent> waiting = memory.early;
        memory.early = new ArrayList<>(0);
        for (TicketEvent event : waiting) {
            long hash = hash(event);
            if (!memory.remembers(hash)) {
                memory.remember(hash, draft.policy.maxSeen());
                judge(draft, event);
            }
        }
    }

    private static void judge(TicketDraft draft, TicketEvent event) {
        TicketMemory memory = draft.memory;
        long at = timeOf(draft, event);
        Joining.hear(draft, event);
        // What a person orders is never an echo: it is judged, and answered.
        if (memory.isCreated()
                && Joining.isForeign(event)
                && Echoes.isEcho(memory, event, at, draft.policy)) {
            draft.verdict = TicketDecision.Verdict.ECHO;
            return;
        }
        Lifecycle.Move move = Lifecycle.find(memory.state, event.kind());
        String refusal =
                move == null
                        ? "%s时不能%s".formatted(memory.state.words(), event.kind().words())
                        : Guards.refusal(draft, event, move.guard(), at);
        if (refusal == null) {
            refusal = Joining.refusal(draft, event, move);
        }
        if (refusal == null) {
            accept(draft, event, move, at);
        } else {
            refuse(draft, event, refusal, at);
        }
    }

    private static void accept(TicketDraft draft, TicketEvent event, Lifecycle.Move move, long at) {
        TicketMemory memory = draft.memory;
        TicketState from = memory.state;
        draft.verdict = TicketDecision.Verdict.TAKEN;
        memory.state = Effects.apply(draft, event, move, at);
        // Before what follows from it: the story goes on from state to state.
        draft.tell(event, at, true, from, event.reason());
        if (!memory.state.isEnd()
                && (event.kind() != TicketEventKind.CREATED || from != memory.state)) {
            Clocks.onEvent(draft, event.kind(), event.department(), at);
        }
        Echoes.note(memory, event, at);
        draft.answer(event, true, memory.state.words());
    }

    private static void refuse(TicketDraft draft, TicketEvent event, String reason, long at) {
        TicketMemory memory = draft.memory;
        draft.verdict = TicketDecision.Verdict.REFUSED;
        if (Joining.isForeign(event)) {
            draft.conflict(
                    event.ref().system(),
                    "state",
                    Wire.name(memory.state),
                    Wire.name(event.kind()));
        }
        draft.tell(event, at, false, memory.state, reason);
        draft.answer(event, false, reason);
    }

    /** When it happened, as far as that can be believed. */
    private static long timeOf(TicketDraft draft, TicketEvent event) {
        long latest = event.receivedAt().plus(draft.policy.future()).toEpochMilli();
        long at = Math.min(event.occurredAt().toEpochMilli(), latest);
        return Math.max(at, draft.memory.createdAt);
    }

    /** A newer version of the rules counts what is open anew. */
    private static void migrate(TicketDraft draft, long at) {
        TicketMemory memory = draft.memory;
        if (!memory.isCreated() || memory.state.isEnd() || memory.rules >= draft.rules.version()) {
            return;
        }
        List<Long> before = dues(memory);
        memory.rules = draft.rules.version();
        Clocks.promise(draft, at);
        if (!before.equals(dues(memory))) {
            draft.tell(
                    "calendar",
                    null,
                    at,
                    memory.state,
                    "按规则第 %d 版重算期限".formatted(memory.rules),
                    Long.toString(memory.rules));
        }
    }

    private static List<Long> dues(TicketMemory memory) {
        return memory.clocks.stream().filter(ClockMemory::isOpen).map(c -> c.dueAt).toList();
    }

    private static void advance(TicketDraft draft, long until) {
        TicketMemory memory = draft.memory;
        for (int i = 0; i < MOST_STEPS_AT_ONCE; i++) {
            if (!memory.isCreated() || memory.state.isEnd()) {
                return;
            }
            ClockMemory next = null;
            long at = resumesAt(memory);
            for (ClockMemory clock : memory.clocks) {
                long each = Overdue.nextAt(memory, clock, draft.rules, draft.policy);
                if (each < at) {
                    at = each;
                    next = clock;
                }
            }
            if (at > until) {
                return;
            }
            if (next == null) {
                resume(draft, at);
            } else {
                Overdue.fire(draft, next, at);
            }
        }
    }

    /** When a suspension with a planned end is over. */
    private static long resumesAt(TicketMemory memory) {
        int size = memory.pauses.length;
        return memory.state == TicketState.SUSPENDED && size > 0
                ? memory.pauses[size - 1]
                : Pauses.OPEN;
    }

    private static void resume(TicketDraft draft, long at) {
        TicketMemory memory = draft.memory;
        TicketState from = memory.state;
        memory.state = memory.before;
        draft.tell("resumed", null, at, from, "挂起期满", Long.toString(at));
    }

    /** When {@link #advanceTo} must be called at the latest; null: never. */
    static Instant nextTimer(TicketMemory memory, Promises rules, TicketPolicy policy) {
        long forget = forgetAt(memory, policy);
        if (memory.replay || !memory.isCreated() || memory.state.isEnd()) {
            return forget == Long.MAX_VALUE ? null : Instant.ofEpochMilli(forget);
        }
        long next = resumesAt(memory);
        for (ClockMemory clock : memory.clocks) {
            next = Math.min(next, Overdue.nextAt(memory, clock, rules, policy));
        }
        return next == Long.MAX_VALUE ? null : Instant.ofEpochMilli(next);
    }

    /** A case that is over, was never created, or is of a recording is forgotten after a while. */
    static boolean isForgotten(TicketMemory memory, long now, TicketPolicy policy) {
        return forgetAt(memory, policy) <= now;
    }

    private static long forgetAt(TicketMemory memory, TicketPolicy policy) {
        boolean goes = memory.replay || !memory.isCreated() || memory.state.isEnd();
        return goes ? memory.lookedAt + policy.forget().toMillis() : Long.MAX_VALUE;
    }

    /** 64 bits of (system, id): two of a case's events collide once in 10¹⁴ cases. */
    private static long hash(TicketEvent event) {
        String id = Ids.of(event.ref().system(), event.id());
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        long hash = 0;
        for (byte each : bytes) {
            hash = hash << 4 | Character.digit(each, 16);
        }
        return hash;
    }
}
