package org.citywall.contracts.fire;

import java.time.Instant;
import java.util.List;

/**
 * A registered test (演练、测试): fire signals of these points in this time are a drill and no alarm. It
 * travels among the fire signals of its site, so that which signals it covers is decided in one
 * order. What breaks it is in docs/domain/fire.md.
 *
 * @param id UUID of the window; a later record of the same id replaces it
 * @param siteId the building
 * @param points what will be tested; empty: all points of the site
 * @param from first moment (received time of signals)
 * @param to end, exclusive
 * @param by account that registered it
 * @param byName its display name
 * @param reason why, in words
 * @param cancelled taken back; from now on the points alarm again
 */
public record TestWindow(
        String id,
        String siteId,
        List<TestPoint> points,
        Instant from,
        Instant to,
        String by,
        String byName,
        String reason,
        boolean cancelled) {
    /** Most points that one test can list. */
    public static final int MAX_POINTS = 1_000;
}
