package org.citywall.contracts.ebike;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * An order for a port as it stands; every change of it is one record.
 *
 * @param id command id of the order
 * @param rev rises with every change
 * @param siteId the site
 * @param place grid path of the site
 * @param stationId registry id of the charger
 * @param port number of the port from 1
 * @param action what was ordered
 * @param state how far it has come
 * @param detail why, in words and numbers
 * @param by who ordered it
 * @param reason in the person's words
 * @param alertId the alert it answers
 * @param attempts how often it was sent on
 * @param requestedAt when it was accepted
 * @param sentAt when it was first written to a connection
 * @param answeredAt when the charger first answered
 * @param endedAt when it ended
 * @param powerW the measurement that ended it
 */
public record PortOrderView(
        String id,
        long rev,
        String siteId,
        @Nullable String place,
        String stationId,
        int port,
        PortAction action,
        PortOrderState state,
        String detail,
        String by,
        String reason,
        @Nullable String alertId,
        int attempts,
        Instant requestedAt,
        @Nullable Instant sentAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Double powerW) {}
