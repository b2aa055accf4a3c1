package org.citywall.gateway.ticket;

import static org.citywall.contracts.ticket.TicketEventKind.ADJUDICATED;
import static org.citywall.contracts.ticket.TicketEventKind.ARCHIVED;
import static org.citywall.contracts.ticket.TicketEventKind.CANCELLED;
import static org.citywall.contracts.ticket.TicketEventKind.CLASSIFIED;
import static org.citywall.contracts.ticket.TicketEventKind.CONSULTED;
import static org.citywall.contracts.ticket.TicketEventKind.DISPATCHED;
import static org.citywall.contracts.ticket.TicketEventKind.DONE;
import static org.citywall.contracts.ticket.TicketEventKind.ESCALATED;
import static org.citywall.contracts.ticket.TicketEventKind.EXTENDED;
import static org.citywall.contracts.ticket.TicketEventKind.FLAGGED;
import static org.citywall.contracts.ticket.TicketEventKind.INVALIDATED;
import static org.citywall.contracts.ticket.TicketEventKind.LINKED;
import static org.citywall.contracts.ticket.TicketEventKind.MERGED;
import static org.citywall.contracts.ticket.TicketEventKind.PLANNED;
import static org.citywall.contracts.ticket.TicketEventKind.PROGRESS;
import static org.citywall.contracts.ticket.TicketEventKind.RATED;
import static org.citywall.contracts.ticket.TicketEventKind.REDO;
import static org.citywall.contracts.ticket.TicketEventKind.RELEASED;
import static org.citywall.contracts.ticket.TicketEventKind.REPORTED;
import static org.citywall.contracts.ticket.TicketEventKind.RESUMED;
import static org.citywall.contracts.ticket.TicketEventKind.RETURNED;
import static org.citywall.contracts.ticket.TicketEventKind.SECRET;
import static org.citywall.contracts.ticket.TicketEventKind.SIGNED;
import static org.citywall.contracts.ticket.TicketEventKind.SUPERVISED;
import static org.citywall.contracts.ticket.TicketEventKind.SUSPENDED;
import static org.citywall.contracts.ticket.TicketEventKind.VERIFIED;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.ticket.TicketEventKind;

/**
 * What people may do to a case at the desk: who, and what must be said with it. Whether the case
 * stands so that it can be done the stream decides.
 *
 * @param least role that it needs
 * @param required fields of the body without which it means nothing
 */
record DeskAction(Role least, Set<String> required) {
    private static final Map<TicketEventKind, DeskAction> ALL =
            new EnumMap<>(TicketEventKind.class);

    static {
        officer(CLASSIFIED, "class");
        officer(DISPATCHED, "departments");
        officer(RETURNED, "department", "reason");
        officer(SIGNED, "department");
        officer(PROGRESS);
        officer(REPORTED, "department");
        officer(EXTENDED, "until", "reason");
        officer(SUSPENDED, "reason");
        officer(RESUMED);
        officer(CONSULTED, "reason");
        officer(PLANNED, "proof");
        officer(ESCALATED, "reason");
        officer(DONE);
        officer(VERIFIED, "outcome");
        officer(REDO, "reason");
        officer(ARCHIVED);
        officer(MERGED, "into");
        officer(LINKED, "other");
        officer(RATED, "rating");
        officer(FLAGGED, "flag", "reason");
        shiftLead(ADJUDICATED, "departments", "reason");
        shiftLead(SUPERVISED, "reason");
        shiftLead(RELEASED, "reason");
        shiftLead(CANCELLED, "proof", "reason");
        shiftLead(INVALIDATED, "reason");
        shiftLead(SECRET, "reason");
    }

    /** The action; null if it is not for people. */
    static DeskAction of(TicketEventKind kind) {
        return ALL.get(kind);
    }

    /** All that people may do. */
    static Set<TicketEventKind> kinds() {
        return Collections.unmodifiableSet(ALL.keySet());
    }

    private static void officer(TicketEventKind kind, String... required) {
        ALL.put(kind, new DeskAction(Role.OFFICER, Set.of(required)));
    }

    private static void shiftLead(TicketEventKind kind, String... required) {
        ALL.put(kind, new DeskAction(Role.SHIFT_LEAD, Set.of(required)));
    }
}
