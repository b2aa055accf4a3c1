package org.citywall.contracts.ebike;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * A session that has ended, for the long record.
 *
 * @param id deterministic: of charger, port and begin
 * @param siteId the site
 * @param place grid path of the site
 * @param stationId registry id of the charger
 * @param port number of the port from 1
 * @param sessionId the charger's number of it; they are used again
 * @param startedAt begin
 * @param endedAt end
 * @param seconds length, s
 * @param energyWh energy, Wh
 * @param plateauW greatest sustained power, W
 * @param peakTempC highest temperature of the port, °C
 * @param stopReason what the charger gave as reason; null: its end was inferred
 * @param level gravest level that it reached; {@link PortView#NO_LEVEL}: none
 * @param kinds kinds of the detections of the session
 * @param replay from recorded events
 */
public record ChargingSession(
        String id,
        String siteId,
        @Nullable String place,
        String stationId,
        int port,
        @Nullable String sessionId,
        Instant startedAt,
        Instant endedAt,
        int seconds,
        @Nullable Double energyWh,
        @Nullable Double plateauW,
        @Nullable Double peakTempC,
        @Nullable StopReason stopReason,
        int level,
        List<String> kinds,
        boolean replay) {}
