package org.citywall.stream.alert.across;

/**
 * An alert takes or leaves its part in a rule of inhibition.
 *
 * @param alertId which alert
 * @param link its part
 * @param joined whether it takes it
 * @param open whether the alert is still open
 * @param at event time, in milliseconds
 */
public record InhibitNews(
        String alertId, InhibitLink link, boolean joined, boolean open, long at) {}
