package org.citywall.stream.ticket;

import java.util.List;
import org.citywall.contracts.ticket.TicketLine;
import org.citywall.contracts.ticket.TicketState;

/**
 * What one open case adds to the boards of its places.
 *
 * @param state where it stands
 * @param overdue with a broken promise
 * @param supervised watched
 * @param secondDispatch dispatched again
 * @param calendarMissing a year that it needs is in no calendar
 * @param clocks its open promises
 * @param line what is shown of it; null: it need not be looked at
 */
public record BoardPart(
        TicketState state,
        boolean overdue,
        boolean supervised,
        boolean secondDispatch,
        boolean calendarMissing,
        List<Load> clocks,
        TicketLine line) {
    /**
     * An open promise.
     *
     * @param milestone name
     * @param title in words
     * @param bucket 0 early, 1 half, 2 late, 3 overdue, 4 paused
     */
    public record Load(String milestone, String title, int bucket) {}
}
