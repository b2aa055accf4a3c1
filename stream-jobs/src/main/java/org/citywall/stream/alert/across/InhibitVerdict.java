package org.citywall.stream.alert.across;

/**
 * What one rule says of one target.
 *
 * @param alertId the target
 * @param rule id of the rule
 * @param by the cause; empty: none
 * @param reason why, in words
 * @param open whether the target is still open
 * @param at event time, in milliseconds
 */
public record InhibitVerdict(
        String alertId, String rule, String by, String reason, boolean open, long at) {}
