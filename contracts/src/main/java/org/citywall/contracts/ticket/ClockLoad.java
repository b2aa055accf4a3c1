package org.citywall.contracts.ticket;

/**
 * How the open promises of one kind stand.
 *
 * @param milestone name of the {@link Milestone}
 * @param title the same in words
 * @param early less than half of the time is gone
 * @param half half of it is gone
 * @param late 80 % of it is gone
 * @param overdue all of it is gone
 * @param paused its clock stands
 */
public record ClockLoad(
        String milestone, String title, int early, int half, int late, int overdue, int paused) {}
