package org.citywall.stream.ticket;

import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketRules;

/**
 * What the tickets job reads: an event of a case, a version of the rules, or a tick that only moves
 * time.
 *
 * @param key case id; empty: no event
 * @param event what happened; null: it is none
 * @param rules a version; null: it is none
 */
public record TicketInput(String key, TicketEvent event, TicketRules rules) {
    /** Only moves time. */
    public static final TicketInput TICK = new TicketInput("", null, null);

    public static TicketInput of(TicketEvent event) {
        return new TicketInput(event.caseId(), event, null);
    }

    public static TicketInput of(TicketRules rules) {
        return new TicketInput("", null, rules);
    }
}
