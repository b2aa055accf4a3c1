package org.citywall.stream.ticket;

import org.citywall.contracts.ticket.TicketFlag;

/** Watching a case until it is cancelled off or somebody releases it. */
final class Supervising {
    private Supervising() {}

    /** A rule begins it. */
    static void begin(TicketDraft draft, Supervision cause, long at, String reason, String key) {
        boolean before = draft.memory.isSupervised();
        mark(draft, cause, at, reason);
        if (!before) {
            draft.tell(
                    "supervised",
                    null,
                    at,
                    draft.memory.state,
                    "自动督办：" + reason,
                    cause.name() + ":" + key);
        }
    }

    /** Sets the flag, tells the departments and raises the alert, unless it is watched already. */
    static void mark(TicketDraft draft, Supervision cause, long at, String reason) {
        TicketMemory memory = draft.memory;
        memory.causes |= cause.bit();
        if (memory.isSupervised()) {
            return;
        }
        memory.set(TicketFlag.SUPERVISED, true);
        memory.supervisedAlert = true;
        Orders.supervise(draft, at, reason);
        draft.emit(Alerts.supervised(draft, true, reason));
    }

    /** One cause is gone; with the last the watch is over. */
    static void drop(TicketDraft draft, Supervision cause, long at, String reason) {
        TicketMemory memory = draft.memory;
        boolean had = (memory.causes & cause.bit()) != 0;
        memory.causes &= ~cause.bit();
        if (had && memory.causes == 0 && memory.isSupervised()) {
            end(draft, reason);
            draft.tell(
                    "released",
                    null,
                    at,
                    memory.state,
                    "自动解除督办：" + reason,
                    cause.name() + ":" + draft.number());
        }
    }

    static void end(TicketDraft draft, String reason) {
        TicketMemory memory = draft.memory;
        memory.causes = 0;
        memory.set(TicketFlag.SUPERVISED, false);
        if (memory.supervisedAlert) {
            memory.supervisedAlert = false;
            draft.emit(Alerts.supervised(draft, false, reason));
        }
    }
}
