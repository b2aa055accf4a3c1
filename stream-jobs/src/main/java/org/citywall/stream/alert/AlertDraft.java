package org.citywall.stream.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.stream.alert.rules.RuleVersions;
import org.citywall.stream.dedupe.SeenIds;

/** A decision in the making: the only mutable object of the alert rules, alive for one call. */
final class AlertDraft {
    final AlertPolicy policy;
    final RuleVersions rules;
    private final long incarnation;
    TrackedAlert open;
    private final List<TrackedAlert> closed;
    private SeenIds seen;
    private Map<String, CommandResult> answers;
    private SeenIds answered;
    private final List<AlertChange> changes = new ArrayList<>();
    private final List<CommandResult> results = new ArrayList<>(1);
    private final List<SignalOutcome> outcomes = new ArrayList<>(1);

    AlertDraft(AlertGroupState before, AlertPolicy policy, RuleVersions rules, long incarnation) {
        this.policy = policy;
        this.rules = rules;
        this.incarnation = incarnation;
        this.open = before.open();
        this.closed = new ArrayList<>(before.closed());
        this.seen = before.seen();
        this.answers = before.answers();
        this.answered = before.answered();
    }

    /** Open or closed alerts, newest first. */
    Stream<TrackedAlert> alerts() {
        List<TrackedAlert> all = new ArrayList<>();
        if (open != null) {
            all.add(open);
        }
        for (int i = closed.size() - 1; i >= 0; i--) {
            all.add(closed.get(i));
        }
        return all.stream();
    }

    TrackedAlert find(String alertId) {
        return alerts().filter(t -> t.alert().id().equals(alertId)).findFirst().orElse(null);
    }

    /** Remembers the detection; false if it was applied before. */
    boolean firstTime(String detectionId, Instant now) {
        seen = seen.pruned(now);
        if (seen.contains(detectionId, now)) {
            return false;
        }
        seen = seen.with(detectionId, now.plus(policy.memory()), policy.maxSeenIds());
        return true;
    }

    /** The answer that this command got before; null: it is new. */
    CommandResult earlierAnswer(String commandId, Instant now) {
        return answered.contains(commandId, now) ? answers.get(commandId) : null;
    }

    void repeat(CommandResult result) {
        results.add(result);
    }

    void answer(CommandResult result, Instant now) {
        results.add(result);
        answered =
                answered.pruned(now)
                        .with(result.commandId(), now.plus(policy.memory()), policy.maxAnswers());
        Map<String, CommandResult> kept = new HashMap<>(answers);
        kept.put(result.commandId(), result);
        kept.keySet().retainAll(answered.until().keySet());
        answers = kept;
    }

    void emit(SignalOutcome outcome) {
        outcomes.add(outcome);
    }

    /** Makes the edit the next revision, with the timers that its state needs. */
    TrackedAlert commit(AlertEdit edit, Cause cause) {
        Timers.arrange(edit, cause.at(), policy);
        TrackedAlert tracked = revise(edit, cause, false);
        place(tracked);
        return tracked;
    }

    /** Commits what is news; anything less is only remembered, and the next revision tells it. */
    TrackedAlert commitNews(AlertEdit edit, Cause cause) {
        if (edit.isNews()) {
            return commit(edit, cause);
        }
        Timers.arrange(edit, cause.at(), policy);
        TrackedAlert tracked = edit.tracked(cause.at());
        place(tracked);
        return tracked;
    }

    /** The last revision of all. */
    void forget(AlertEdit edit, Cause cause) {
        revise(edit, cause, true);
        closed.removeIf(tracked -> tracked.alert().id().equals(edit.id()));
    }

    void forgetMemories(Instant now) {
        seen = seen.pruned(now);
        answered = answered.pruned(now);
        if (answered.until().isEmpty()) {
            answers = Map.of();
        }
    }

    AlertDecision decision() {
        AlertGroupState state =
                new AlertGroupState(open, List.copyOf(closed), seen, answers, answered);
        return new AlertDecision(state, changes, results, outcomes, state.nextTimer());
    }

    private TrackedAlert revise(AlertEdit edit, Cause cause, boolean forgotten) {
        edit.rev = Revisions.next(incarnation, edit.rev);
        TrackedAlert tracked = edit.tracked(cause.at());
        changes.add(new AlertChange(tracked.alert(), cause.entry(edit), forgotten));
        return tracked;
    }

    private void place(TrackedAlert tracked) {
        String id = tracked.alert().id();
        boolean isClosed = tracked.alert().response() == Response.CLOSED;
        int at = indexInClosed(id);
        if (isClosed && at >= 0) {
            closed.set(at, tracked);
        } else if (isClosed) {
            closed.add(tracked);
            open = null;
        } else {
            closed.removeIf(other -> other.alert().id().equals(id));
            open = tracked;
        }
    }

    private int indexInClosed(String id) {
        for (int i = 0; i < closed.size(); i++) {
            if (closed.get(i).alert().id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
