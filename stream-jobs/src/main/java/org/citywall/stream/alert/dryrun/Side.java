package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.AlertDecision;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.HeldDetection;
import org.citywall.stream.alert.TrackedAlert;
import org.citywall.stream.alert.rules.RuleVersions;

/** A history under one version of the rules, which judges from its beginning to its end. */
final class Side {
    private final Chain chain;
    private final Map<String, SeenAlert> alerts = new LinkedHashMap<>();

    /** Hash of a raising detection, as alert ids have it → where it went. */
    private final Map<String, Landing> landings = new HashMap<>();

    private long commandsDone;
    private long commandsRefused;
    private long commandsLost;

    /** Where a detection went; the alert is null while it is held back. */
    private static final class Landing {
        private final String group;
        private SeenAlert alert;

        Landing(String group) {
            this.group = group;
        }
    }

    Side(AlertRules rules, AlertPolicy policy) {
        chain = new Chain(policy, RuleVersions.of(rules), this::see);
    }

    Map<String, SeenAlert> alerts() {
        return alerts;
    }

    long commandsDone() {
        return commandsDone;
    }

    long commandsRefused() {
        return commandsRefused;
    }

    long commandsLost() {
        return commandsLost;
    }

    /** Lets time go on, then tells what the log says. */
    void tell(AlertInput input, Instant now) {
        advanceTo(now);
        AlertInput here = input.command() == null ? input : addressed(input.command());
        if (here == null) {
            commandsLost++;
            return;
        }
        chain.tell(here, now);
    }

    void advanceTo(Instant now) {
        chain.advanceTo(now);
    }

    /** Alerts that hold a detection in common are one incident. */
    void join(Side other) {
        landings.forEach(
                (detection, landing) -> {
                    Landing there = other.landings.get(detection);
                    if (landing.alert != null && there != null && there.alert != null) {
                        landing.alert.joins(there.alert);
                    }
                });
    }

    private void see(
            String group,
            AlertInput input,
            AlertGroupState before,
            AlertDecision decision,
            Instant now) {
        for (AlertChange change : decision.changes()) {
            String id = change.alert().id();
            alerts.computeIfAbsent(id, i -> new SeenAlert(i, change.alert().raisedAt()))
                    .see(change);
        }
        for (CommandResult result : decision.commandResults()) {
            if (result.accepted()) {
                commandsDone++;
            } else {
                commandsRefused++;
            }
        }
        land(group, input, before, decision);
    }

    private void land(
            String group, AlertInput input, AlertGroupState before, AlertDecision decision) {
        AlertGroupState after = decision.state();
        Detection told = input == null ? null : input.detection();
        if (told != null && told.raised() && decision.forwarded().isEmpty()) {
            landings.putIfAbsent(hash(told), new Landing(group));
            if (!isHeld(after, told)) {
                landed(told, after);
            }
        }
        for (HeldDetection held : before.held()) {
            if (held.detection().raised() && !isHeld(after, held.detection())) {
                landed(held.detection(), after);
            }
        }
    }

    private void landed(Detection detection, AlertGroupState after) {
        Landing landing = landings.get(hash(detection));
        if (after.open() != null && landing != null && landing.alert == null) {
            landing.alert = alerts.get(after.open().alert().id());
        }
    }

    private static boolean isHeld(AlertGroupState state, Detection detection) {
        return state.held().stream().anyMatch(h -> h.detection().id().equals(detection.id()));
    }

    private static String hash(Detection detection) {
        return hash(Ids.alertId(Ids.groupHash(detection.groupKey()), detection.id()));
    }

    private static String hash(String alertId) {
        return alertId.substring(Ids.PART_LENGTH + 1);
    }

    /**
     * The command for the alert that it is about here: the same, else the one that holds the
     * detection which opened it when the history was made; null: there is none.
     */
    @Nullable
    private AlertInput addressed(AlertCommand command) {
        if (!Ids.isAlertId(command.alertId())) {
            return null;
        }
        String id = command.alertId();
        AlertGroupState group = chain.groups().get(Ids.groupHashOf(id));
        if (group == null || all(group).noneMatch(t -> t.alert().id().equals(id))) {
            Landing landing = landings.get(hash(id));
            group = landing == null ? null : chain.groups().get(landing.group);
            if (group == null) {
                return null;
            }
            return all(group)
                    .findFirst()
                    .map(tracked -> AlertInput.of(about(command, tracked.alert().id())))
                    .orElse(null);
        }
        return AlertInput.of(about(command, id));
    }

    /** The open one, else the one that was closed last. */
    private static Stream<TrackedAlert> all(AlertGroupState group) {
        List<TrackedAlert> closed = group.closed();
        Stream<TrackedAlert> last =
                Stream.iterate(closed.size() - 1, i -> i >= 0, i -> i - 1).map(closed::get);
        return Stream.concat(Stream.ofNullable(group.open()), last);
    }

    /** Revisions have other numbers here, so nobody's command is bound to one. */
    private static AlertCommand about(AlertCommand command, String alertId) {
        return new AlertCommand(
                command.commandId(),
                alertId,
                command.action(),
                command.reason(),
                command.to(),
                command.untilMs(),
                command.result(),
                command.cause(),
                command.evacuation(),
                command.orderId(),
                command.reply(),
                null,
                command.by(),
                command.byName(),
                command.role(),
                command.at());
    }
}
