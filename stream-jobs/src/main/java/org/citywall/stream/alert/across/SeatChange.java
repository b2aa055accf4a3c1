package org.citywall.stream.alert.across;

import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Response;

/**
 * A revision as seats see it.
 *
 * @param alert the alert after it
 * @param open whether it is open after it
 * @param raised whether a detection brought it, before which the alert may not have been there
 * @param recorded whether it is of recorded events alone, which are no load on anybody
 */
public record SeatChange(SeatAlert alert, boolean open, boolean raised, boolean recorded) {
    /** What a change of an alert is to seats. */
    public static SeatChange of(AlertChange change) {
        Alert alert = change.alert();
        String action = change.entry().action();
        boolean raised = action.equals("raised") || action.equals("joined");
        return new SeatChange(
                SeatAlert.of(alert),
                !change.forgotten() && alert.response() != Response.CLOSED,
                raised && alert.response() == Response.UNACKNOWLEDGED,
                SeatAlert.has(alert, AlertTag.REPLAY));
    }
}
