package org.citywall.contracts.ticket;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * Two cases that may be one: a person decides.
 *
 * @param id deterministic: of both cases
 * @param caseId the later case
 * @param other the earlier case, which would go on
 * @param similarity of the masked texts, 0 to 1
 * @param distanceM metres between them; null: unknown
 * @param sameAddress whether their addresses are the same
 * @param reason why, in words and numbers
 * @param at time of the log
 * @param replay of a recording
 */
public record TicketProposal(
        String id,
        String caseId,
        String other,
        double similarity,
        @Nullable Double distanceM,
        boolean sameAddress,
        String reason,
        Instant at,
        boolean replay) {}
