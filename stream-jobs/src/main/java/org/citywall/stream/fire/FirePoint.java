package org.citywall.stream.fire;

import java.time.Instant;

/**
 * A point that alarmed.
 *
 * @param deviceId the device
 * @param point the point inside it; null: the device did not say
 * @param condition press or detector
 * @param receivedAt received time of its newest signal
 * @param replay from recorded events, which coincide only with each other
 */
public record FirePoint(
        String deviceId,
        String point,
        FireCondition condition,
        Instant receivedAt,
        boolean replay) {}
