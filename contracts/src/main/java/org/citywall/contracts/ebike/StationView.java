package org.citywall.contracts.ebike;

import java.time.Instant;

/**
 * One charger of a site.
 *
 * @param stationId registry id
 * @param online false after the offline limit without any message
 * @param lastSeenAt received time of its newest message
 * @param smoke whether its smoke detector alarms
 */
public record StationView(String stationId, boolean online, Instant lastSeenAt, boolean smoke) {}
