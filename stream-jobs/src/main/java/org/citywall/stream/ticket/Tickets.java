package org.citywall.stream.ticket;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.Milestone;
import org.citywall.contracts.ticket.Ticket;
import org.citywall.contracts.ticket.TicketClock;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.stream.ticket.calendar.Pauses;

/** A case as others see it. */
final class Tickets {
    private static final TicketSpot NOWHERE = new TicketSpot(null, null, null, null);

    private Tickets() {}

    static Ticket of(TicketDraft draft) {
        TicketMemory memory = draft.memory;
        return new Ticket(
                memory.id,
                memory.rev,
                memory.state,
                memory.flagList(),
                List.copyOf(memory.links),
                content(memory, draft.fresh),
                memory.spot == null ? NOWHERE : memory.spot,
                List.copyOf(memory.departments),
                memory.clocks.stream().map(clock -> clock(draft, clock)).toList(),
                memory.tier,
                memory.returns,
                memory.redos,
                memory.failedCalls,
                memory.rating,
                memory.outcome,
                memory.proof,
                memory.mergedInto,
                memory.conflicts,
                Instant.ofEpochMilli(memory.createdAt),
                Instant.ofEpochMilli(memory.receivedAt),
                Instant.ofEpochMilli(memory.updatedAt),
                instant(memory.doneAt),
                instant(memory.endedAt),
                memory.rules,
                memory.replay);
    }

    private static TicketContent content(TicketMemory memory, TicketContent fresh) {
        boolean secret = memory.has(TicketFlag.SECRET);
        boolean shown = fresh != null && !secret;
        return new TicketContent(
                memory.classId,
                memory.category,
                memory.categoryName,
                memory.title,
                shown ? fresh.text() : null,
                shown ? fresh.address() : null,
                fresh == null ? null : fresh.caller(),
                fresh == null ? null : fresh.channel(),
                secret,
                memory.unrated);
    }

    private static TicketClock clock(TicketDraft draft, ClockMemory clock) {
        TicketMemory memory = draft.memory;
        long end = clock.endedAt == 0 ? Math.max(draft.clockNow, clock.startedAt) : clock.endedAt;
        long paused = Clocks.pausedSince(memory, clock, draft.clockNow);
        ClockState state =
                paused != 0 && clock.state == ClockState.RUNNING ? ClockState.PAUSED : clock.state;
        return new TicketClock(
                clock.milestone,
                title(draft.rules, memory.classId, clock),
                clock.department,
                clock.kind,
                clock.amount,
                Instant.ofEpochMilli(clock.startedAt),
                Instant.ofEpochMilli(clock.dueAt),
                instant(paused),
                draft.time()
                        .inUnits(
                                clock.kind,
                                draft.time()
                                        .spentMs(
                                                clock.startedAt,
                                                end,
                                                clock.kind,
                                                pauses(memory, clock))),
                instant(clock.endedAt),
                state,
                clock.warned,
                clock.urged);
    }

    static long[] pauses(TicketMemory memory, ClockMemory clock) {
        return clock.pausable ? memory.pauses : Pauses.NONE;
    }

    /** In words; its name if the class promises no such thing any more. */
    static String title(Promises rules, String classId, ClockMemory clock) {
        Milestone milestone = rules.milestone(classId, clock.milestone);
        return milestone == null ? clock.milestone : milestone.title();
    }

    static Instant instant(long ms) {
        return ms == 0 ? null : Instant.ofEpochMilli(ms);
    }
}
