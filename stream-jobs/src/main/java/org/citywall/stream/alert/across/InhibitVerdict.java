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
 * @param meeting where it was found: the rule and the values of its fields; of a release that did
 *     not say so, the rule
 */
public record InhibitVerdict(
        String alertId,
        String rule,
        String by,
        String reason,
        boolean open,
        long at,
        String meeting) {
    public InhibitVerdict {
        meeting = meeting == null ? rule : meeting;
    }

    /** The same, at another time. */
    InhibitVerdict decidedAt(long moment) {
        return new InhibitVerdict(alertId, rule, by, reason, open, moment, meeting);
    }

    /** The same of another alert. */
    public InhibitVerdict of(String other) {
        return new InhibitVerdict(other, rule, by, reason, open, at, meeting);
    }
}
