package org.citywall.contracts.ticket;

import org.citywall.contracts.Nullable;

/**
 * What became of a command of the desk.
 *
 * @param commandId of the command
 * @param caseId whose case
 * @param accepted whether it had an effect
 * @param reason why not; or what follows from it
 * @param state the state after it
 * @param rev revision of the case
 */
public record TicketResult(
        String commandId,
        String caseId,
        boolean accepted,
        String reason,
        @Nullable TicketState state,
        long rev) {}
