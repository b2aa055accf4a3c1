package org.citywall.contracts.alert;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * One device and point that contributed to an alert.
 *
 * @param deviceId the device
 * @param point the point inside the device, if any
 * @param kind rule name of the condition
 * @param active whether its condition still holds
 * @param firstAt received time of its first detection
 * @param lastAt received time of its newest detection
 * @param count number of detections
 */
public record AlertSource(
        String deviceId,
        @Nullable String point,
        String kind,
        boolean active,
        Instant firstAt,
        Instant lastAt,
        int count) {}
