package org.citywall.contracts.slope;

import java.time.Instant;

/**
 * A person takes back orange or red of a slope that its instruments do not show any more, before
 * its time of waiting is over. It travels among the slope's readings, so that what it was said of
 * is decided in one order; at another level it has no effect.
 *
 * @param id of this release
 * @param siteId the slope
 * @param level the level that is taken back
 * @param by display name of the person
 * @param reason in words
 * @param at when
 */
public record SlopeRelease(
        String id, String siteId, int level, String by, String reason, Instant at) {}
