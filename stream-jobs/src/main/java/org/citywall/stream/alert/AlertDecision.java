package org.citywall.stream.alert;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.ticket.TicketOrder;

/**
 * What one input or one advance of time leads to.
 *
 * @param state what to remember
 * @param changes revisions, oldest first
 * @param commandResults answers to commands
 * @param outcomes what became of presses
 * @param forwarded detections that belong to another group, for the log of inputs
 * @param orders what departments are told
 * @param nextTimer when {@code advanceTo} must be called at the latest; null: never
 */
public record AlertDecision(
        AlertGroupState state,
        List<AlertChange> changes,
        List<CommandResult> commandResults,
        List<SignalOutcome> outcomes,
        List<AlertInput> forwarded,
        List<TicketOrder> orders,
        Instant nextTimer) {}
