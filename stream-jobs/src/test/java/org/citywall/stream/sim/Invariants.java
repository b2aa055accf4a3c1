package org.citywall.stream.sim;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.stream.alert.AlertDecision;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertTransitions;
import org.citywall.stream.alert.HeldDetection;
import org.citywall.stream.alert.TrackedAlert;
import org.citywall.stream.alert.dryrun.Judged;

/** What must hold after every step, whatever happens and whatever people do. */
final class Invariants implements Judged.Watch {
    private final Map<String, Alert> view = new HashMap<>();
    private final Map<String, Set<String>> raises = new HashMap<>();
    private final Map<String, Integer> forgotten = new HashMap<>();
    private final Map<String, Set<String>> handedOn = new HashMap<>();
    private final Map<String, Integer> vanished = new HashMap<>();
    private final Told told = new Told();
    private final Across across;
    private long steps;
    private long changes;

    Invariants(Across across) {
        this.across = across;
    }

    Told told() {
        return told;
    }

    long steps() {
        return steps;
    }

    long changes() {
        return changes;
    }

    /** What a wall shows that saw every change. */
    Map<String, Alert> view() {
        return view;
    }

    /** Different detections that raised something, in all groups. */
    long raised() {
        return raises.values().stream().mapToLong(Set::size).sum();
    }

    @Override
    public void judged(
            String group,
            AlertInput input,
            AlertGroupState before,
            AlertDecision decision,
            Instant now) {
        steps++;
        Detection said = input == null ? null : input.detection();
        if (said != null && said.raised()) {
            boolean isHandedOn = !decision.forwarded().isEmpty();
            Map<String, Set<String>> where = isHandedOn ? handedOn : raises;
            if (!handedOn.getOrDefault(group, Set.of()).contains(said.id())) {
                where.computeIfAbsent(group, g -> new HashSet<>()).add(said.id());
            }
        }
        if (said != null && !said.raised()) {
            vanished.merge(group, gone(before, decision.state(), said), Integer::sum);
        }
        for (AlertChange change : decision.changes()) {
            changes++;
            Alert last = view.get(change.alert().id());
            follows(last, change);
            alone(change.alert());
            told.see(last, change);
            across.see(last, change, now);
            keep(group, change);
        }
        state(group, decision, now);
    }

    /** Raises that were held back until this end came: they did not last. */
    private static int gone(AlertGroupState before, AlertGroupState after, Detection end) {
        return held(
                        before.held().stream()
                                .filter(h -> h.detection().deviceId().equals(end.deviceId()))
                                .filter(h -> h.detection().kind().equals(end.kind())))
                - held(
                        after.held().stream()
                                .filter(h -> h.detection().deviceId().equals(end.deviceId()))
                                .filter(h -> h.detection().kind().equals(end.kind())));
    }

    private static int held(Stream<HeldDetection> held) {
        return held.filter(h -> h.detection().raised()).mapToInt(h -> 1 + h.more()).sum();
    }

    private void keep(String group, AlertChange change) {
        if (change.forgotten()) {
            view.remove(change.alert().id());
            forgotten.merge(group, change.alert().occurrences(), Integer::sum);
        } else {
            view.put(change.alert().id(), change.alert());
        }
    }

    /** Against the revision before it. */
    private static void follows(Alert before, AlertChange change) {
        Alert after = change.alert();
        if (before == null) {
            Checks.require(
                    change.entry().action().equals("raised"), "begins with %s", change.entry());
            Checks.require(
                    after.response() == Response.UNACKNOWLEDGED, "begins as %s", after.response());
            return;
        }
        Checks.require(after.rev() > before.rev(), "%s after %s", after.rev(), before.rev());
        Checks.require(!after.updatedAt().isBefore(before.updatedAt()), "back in time: %s", change);
        Checks.require(after.level() <= before.level(), "the level of an open alert fell");
        Checks.require(after.occurrences() >= before.occurrences(), "the count fell");
        Checks.require(isLegal(before, change), "no path: %s → %s", before.response(), change);
    }

    private static boolean isLegal(Alert before, AlertChange change) {
        Response to = change.alert().response();
        String action = change.entry().action();
        Optional<AlertAction> asked =
                Stream.of(AlertAction.values())
                        .filter(a -> wireName(a).equals(action))
                        .filter(a -> !change.entry().by().equals("system"))
                        .findFirst();
        if (asked.isPresent()) {
            return AlertTransitions.next(before.response(), asked.get())
                    .filter(to::equals)
                    .isPresent();
        }
        return switch (action) {
            case "joined" -> to == before.response() || to == Response.UNACKNOWLEDGED;
            case "close" -> to == Response.CLOSED && closesItself(before);
            default -> to == before.response();
        };
    }

    private static boolean closesItself(Alert alert) {
        boolean isOver = alert.flood() != null && alert.flood().over();
        return alert.alertClass() == AlertClass.MAINTENANCE || isOver;
    }

    private static String wireName(AlertAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of one revision alone. */
    private static void alone(Alert alert) {
        boolean isRed = alert.level() == Level.RED && alert.alertClass() == AlertClass.ALARM;
        Checks.require(!isRed || alert.suppressedBy() == null, "a red alert is inhibited");
        Checks.require(!isRed || alert.partOf() == null, "a red alert is hidden in a flood");
        boolean anyActive = alert.sources().stream().anyMatch(source -> source.active());
        Checks.require(
                alert.condition() == Condition.ACTIVE || !anyActive,
                "cleared, and a source is active");
        boolean escalates =
                alert.timers().stream().map(AlertTimer::name).anyMatch("acknowledge"::equals);
        Checks.require(
                !escalates || alert.response() == Response.UNACKNOWLEDGED,
                "an alert that somebody has seen waits for an acknowledgement");
    }

    private void state(String group, AlertDecision decision, Instant now) {
        AlertGroupState state = decision.state();
        Instant next = decision.nextTimer();
        Checks.require(
                next == null || next.isAfter(now), "a timer that was due did not fire: %s", next);
        boolean isOpen = state.open() != null;
        Checks.require(isOpen || state.isEmpty() || next != null, "state that no timer will clear");
        int counted =
                forgotten.getOrDefault(group, 0)
                        + vanished.getOrDefault(group, 0)
                        + held(state.held().stream());
        for (TrackedAlert tracked : alerts(state).toList()) {
            Alert alert = tracked.alert();
            counted += alert.occurrences();
            Alert shown = view.get(alert.id());
            Checks.require(shown != null, "an alert that no wall shows");
            Checks.require(shown.rev() == alert.rev(), "a revision that was not told");
            Checks.require(shown.level() == alert.level(), "a level that was not told");
            Checks.require(shown.condition() == alert.condition(), "a condition that was not told");
            Checks.require(shown.response() == alert.response(), "a response that was not told");
        }
        int raised = raises.getOrDefault(group, Set.of()).size();
        Checks.require(counted == raised, "%d raises, %d counted", raised, counted);
    }

    static Stream<TrackedAlert> alerts(AlertGroupState state) {
        return Stream.concat(Stream.ofNullable(state.open()), state.closed().stream());
    }
}
