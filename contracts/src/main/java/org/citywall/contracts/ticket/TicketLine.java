package org.citywall.contracts.ticket;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * One ticket that needs to be looked at, in short; of a secret one the category and cell alone.
 *
 * @param id case id
 * @param number its first number
 * @param title masked; null: secret
 * @param categoryName in words
 * @param placeName in words
 * @param state where it stands
 * @param flags what is special about it
 * @param department who has it
 * @param milestone the promise that presses most, in words
 * @param kind in what time that is counted
 * @param dueAt when it is or was due
 * @param tier 1 to 3
 */
public record TicketLine(
        String id,
        String number,
        @Nullable String title,
        @Nullable String categoryName,
        @Nullable String placeName,
        TicketState state,
        List<TicketFlag> flags,
        @Nullable String department,
        @Nullable String milestone,
        @Nullable ClockKind kind,
        @Nullable Instant dueAt,
        int tier) {}
