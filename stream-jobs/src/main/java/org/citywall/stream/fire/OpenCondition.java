package org.citywall.stream.fire;

import java.time.Instant;

/**
 * A condition that a device reported and has not yet taken back.
 *
 * @param condition what is wrong
 * @param point the point inside the device, if any
 * @param groupKey the group that its first detection went to; frozen, so that the clear follows it
 *     even when the grouping rule has changed meanwhile
 * @param detectionId id of the newest raising detection
 * @param replay begun by a recorded event
 * @param since event time of its first detection
 */
public record OpenCondition(
        FireCondition condition,
        String point,
        String groupKey,
        String detectionId,
        boolean replay,
        Instant since) {}
