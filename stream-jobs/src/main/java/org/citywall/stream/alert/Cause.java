package org.citywall.stream.alert;

import java.time.Instant;
import java.util.Locale;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.TimelineEntry;

/**
 * Why an alert changes: the half of a timeline entry that is known before the change.
 *
 * @param by account name, device id, or {@code system}
 * @param action as in {@link TimelineEntry#action()}
 * @param at event time of the decision
 * @param eventTime when it happened
 * @param reason why, in words
 */
record Cause(String by, String action, Instant at, Instant eventTime, String reason) {
    static final String SYSTEM = "system";

    static Cause device(Detection detection, String action, String reason, Instant at) {
        return new Cause(detection.deviceId(), action, at, detection.receivedAt(), reason);
    }

    static Cause person(AlertCommand command, String reason, Instant at) {
        return new Cause(
                command.by(),
                wireName(command.action()),
                at,
                command.at() == null ? at : command.at(),
                reason);
    }

    /** A timer decides at the moment it was due, however late it is found. */
    static Cause timer(String action, Instant dueAt, String reason) {
        return new Cause(SYSTEM, action, dueAt, dueAt, reason);
    }

    /** What was found out about several groups. */
    static Cause fact(AlertFact fact, Instant at) {
        String action = fact.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Cause(SYSTEM, action, at, fact.at(), fact.reason());
    }

    TimelineEntry entry(AlertEdit after) {
        return new TimelineEntry(
                at,
                eventTime,
                by,
                action,
                after.level,
                after.condition,
                after.response,
                reason,
                after.rev);
    }

    static String wireName(AlertAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
