package org.citywall.contracts.alert;

import java.time.Instant;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.access.Role;

/**
 * What a person asks of an alert. Only the alerts job decides whether it happens.
 *
 * @param commandId the client's UUID; the same id is answered with the same result
 * @param alertId the alert
 * @param action what
 * @param reason why, in the person's words; report-119: the text as it was read out; answer on
 *     behalf: who said what
 * @param to whom (dispatch); which department (order)
 * @param untilMs shelve: for how long; order: within what time the department must reply; in
 *     milliseconds; null otherwise
 * @param result verify: what the call back said; null: it only begins
 * @param cause false-alarm: why it was none
 * @param evacuation evacuation: the counts; null otherwise
 * @param orderId reply: to which order; null otherwise
 * @param reply reply: accepted, refused or done; null otherwise
 * @param expectedRevision refuse if the alert is at another revision; null: do not check
 * @param by account name
 * @param byName display name
 * @param role the account's role when it asked
 * @param at when the gateway received it
 */
public record AlertCommand(
        String commandId,
        String alertId,
        AlertAction action,
        @Nullable String reason,
        @Nullable String to,
        @Nullable Long untilMs,
        @Nullable VerifyResult result,
        @Nullable FalseAlarmCause cause,
        @Nullable EvacuationCounts evacuation,
        @Nullable String orderId,
        @Nullable AlertOrderState reply,
        @Nullable Long expectedRevision,
        String by,
        String byName,
        Role role,
        Instant at) {
    /** A command that replies to no order. */
    public AlertCommand(
            String commandId,
            String alertId,
            AlertAction action,
            @Nullable String reason,
            @Nullable String to,
            @Nullable Long untilMs,
            @Nullable VerifyResult result,
            @Nullable FalseAlarmCause cause,
            @Nullable EvacuationCounts evacuation,
            @Nullable Long expectedRevision,
            String by,
            String byName,
            Role role,
            Instant at) {
        this(
                commandId,
                alertId,
                action,
                reason,
                to,
                untilMs,
                result,
                cause,
                evacuation,
                null,
                null,
                expectedRevision,
                by,
                byName,
                role,
                at);
    }
}
