package org.citywall.stream.alert;

import java.time.Instant;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * The alert rules: what a detection, a command or the passing of time means for one group. Pure:
 * the same state, input and time always give the same decision, so a replay of {@code alert-inputs}
 * after a failure repeats history.
 *
 * <pre>
 *                                   ┌─► {@link Detections}  open, join, clear
 *   input ──► {@link Timers} due ───┤                     ──► {@link Timers} ──► decision
 *             before it, in order   └─► {@link Commands}        due at once
 * </pre>
 */
public final class AlertRule {
    private AlertRule() {}

    /**
     * Applies one input, after the timers that were due before it.
     *
     * @param now event time of the input's record
     * @param rules the versions of the rules of aggregation
     * @param incarnation fencing number of this start of the job, for revisions
     */
    public static AlertDecision apply(
            AlertGroupState state,
            AlertInput input,
            Instant now,
            AlertPolicy policy,
            RuleVersions rules,
            long incarnation) {
        AlertDraft draft = new AlertDraft(state, policy, rules, incarnation);
        Timers.advance(draft, now);
        switch (input.kind()) {
            case DETECTION -> Detections.apply(draft, input.detection(), now);
            case COMMAND -> Commands.apply(draft, input.command(), now);
            case FACT -> Facts.apply(draft, input.fact(), now);
            case TICK, CANARY, RULES -> {}
        }
        Timers.advance(draft, now); // the first call is due at once
        return draft.decision();
    }

    /** Lets time go on to {@code now}: escalation, shelving, closing, forgetting. */
    public static AlertDecision advanceTo(
            AlertGroupState state,
            Instant now,
            AlertPolicy policy,
            RuleVersions rules,
            long incarnation) {
        AlertDraft draft = new AlertDraft(state, policy, rules, incarnation);
        Timers.advance(draft, now);
        return draft.decision();
    }
}
