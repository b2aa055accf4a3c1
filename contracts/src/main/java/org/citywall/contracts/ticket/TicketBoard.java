package org.citywall.contracts.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;

/**
 * How the open tickets of one place stand: what the wall shows.
 *
 * @param id grid path of the place; {@code *}: everywhere
 * @param rev rises with every change
 * @param place grid path; null: everywhere
 * @param placeName in words
 * @param at time of the log of the newest change
 * @param open cases that have not ended
 * @param overdue of these, with a broken promise
 * @param supervised of these, supervised
 * @param suspended of these, whose clocks stand
 * @param secondDispatch of these, dispatched again
 * @param adjudicating of these, nobody is responsible yet
 * @param states open cases by wire name of their state
 * @param clocks open promises by milestone
 * @param in cases that came in today, by the calendar's zone
 * @param ended cases that ended today
 * @param pressing the most pressing, at most 20: overdue longest first, then supervised, then due
 *     soonest
 * @param calendarMissing a year that is needed is in no calendar
 */
public record TicketBoard(
        String id,
        long rev,
        @Nullable String place,
        @Nullable String placeName,
        Instant at,
        int open,
        int overdue,
        int supervised,
        int suspended,
        int secondDispatch,
        int adjudicating,
        Map<String, Integer> states,
        List<ClockLoad> clocks,
        long in,
        long ended,
        List<TicketLine> pressing,
        boolean calendarMissing) {}
