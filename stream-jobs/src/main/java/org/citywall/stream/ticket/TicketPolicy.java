package org.citywall.stream.ticket;

import java.io.Serializable;
import java.time.Duration;

/**
 * Numbers of the ticket rules that are no promises (those are data, {@link
 * org.citywall.contracts.ticket.TicketRules}); reasons in docs/domain/ticket.md.
 *
 * @param echo the same step told by another system within so long is no second one
 * @param catchUp a promise that was over when it was first heard of is called broken only so long
 *     after: a system that was away tells first what began and a moment later how it ended
 * @param returnWithin a department may give a ticket back so long after its dispatch, natural
 * @param callBacks so many calls that nobody answered let a ticket be cancelled
 * @param urgeMost most urges of one clock
 * @param superviseLevel a broken promise whose alert is at least so grave is supervised, 1 to 4
 * @param supervisedLevel level of the alert of a supervised ticket, 1 to 4
 * @param tier2Share share of a promise's time, percent, at which its ticket goes up to the grid
 * @param tier3Share the same up to the working committee
 * @param future a step may have happened so long after it was received
 * @param forget a case is forgotten so long after its end
 * @param maxSeen most ids of events that are remembered of one case
 */
public record TicketPolicy(
        Duration echo,
        Duration catchUp,
        Duration returnWithin,
        int callBacks,
        int urgeMost,
        int superviseLevel,
        int supervisedLevel,
        int tier2Share,
        int tier3Share,
        Duration future,
        Duration forget,
        int maxSeen)
        implements Serializable {

    /** The documented defaults. */
    public static TicketPolicy defaults() {
        return new TicketPolicy(
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofHours(2),
                3,
                24,
                3,
                3,
                150,
                200,
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                500);
    }
}
