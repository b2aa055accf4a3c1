/**
 * Tickets: the lifecycle of a case, what was promised for it, and what follows from each event and
 * from time alone (docs/domain/ticket.md). {@link org.citywall.stream.ticket.TicketRule} is where
 * to begin; {@link org.citywall.stream.ticket.Lifecycle} is the table of states.
 */
package org.citywall.stream.ticket;
