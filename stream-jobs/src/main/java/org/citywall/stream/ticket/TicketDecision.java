package org.citywall.stream.ticket;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketResult;

/**
 * What one input or one advance of time leads to. What is to be remembered stands in the memory
 * that was handed in.
 *
 * @param verdict what became of the input
 * @param change the case with what is new of its story; null: nothing is
 * @param result answer to a command; null: it was none
 * @param orders to departments
 * @param detections alerts that begin or end
 * @param boards what changes for the boards of its places
 * @param missingYear a year that is needed and of which no calendar is known; 0: none
 * @param nextTimer when {@code advanceTo} must be called at the latest; null: never
 * @param forgotten nothing need be remembered any more
 */
public record TicketDecision(
        Verdict verdict,
        TicketChange change,
        TicketResult result,
        List<TicketOrder> orders,
        List<Detection> detections,
        List<BoardDelta> boards,
        int missingYear,
        Instant nextTimer,
        boolean forgotten) {
    /** What became of an input. */
    public enum Verdict {
        /** It had an effect. */
        TAKEN,
        /** The same (system, id) as before. */
        REPEAT,
        /** The same step as another system told already. */
        ECHO,
        /** Waits until the case is created. */
        EARLY,
        /** Stands in the story without effect. */
        REFUSED,
        /** Time alone. */
        TIME
    }
}
