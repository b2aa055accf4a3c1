package org.citywall.contracts.ticket;

import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * One promise of a class of tickets.
 *
 * @param name such as {@code respond}, {@code complete}, {@code consult}, {@code plan}
 * @param title the same in words
 * @param kind in what time it is counted
 * @param amount minutes, or working days; at least 1
 * @param from what starts it
 * @param by what keeps it; the first of them to come
 * @param perDepartment every department that gets the ticket has its own
 * @param pausable stands while the ticket is suspended
 * @param extendable can be extended once
 * @param urgeMinutes told again each so many minutes while overdue; 0: never
 * @param alertLevel level of the alert when it is broken, 1 to 4; null: none
 */
public record Milestone(
        String name,
        String title,
        ClockKind kind,
        int amount,
        TicketEventKind from,
        List<TicketEventKind> by,
        boolean perDepartment,
        boolean pausable,
        boolean extendable,
        int urgeMinutes,
        @Nullable Integer alertLevel) {}
