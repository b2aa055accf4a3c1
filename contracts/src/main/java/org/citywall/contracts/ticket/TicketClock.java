package org.citywall.contracts.ticket;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * One promise of a ticket, and how it stands.
 *
 * @param milestone name of the {@link Milestone}
 * @param title the same in words
 * @param department whose promise; null: the ticket's
 * @param kind in what time it is counted
 * @param amount minutes, or working days
 * @param startedAt when it began
 * @param dueAt when it is due as it looks now; pauses and extensions are in it
 * @param pausedAt since when it stands; null: it does not
 * @param spent minutes, or working days in thousandths, of its own time that had passed when {@code
 *     pausedAt} or {@code endedAt} came, else when it was last looked at
 * @param endedAt when the step was done; null: not yet
 * @param state what became of it
 * @param warned highest share of its time, in percent, that was told; 100: overdue was
 * @param urged how often it was told again since it was overdue
 */
public record TicketClock(
        String milestone,
        String title,
        @Nullable String department,
        ClockKind kind,
        int amount,
        Instant startedAt,
        Instant dueAt,
        @Nullable Instant pausedAt,
        int spent,
        @Nullable Instant endedAt,
        ClockState state,
        int warned,
        int urged) {}
