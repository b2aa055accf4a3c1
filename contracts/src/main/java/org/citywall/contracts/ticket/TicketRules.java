package org.citywall.contracts.ticket;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * What was promised to citizens, and when people work: data, in versions. Each version is whole.
 *
 * @param version rises
 * @param by account
 * @param comment what is new
 * @param at since when it is in force
 * @param defaultClass class of a ticket that says none; its id
 * @param classes what was promised
 * @param calendar when people work
 */
public record TicketRules(
        long version,
        String by,
        @Nullable String comment,
        Instant at,
        String defaultClass,
        List<TicketClass> classes,
        WorkCalendar calendar) {}
