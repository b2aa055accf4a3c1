package org.citywall.contracts.alertrule;

import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * Who is told while nobody answers. The first rule that matches an alert and the time of day
 * counts; without one the steps of the job's settings do.
 *
 * @param id name of the rule
 * @param match which alerts
 * @param from local time from which it counts, {@code HH:mm}; null: all day. A window may span
 *     midnight
 * @param to local time up to which it counts
 * @param steps while nobody acknowledges, each later than the one before
 * @param acceptWithinS whom somebody dispatched must accept within so many seconds; null: no clock
 * @param acceptPost who is told when the responder did not accept
 */
public record EscalationRule(
        String id,
        AlertMatch match,
        @Nullable String from,
        @Nullable String to,
        List<Step> steps,
        @Nullable Long acceptWithinS,
        @Nullable String acceptPost) {
    /**
     * A step.
     *
     * @param afterS seconds since the alert was raised
     * @param post who is told
     */
    public record Step(long afterS, String post) {}
}
