package org.citywall.stream.alert;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.fire.SignalOutcome;

/**
 * What one input or one advance of time leads to.
 *
 * @param state what to remember
 * @param changes revisions, oldest first
 * @param commandResults answers to commands
 * @param outcomes what became of presses
 * @param nextTimer when {@code advanceTo} must be called at the latest; null: never
 */
public record AlertDecision(
        AlertGroupState state,
        List<AlertChange> changes,
        List<CommandResult> commandResults,
        List<SignalOutcome> outcomes,
        Instant nextTimer) {}
