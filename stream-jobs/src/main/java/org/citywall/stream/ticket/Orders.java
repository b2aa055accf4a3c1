package org.citywall.stream.ticket;

import java.time.Instant;
import org.citywall.contracts.Ids;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketOrderKind;

/** What departments are told to do. */
final class Orders {
    private Orders() {}

    static void send(
            TicketDraft draft,
            String department,
            TicketOrderKind kind,
            Instant due,
            String reason,
            long at,
            String key) {
        TicketMemory memory = draft.memory;
        if (memory.links.isEmpty()) {
            return;
        }
        draft.emit(
                new TicketOrder(
                        Ids.of(memory.id, kind.name(), department, key),
                        memory.id,
                        memory.links.get(0).ref(),
                        department,
                        kind,
                        memory.title,
                        memory.category,
                        memory.spot == null ? null : memory.spot.place(),
                        memory.spot == null ? null : memory.spot.placeName(),
                        due,
                        reason,
                        Instant.ofEpochMilli(Math.max(at, memory.lookedAt)),
                        memory.replay));
    }

    /** To whom the clock belongs; of the case's own clocks to all that have it. */
    static void urge(TicketDraft draft, ClockMemory clock, long at, String reason) {
        for (TicketDepartment department : draft.memory.holders()) {
            if (clock.isFor(department.name()) && department.role() != TicketOrderKind.NOTICE) {
                send(
                        draft,
                        department.name(),
                        TicketOrderKind.URGE,
                        Instant.ofEpochMilli(clock.dueAt),
                        reason,
                        at,
                        Overdue.key(clock) + ":" + clock.warned + ":" + clock.urged);
            }
        }
    }

    static void supervise(TicketDraft draft, long at, String reason) {
        for (TicketDepartment department : draft.memory.holders()) {
            send(
                    draft,
                    department.name(),
                    TicketOrderKind.SUPERVISE,
                    null,
                    reason,
                    at,
                    "supervise:" + at);
        }
    }

    static void withdraw(TicketDraft draft, long at, String reason) {
        for (TicketDepartment department : draft.memory.holders()) {
            send(
                    draft,
                    department.name(),
                    TicketOrderKind.WITHDRAW,
                    null,
                    reason,
                    at,
                    "withdraw:" + draft.memory.round());
        }
    }
}
