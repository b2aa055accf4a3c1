package org.citywall.stream.alert.across;

/**
 * What one rule says of one target.
 *
 * @param alertId the target
 * @param rule id of the rule; of a flood {@code flood/} and the seat
 * @param by the cause, or the parent of the flood; empty: none
 * @param reason why, in words
 * @param open whether the target is still open
 * @param at event time, in milliseconds
 */
public record InhibitVerdict(
        String alertId, String rule, String by, String reason, boolean open, long at) {
    /** The same, at another time. */
    InhibitVerdict decidedAt(long moment) {
        return new InhibitVerdict(alertId, rule, by, reason, open, moment);
    }

    /** The same of another alert. */
    public InhibitVerdict of(String other) {
        return new InhibitVerdict(other, rule, by, reason, open, at);
    }
}
