package org.citywall.contracts.ticket;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * One line of a ticket's story.
 *
 * @param id deterministic
 * @param at time of the log
 * @param occurredAt when it happened
 * @param system which system said so; {@link TicketEvent#RULES}: a clock did
 * @param by who
 * @param department which department
 * @param action wire name of the {@link TicketEventKind}, or {@code clock-warned}, {@code
 *     clock-missed}, {@code clock-urged}, {@code calendar}
 * @param accepted whether it had an effect
 * @param from state before
 * @param to state after
 * @param reason why, in words and numbers, masked
 * @param rev revision that it made
 */
public record TicketStep(
        String id,
        Instant at,
        Instant occurredAt,
        String system,
        @Nullable String by,
        @Nullable String department,
        String action,
        boolean accepted,
        TicketState from,
        TicketState to,
        @Nullable String reason,
        long rev) {}
