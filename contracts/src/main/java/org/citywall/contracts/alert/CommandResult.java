package org.citywall.contracts.alert;

import java.time.Instant;

/**
 * The alerts job's answer to a command.
 *
 * @param commandId the client's UUID
 * @param alertId the alert
 * @param accepted whether it took effect
 * @param code ok, or why not: unknown-alert, illegal-transition, stale-revision, reason-required,
 *     not-allowed, recipient-required, counts-required, unknown-order, reply-required
 * @param reason the same in words, with who did what before
 * @param rev the alert's revision after the command
 * @param at event time of the decision
 */
public record CommandResult(
        String commandId,
        String alertId,
        boolean accepted,
        String code,
        String reason,
        long rev,
        Instant at) {}
