package org.citywall.contracts.ticket;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What one department has to do with a ticket.
 *
 * @param name the department
 * @param lead leads the others
 * @param role why it has it
 * @param round 1: first dispatch; 2: second …
 * @param dispatchedAt since when
 * @param signedAt when it took it on
 * @param reportedAt when its part was done
 * @param returnedAt when it gave it back
 */
public record TicketDepartment(
        String name,
        boolean lead,
        TicketOrderKind role,
        int round,
        Instant dispatchedAt,
        @Nullable Instant signedAt,
        @Nullable Instant reportedAt,
        @Nullable Instant returnedAt) {}
