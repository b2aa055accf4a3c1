package org.citywall.contracts.ticket;

import java.time.Instant;

/**
 * Two systems say different things of one case; what was heard first stands.
 *
 * @param at when it was noticed
 * @param system the system that is not followed
 * @param field what they differ in
 * @param kept what stands
 * @param other what the other says
 */
public record TicketConflict(Instant at, String system, String field, String kept, String other) {}
