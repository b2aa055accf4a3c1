package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.ticket.TicketOrder;
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
    private final List<AlertInput> forwarded = new ArrayList<>(0);
    private final List<TicketOrder> orders = new ArrayList<>(0);
    private final List<HeldDetection> held;
    private Map<String, Route> routes;

    AlertDraft(AlertGroupState before, AlertPolicy policy, RuleVersions rules, long incarnation) {
        this.policy = policy;
        this.rules = rules;
        this.incarnation = incarnation;
        this.open = before.open() == null ? null : Announced.expecting(before.open(), rules);
        this.closed = new ArrayList<>(before.closed());
        this.seen = before.seen();
        this.answers = before.answers();
        this.answered = before.answered();
        this.held = new ArrayList<>(before.held());
        this.routes = before.routes();
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
    boolean firstTime(Detection detection, Instant now) {
        seen = seen.pruned(now);
        if (seen.contains(detection.id(), now)) {
            return false;
        }
        Duration memory = Grouping.isHandedOn(detection) ? Grouping.REMEMBERED : policy.memory();
        seen = seen.with(detection.id(), now.plus(memory), policy.maxSeenIds());
        return true;
    }

    /** What is held of the same source, soonest first. */
    HeldDetection held(Detection of) {
        if (held.isEmpty()) {
            return null;
        }
        String source = Sources.key(of);
        for (HeldDetection each : held) {
            if (Sources.key(each.detection()).equals(source)) {
                return each;
            }
        }
        return null;
    }

    /** The first that is to be believed; null: none is held. */
    HeldDetection firstHeld() {
        return held.isEmpty() ? null : held.get(0);
    }

    /** Whether one more can be held. */
    boolean hasRoom() {
        return held.size() < policy.maxSources();
    }

    void hold(HeldDetection more) {
        held.add(more);
        held.sort(
                Comparator.comparing(HeldDetection::dueAt)
                        .thenComparing(each -> each.detection().id()));
    }

    void drop(HeldDetection one) {
        held.remove(one);
    }

    /** To which group the condition of this source was handed on; null: to none. */
    Route route(String source, Instant now) {
        Route route = routes.get(source);
        return route == null || !now.isBefore(route.until()) ? null : route;
    }

    /** Bounded: one that finds no room is handed on by the rules of the day. */
    void remember(String source, Route route) {
        Map<String, Route> more = new HashMap<>(routes);
        if (more.size() >= policy.maxUnlisted()) {
            more.values()
                    .removeIf(
                            each ->
                                    each.until()
                                            .isBefore(route.until().minus(Grouping.REMEMBERED)));
        }
        if (more.containsKey(source) || more.size() < policy.maxUnlisted()) {
            more.put(source, route);
        }
        routes = more;
    }

    boolean hasRoutes() {
        return !routes.isEmpty();
    }

    void forgetRoute(String source) {
        if (routes.containsKey(source)) {
            Map<String, Route> fewer = new HashMap<>(routes);
            fewer.remove(source);
            routes = fewer;
        }
    }

    void forward(AlertInput input) {
        forwarded.add(input);
    }

    void send(TicketOrder order) {
        orders.add(order);
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
        arrange(edit, cause.at());
        return told(edit, cause);
    }

    /** Commits what is news; anything less is only remembered, and the next revision tells it. */
    TrackedAlert commitNews(AlertEdit edit, Cause cause) {
        arrange(edit, cause.at());
        if (edit.isNews()) {
            return told(edit, cause);
        }
        TrackedAlert tracked = edit.tracked(cause.at());
        place(tracked);
        return tracked;
    }

    /** Remembers what is no news to anybody and moves no clock that anybody sees. */
    void remember(AlertEdit edit, Instant now) {
        Chatter.arrange(edit, now, rules.at(now));
        place(edit.tracked(edit.before().updatedAt()));
    }

    /** The last revision of all. */
    void forget(AlertEdit edit, Cause cause) {
        revise(edit, cause, true);
        closed.removeIf(tracked -> tracked.alert().id().equals(edit.id()));
    }

    void forgetMemories(Instant now) {
        if (!held.isEmpty()) {
            return;
        }
        if (!routes.isEmpty()) {
            Map<String, Route> fewer = new HashMap<>(routes);
            fewer.values().removeIf(route -> !now.isBefore(route.until()));
            routes = fewer;
        }
        seen = seen.pruned(now);
        answered = answered.pruned(now);
        if (answered.until().isEmpty()) {
            answers = Map.of();
        }
    }

    AlertDecision decision() {
        AlertGroupState state =
                new AlertGroupState(
                        open,
                        List.copyOf(closed),
                        seen,
                        answers,
                        answered,
                        List.copyOf(held),
                        Map.copyOf(routes));
        return new AlertDecision(
                state, changes, results, outcomes, forwarded, orders, state.nextTimer());
    }

    /** Who must hear of it depends on what is announced, and the clocks on who must hear. */
    private void arrange(AlertEdit edit, Instant now) {
        AlertRules judging = rules.at(now);
        Facts.settle(edit);
        Announced.arrange(edit, now, judging);
        Chatter.arrange(edit, now, judging);
        Paging.decide(edit, judging);
        Timers.arrange(edit, now, policy, judging);
    }

    private TrackedAlert told(AlertEdit edit, Cause cause) {
        TrackedAlert tracked = revise(edit, cause, false);
        place(tracked);
        return tracked;
    }

    private TrackedAlert revise(AlertEdit edit, Cause cause, boolean forgotten) {
        edit.rev = Revisions.next(incarnation, edit.rev);
        TrackedAlert tracked = edit.tracked(cause.at());
        changes.add(
                new AlertChange(
                        tracked.alert(),
                        cause.entry(edit),
                        forgotten,
                        Paging.pages(edit, cause.at())));
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
            open = Announced.expecting(tracked, rules);
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
