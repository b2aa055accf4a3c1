package org.citywall.contracts.device;

import java.time.Instant;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertDomain;

/**
 * Whether a device is heard. A device that was never seen has no status: unknown, not offline.
 *
 * @param id registry id of the device
 * @param rev event time of this status in milliseconds
 * @param domain what it watches
 * @param siteId where it is
 * @param place grid path of the site
 * @param online false after the offline limit without any message
 * @param lastSeenAt received time of its newest message
 */
public record DeviceStatus(
        String id,
        long rev,
        AlertDomain domain,
        @Nullable String siteId,
        @Nullable String place,
        boolean online,
        Instant lastSeenAt) {}
