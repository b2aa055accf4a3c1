package org.citywall.contracts.ebike;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.place.SiteRef;

/**
 * One port of one charger at one moment, normalised and enriched with its place. What the charger
 * did not say is null: unknown is never zero.
 *
 * @param id the sender's event id
 * @param source the sender, a CloudEvents source
 * @param stationId registry id of the charger
 * @param port number of the port from 1; {@link #BOARD}: of the charger as a whole
 * @param state what the charger says of the port
 * @param powerW active power, W
 * @param voltageV mains voltage, V
 * @param currentA current, A
 * @param portTempC temperature at the port, °C
 * @param boardTempC temperature of the charger's board, °C
 * @param smoke whether the charger's smoke detector alarms
 * @param sessionId the charger's number of the session; they are used again
 * @param elapsedS length of the session, s
 * @param energyWh energy of the session, Wh
 * @param stopReason why a session ended; given only with its end
 * @param deviceTime the charger's own time; null if it gave none: then the received time counts
 * @param receivedAt when the gateway had the whole message
 * @param site the charging site; null only for a charger that is not registered
 * @param place grid path of the site
 * @param placeName the same in words
 * @param registered false for a charger that the registry does not know (未登记)
 * @param replay a recorded event: never pages, never cuts off
 * @param faults what ingest had to leave out, for example values that are no finite numbers
 */
public record ChargerReading(
        String id,
        String source,
        String stationId,
        int port,
        @Nullable PortState state,
        @Nullable Double powerW,
        @Nullable Double voltageV,
        @Nullable Double currentA,
        @Nullable Double portTempC,
        @Nullable Double boardTempC,
        @Nullable Boolean smoke,
        @Nullable String sessionId,
        @Nullable Integer elapsedS,
        @Nullable Double energyWh,
        @Nullable StopReason stopReason,
        @Nullable Instant deviceTime,
        Instant receivedAt,
        @Nullable SiteRef site,
        @Nullable String place,
        @Nullable String placeName,
        boolean registered,
        boolean replay,
        List<String> faults) {
    /** Port number of what concerns the whole charger: its heartbeat, its board, its smoke. */
    public static final int BOARD = 0;

    /** A reading without list of faults has none. */
    public ChargerReading {
        faults = faults == null ? List.of() : faults;
    }
}
