package org.citywall.stream.ticket;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.Milestone;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.stream.ticket.calendar.Pauses;
import org.citywall.stream.ticket.calendar.WorkTime;

/** Starts clocks, ends them, and counts again what is due when something moved. */
final class Clocks {
    private Clocks() {}

    /** What an accepted event means to the clocks. */
    static void onEvent(TicketDraft draft, TicketEventKind kind, String department, long at) {
        TicketMemory memory = draft.memory;
        for (ClockMemory clock : List.copyOf(memory.clocks)) {
            Milestone milestone = draft.rules.milestone(memory.classId, clock.milestone);
            if (clock.isOpen()
                    && milestone != null
                    && milestone.by().contains(kind)
                    && clock.isFor(department)) {
                // Clocks of two systems differ by seconds: what follows cannot come first.
                end(draft, clock, Math.max(at, clock.startedAt));
            }
        }
        for (Milestone milestone : draft.rules.milestones(memory.classId)) {
            if (milestone.from() == kind && !perDepartment(milestone)) {
                start(draft, milestone, null, at);
            }
        }
    }

    /** What a dispatch to this department means. */
    static void onDispatch(TicketDraft draft, String department, long at) {
        for (Milestone milestone : draft.rules.milestones(draft.memory.classId)) {
            if (perDepartment(milestone)) {
                start(draft, milestone, department, at);
            }
        }
    }

    /** Done was not done: what was promised to be done is promised anew. */
    static void onRedo(TicketDraft draft, long at) {
        for (Milestone milestone : draft.rules.milestones(draft.memory.classId)) {
            if (milestone.by().contains(TicketEventKind.DONE) && !perDepartment(milestone)) {
                start(draft, milestone, null, at);
            }
        }
    }

    private static boolean perDepartment(Milestone milestone) {
        return milestone.perDepartment() && milestone.from() == TicketEventKind.DISPATCHED;
    }

    private static void start(TicketDraft draft, Milestone milestone, String department, long at) {
        TicketMemory memory = draft.memory;
        boolean runs =
                memory.clocks.stream()
                        .anyMatch(
                                c ->
                                        c.isOpen()
                                                && c.milestone.equals(milestone.name())
                                                && Objects.equals(c.department, department));
        if (runs) {
            return;
        }
        ClockMemory clock = new ClockMemory();
        clock.milestone = milestone.name();
        clock.department = department;
        clock.startedAt = at;
        take(clock, milestone);
        if (memory.clocks.size() >= TicketMemory.MOST_CLOCKS) {
            makeRoom(memory);
        }
        memory.clocks.add(clock);
        count(draft, clock);
        if (clock.dueAt <= draft.now && !memory.replay) {
            clock.toldAt = draft.now; // A system that catches up: its next event may say more.
        }
        // What had passed before anybody heard of it is told once, by the gravest of it.
        for (int share : new int[] {50, 80}) {
            if (shareAt(draft, clock, share) <= draft.clockNow) {
                clock.warned = share;
            }
        }
    }

    private static void makeRoom(TicketMemory memory) {
        ClockMemory oldest =
                memory.clocks.stream()
                        .filter(c -> !c.isOpen())
                        .findFirst()
                        .orElse(memory.clocks.get(0));
        memory.clocks.remove(oldest);
    }

    private static void take(ClockMemory clock, Milestone milestone) {
        clock.kind = milestone.kind();
        clock.amount = milestone.amount();
        clock.pausable = milestone.pausable();
    }

    /** When it is due, as it looks now; while it stands, what was known before stays. */
    private static void count(TicketDraft draft, ClockMemory clock) {
        WorkTime time = draft.time();
        long[] pauses = Tickets.pauses(draft.memory, clock);
        long due =
                clock.until != 0
                        ? time.extendedMs(clock.extendedAt, clock.until, clock.kind, pauses)
                        : time.dueMs(
                                clock.startedAt,
                                clock.kind,
                                time.amountMs(clock.kind, clock.amount),
                                pauses);
        if (due != Pauses.OPEN) {
            clock.dueAt = due;
        } else if (clock.dueAt == 0) {
            clock.dueAt =
                    time.dueMs(
                            clock.startedAt,
                            clock.kind,
                            time.amountMs(clock.kind, clock.amount),
                            Pauses.NONE);
        }
        OptionalInt missing = time.missingYear(clock.startedAt, clock.dueAt, clock.kind);
        if (missing.isPresent()) {
            draft.missingYear = missing.getAsInt();
            draft.memory.calendarMissing = true;
        }
    }

    /** When this share of its time has passed, percent; {@link Pauses#OPEN}: it stands. */
    static long shareAt(TicketDraft draft, ClockMemory clock, int share) {
        return shareAt(draft.memory, clock, share, draft.time());
    }

    static long shareAt(TicketMemory memory, ClockMemory clock, int share, WorkTime time) {
        long[] pauses = Tickets.pauses(memory, clock);
        int size = pauses.length;
        boolean stands = size > 0 && pauses[size - 1] == Pauses.OPEN;
        if (share == 100) {
            return stands && pauses[size - 2] < clock.dueAt ? Pauses.OPEN : clock.dueAt;
        }
        long whole =
                clock.until != 0
                        ? time.spentMs(clock.startedAt, clock.dueAt, clock.kind, pauses)
                        : time.amountMs(clock.kind, clock.amount);
        long at = time.momentMs(clock.startedAt, clock.kind, whole * share / 100, pauses);
        if (at == Pauses.OPEN) {
            return at;
        }
        return share > 100 ? Math.max(at, clock.dueAt + 1) : Math.min(at, clock.dueAt);
    }

    /** Since when it stands; 0: it does not. */
    static long pausedSince(TicketMemory memory, ClockMemory clock, long now) {
        return clock.pausable && clock.isOpen() ? Pauses.since(memory.pauses, now) : 0;
    }

    /** The step was done; late or not. */
    private static void end(TicketDraft draft, ClockMemory clock, long at) {
        clock.endedAt = at;
        settle(draft, clock, at);
    }

    /** Nothing is owed any more. */
    static void drop(TicketDraft draft, ClockMemory clock) {
        if (clock.isOpen()) {
            Overdue.clear(draft, clock);
            clock.state = ClockState.DROPPED;
        }
    }

    static void dropAll(TicketDraft draft) {
        draft.memory.clocks.forEach(clock -> drop(draft, clock));
    }

    static void dropFor(TicketDraft draft, String department) {
        draft.memory.clocks.stream()
                .filter(clock -> department.equals(clock.department))
                .forEach(clock -> drop(draft, clock));
    }

    /** Pauses, an extension or the calendar moved: counts all again. */
    static void recount(TicketDraft draft, long at) {
        for (ClockMemory clock : draft.memory.clocks) {
            if (clock.state != ClockState.DROPPED) {
                count(draft, clock);
                settle(draft, clock, at);
            }
        }
    }

    /** Whether it was kept, as it looks now; takes back what was told too early. */
    private static void settle(TicketDraft draft, ClockMemory clock, long at) {
        boolean broken =
                clock.endedAt == 0
                        ? clock.warned >= 100 && clock.dueAt <= draft.clockNow
                        : clock.endedAt > clock.dueAt;
        boolean told = clock.state == ClockState.MISSED;
        if (broken) {
            if (!told) {
                Overdue.found(draft, clock, clock.dueAt, true);
            }
            if (clock.endedAt != 0) {
                Overdue.clear(draft, clock);
            }
            return;
        }
        clock.state = clock.endedAt == 0 ? ClockState.RUNNING : ClockState.MET;
        if (told) {
            Overdue.takeBack(draft, clock, at);
        }
        if (clock.endedAt == 0) {
            forgetMarks(draft, clock);
        }
    }

    /** Marks that are to come again will be told again. */
    private static void forgetMarks(TicketDraft draft, ClockMemory clock) {
        int passed = 0;
        for (int share : new int[] {50, 80}) {
            if (clock.warned >= share && shareAt(draft, clock, share) <= draft.clockNow) {
                passed = share;
            }
        }
        clock.warned = passed;
        clock.urged = 0;
    }

    /** Extends every clock that can be, of this department. */
    static void extend(TicketDraft draft, String department, long at, long until) {
        TicketMemory memory = draft.memory;
        for (ClockMemory clock : memory.clocks) {
            if (isExtendable(draft, clock, department, at, until)) {
                clock.extendedAt = at;
                clock.until = until;
            }
        }
        recount(draft, at);
    }

    static boolean isExtendable(
            TicketDraft draft, ClockMemory clock, String department, long at, long until) {
        Milestone milestone = draft.rules.milestone(draft.memory.classId, clock.milestone);
        return clock.isOpen()
                && milestone != null
                && milestone.extendable()
                && clock.until == 0
                && clock.isFor(department)
                && at < clock.dueAt
                && until > clock.dueAt;
    }

    /** Another class, or another version: what is promised now, counted from when it began. */
    static void promise(TicketDraft draft, long at) {
        TicketMemory memory = draft.memory;
        for (ClockMemory clock : memory.clocks) {
            Milestone milestone = draft.rules.milestone(memory.classId, clock.milestone);
            if (milestone == null) {
                drop(draft, clock);
            } else if (clock.isOpen()) {
                take(clock, milestone);
            }
        }
        memory.calendarMissing = false;
        recount(draft, at);
        for (Milestone milestone : draft.rules.milestones(memory.classId)) {
            boolean known =
                    memory.clocks.stream().anyMatch(c -> c.milestone.equals(milestone.name()));
            if (!known) {
                begin(draft, milestone);
            }
        }
    }

    /** A promise that came to be known after what starts it, or keeps it, had happened. */
    private static void begin(TicketDraft draft, Milestone milestone) {
        TicketMemory memory = draft.memory;
        if (milestone.from() == TicketEventKind.CREATED) {
            start(draft, milestone, null, memory.createdAt);
        }
        if (milestone.from() != TicketEventKind.DISPATCHED) {
            endIfDone(draft, milestone);
            return;
        }
        for (TicketDepartment department : memory.holders()) {
            if (department.role() == TicketOrderKind.NOTICE) {
                continue;
            }
            String name = milestone.perDepartment() ? department.name() : null;
            start(draft, milestone, name, department.dispatchedAt().toEpochMilli());
            if (milestone.by().contains(TicketEventKind.SIGNED) && department.signedAt() != null) {
                endOf(draft, milestone, name, department.signedAt().toEpochMilli());
            }
        }
        endIfDone(draft, milestone);
    }

    private static void endIfDone(TicketDraft draft, Milestone milestone) {
        if (milestone.by().contains(TicketEventKind.DONE) && draft.memory.doneAt != 0) {
            draft.memory.clocks.stream()
                    .filter(c -> c.isOpen() && c.milestone.equals(milestone.name()))
                    .forEach(c -> end(draft, c, draft.memory.doneAt));
        }
    }

    private static void endOf(TicketDraft draft, Milestone milestone, String name, long at) {
        draft.memory.clocks.stream()
                .filter(c -> c.isOpen() && c.milestone.equals(milestone.name()))
                .filter(c -> Objects.equals(c.department, name))
                .forEach(c -> end(draft, c, at));
    }
}
