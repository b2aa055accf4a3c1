package org.citywall.contracts.ticket;

import java.util.List;

/**
 * A case after one input, with what was added to its story.
 *
 * @param ticket as it stands
 * @param steps what is new, oldest first
 */
public record TicketChange(Ticket ticket, List<TicketStep> steps) {}
