package org.citywall.contracts.ebike;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * An order for one port, among the readings of its site. The job decides what becomes of it; the
 * same id again has no effect.
 *
 * @param commandId chosen by who orders
 * @param siteId the site
 * @param stationId registry id of the charger
 * @param port number of the port from 1
 * @param action what is ordered
 * @param by account; {@link #AUTOMATIC}: the site's automatic
 * @param reason in the person's words
 * @param alertId the alert it answers
 * @param at when
 */
public record PortOrder(
        String commandId,
        String siteId,
        String stationId,
        int port,
        PortAction action,
        String by,
        String reason,
        @Nullable String alertId,
        Instant at) {
    /** Who ordered what no person did. */
    public static final String AUTOMATIC = "automatic";
}
