package org.citywall.contracts.ebike;

import java.time.Duration;
import java.time.Instant;

/**
 * Somebody looks at the page of a site, among its readings: hardly any page is looked at, so only
 * one that is looked at is written with every change.
 *
 * @param siteId the site
 * @param replay whether it is the page of the newest recording
 * @param at when
 */
public record PageWatch(String siteId, boolean replay, Instant at) {
    /** So long after it was told, by the log's time, the page is written with every change. */
    public static final Duration HOLDS = Duration.ofSeconds(60);

    /**
     * A gateway tells it once in so long; twice this and the question of a page that stays open, at
     * most 20 s later, are within {@link #HOLDS}.
     */
    public static final Duration RENEWED = Duration.ofSeconds(20);
}
