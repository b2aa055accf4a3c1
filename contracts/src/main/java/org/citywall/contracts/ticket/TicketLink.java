package org.citywall.contracts.ticket;

import java.time.Instant;

/**
 * A case under the number of one system, and how that system keeps up.
 *
 * @param ref the number there
 * @param since when it was linked
 * @param heardAt when its newest event came
 * @param lagMs by how much its newest event came later than it happened, ms
 */
public record TicketLink(TicketRef ref, Instant since, Instant heardAt, long lagMs) {}
