package org.citywall.stream.ticket;

import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.Milestone;
import org.citywall.contracts.ticket.TicketFlag;

/** What follows when a promise runs out, and what is taken back when it turns out to be kept. */
final class Overdue {
    /** Actions of the story beside the kinds of events. */
    static final String WARNED = "clock-warned";

    static final String MISSED = "clock-missed";
    static final String URGED = "clock-urged";
    static final String KEPT = "clock-kept";

    private static final int OVER = 100;

    private Overdue() {}

    /** When it must be looked at next; {@link Long#MAX_VALUE}: never. */
    static long nextAt(
            TicketMemory memory, ClockMemory clock, Promises rules, TicketPolicy policy) {
        if (!clock.isOpen()) {
            return Long.MAX_VALUE;
        }
        int share = nextShare(clock, policy);
        long next =
                share == 0 ? Long.MAX_VALUE : Clocks.shareAt(memory, clock, share, rules.time());
        if (share == OVER && clock.toldAt != 0) {
            next = Math.max(next, clock.toldAt + policy.catchUp().toMillis());
        }
        return Math.min(next, urgeAt(memory, clock, rules, policy));
    }

    private static int nextShare(ClockMemory clock, TicketPolicy policy) {
        for (int share : new int[] {50, 80, OVER, policy.tier2Share(), policy.tier3Share()}) {
            if (clock.warned < share) {
                return share;
            }
        }
        return 0;
    }

    private static long urgeAt(
            TicketMemory memory, ClockMemory clock, Promises rules, TicketPolicy policy) {
        Milestone milestone = rules.milestone(memory.classId, clock.milestone);
        if (clock.warned < OVER
                || milestone == null
                || milestone.urgeMinutes() == 0
                || clock.urged >= policy.urgeMost()) {
            return Long.MAX_VALUE;
        }
        long at = clock.toldAt + milestone.urgeMinutes() * 60_000L;
        long paused = Clocks.pausedSince(memory, clock, at);
        if (paused == 0) {
            return at;
        }
        for (int i = 0; i < memory.pauses.length; i += 2) {
            if (memory.pauses[i] == paused) {
                return memory.pauses[i + 1]; // Nobody is urged while it stands.
            }
        }
        return at;
    }

    /** Tells what is due at this moment. */
    static void fire(TicketDraft draft, ClockMemory clock, long at) {
        TicketMemory memory = draft.memory;
        int share = nextShare(clock, draft.policy);
        boolean isShare = share != 0 && Clocks.shareAt(memory, clock, share, draft.time()) <= at;
        if (!isShare) {
            urge(draft, clock, at);
        } else if (share < OVER) {
            clock.warned = share;
            draft.tell(
                    WARNED,
                    clock.department,
                    at,
                    memory.state,
                    "%s已用 %d%%".formatted(title(draft, clock), share),
                    key(clock) + ":" + share);
        } else if (share == OVER) {
            found(draft, clock, at, false);
        } else {
            clock.warned = share;
            lift(draft, clock, share, at);
            Orders.urge(draft, clock, at, "%s已用 %d%%".formatted(title(draft, clock), share));
        }
    }

    private static void urge(TicketDraft draft, ClockMemory clock, long at) {
        clock.urged++;
        clock.toldAt = at;
        draft.tell(
                URGED,
                clock.department,
                at,
                draft.memory.state,
                "%s超期，第 %d 次催办".formatted(title(draft, clock), clock.urged),
                key(clock) + ":" + clock.urged);
        Orders.urge(draft, clock, at, "%s超期，第 %d 次催办".formatted(title(draft, clock), clock.urged));
    }

    private static void lift(TicketDraft draft, ClockMemory clock, int share, long at) {
        TicketMemory memory = draft.memory;
        int tier = share >= draft.policy.tier3Share() ? 3 : 2;
        if (memory.tier >= tier) {
            return;
        }
        memory.tier = tier;
        draft.tell(
                "escalated",
                clock.department,
                at,
                memory.state,
                "%s已用 %d%%，提到 L%d".formatted(title(draft, clock), share, tier),
                key(clock) + ":" + share);
    }

    /**
     * It was not kept.
     *
     * @param late whether that is known only now that the step was done, or its time moved
     */
    static void found(TicketDraft draft, ClockMemory clock, long at, boolean late) {
        TicketMemory memory = draft.memory;
        clock.state = ClockState.MISSED;
        clock.warned = Math.max(clock.warned, OVER);
        clock.toldAt = Math.max(at, memory.lookedAt);
        memory.set(TicketFlag.OVERDUE, true);
        draft.tell(
                MISSED,
                clock.department,
                at,
                memory.state,
                "%s超期：%s内未完成".formatted(title(draft, clock), promised(clock)),
                key(clock));
        boolean open = clock.endedAt == 0;
        Milestone milestone = draft.rules.milestone(memory.classId, clock.milestone);
        if (milestone != null && milestone.alertLevel() != null) {
            if (open) {
                clock.alerted = true;
                draft.emit(Alerts.overdue(draft, clock, milestone, true));
            }
            if (open && milestone.alertLevel() <= draft.policy.superviseLevel()) {
                Supervising.begin(
                        draft, Supervision.OVERDUE, at, title(draft, clock) + "超期", key(clock));
            }
        }
        if (open && !late) {
            Orders.urge(draft, clock, at, title(draft, clock) + "超期");
        }
    }

    /** It was kept after all: it was only told late, or more time was given. */
    static void takeBack(TicketDraft draft, ClockMemory clock, long at) {
        TicketMemory memory = draft.memory;
        clear(draft, clock);
        draft.tell(
                KEPT,
                clock.department,
                at,
                memory.state,
                clock.endedAt != 0
                        ? title(draft, clock) + "按期完成，系统后知，撤回超期"
                        : title(draft, clock) + "时限后移，撤回超期",
                key(clock) + ":" + draft.number());
        boolean missed = memory.clocks.stream().anyMatch(c -> c.state == ClockState.MISSED);
        memory.set(TicketFlag.OVERDUE, missed);
        if (memory.clocks.stream().noneMatch(c -> isGrave(draft, c))) {
            Supervising.drop(draft, Supervision.OVERDUE, at, "超期已撤回");
        }
    }

    private static boolean isGrave(TicketDraft draft, ClockMemory clock) {
        Milestone milestone = draft.rules.milestone(draft.memory.classId, clock.milestone);
        return clock.state == ClockState.MISSED
                && milestone != null
                && milestone.alertLevel() != null
                && milestone.alertLevel() <= draft.policy.superviseLevel();
    }

    /** Ends its alert. */
    static void clear(TicketDraft draft, ClockMemory clock) {
        if (clock.alerted) {
            clock.alerted = false;
            Milestone milestone = draft.rules.milestone(draft.memory.classId, clock.milestone);
            draft.emit(Alerts.overdue(draft, clock, milestone, false));
        }
    }

    static String title(TicketDraft draft, ClockMemory clock) {
        return Tickets.title(draft.rules, draft.memory.classId, clock);
    }

    static String key(ClockMemory clock) {
        return clock.milestone + "/" + clock.department + "/" + clock.startedAt;
    }

    static String promised(ClockMemory clock) {
        return clock.kind == ClockKind.WORKING_DAYS
                ? " %d 个工作日".formatted(clock.amount)
                : " %d 分钟（%s）".formatted(clock.amount, clock.kind.words());
    }
}
