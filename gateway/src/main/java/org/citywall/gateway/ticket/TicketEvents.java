package org.citywall.gateway.ticket;

import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketEvent;

/** Small things about events of the desk. */
final class TicketEvents {
    private TicketEvents() {}

    /** The constant as it stands on the wire. */
    static String wire(Enum<?> constant) {
        return Json.mapper().convertValue(constant, String.class);
    }

    /** The same as if it had been given then. */
    static TicketEvent at(TicketEvent event, Instant then) {
        return new TicketEvent(
                event.id(),
                event.ref(),
                event.caseId(),
                event.kind(),
                event.by(),
                event.department(),
                event.content(),
                event.spot(),
                event.departments(),
                event.lead(),
                event.rating(),
                event.outcome(),
                event.until(),
                event.other(),
                event.into(),
                event.flag(),
                event.proof(),
                event.reason(),
                then,
                then,
                event.replay());
    }
}
