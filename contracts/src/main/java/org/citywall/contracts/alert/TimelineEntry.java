package org.citywall.contracts.alert;

import java.time.Instant;

/**
 * One line of an alert's history.
 *
 * @param at when the change was decided (log-append time)
 * @param eventTime when it happened: the signal's received time, the command's, the timer's due
 *     time
 * @param by account name, device id, or {@code system}
 * @param action raised, joined, cleared, escalated, overdue, presumed, called, chatter-over, stale,
 *     standing, forgotten, or an {@link AlertAction}
 * @param level level after it
 * @param condition condition after it
 * @param response response after it
 * @param reason why, in words
 * @param rev revision after it
 */
public record TimelineEntry(
        Instant at,
        Instant eventTime,
        String by,
        String action,
        int level,
        Condition condition,
        Response response,
        String reason,
        long rev) {}
