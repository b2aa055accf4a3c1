package org.citywall.contracts.slope;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.place.SiteRef;

/**
 * One channel of one station at one moment, normalised and enriched with its place.
 *
 * @param id the sender's event id
 * @param source the sender, a CloudEvents source
 * @param stationId registry id of the station, as the sender names it; the profile may know it as
 *     another one
 * @param instrument what it measures
 * @param channel channel of the station, for example {@code L1_GP_1}
 * @param values name → finite number (mm, deg, %, kPa, m, V)
 * @param deviceTime the station's own time of the measurement; it counts
 * @param receivedAt when the gateway had the whole message
 * @param site the slope; null only for a station that is not registered
 * @param place grid path of the site
 * @param placeName the same in words
 * @param registered false for a station that the registry does not know (未登记)
 * @param replay a recorded event: never pages
 * @param faults what ingest had to leave out, for example values that are no finite numbers
 */
public record SlopeReading(
        String id,
        String source,
        String stationId,
        SlopeInstrument instrument,
        String channel,
        Map<String, Double> values,
        Instant deviceTime,
        Instant receivedAt,
        @Nullable SiteRef site,
        @Nullable String place,
        @Nullable String placeName,
        boolean registered,
        boolean replay,
        List<String> faults) {
    /** A reading without list of faults has none. */
    public SlopeReading {
        faults = faults == null ? List.of() : faults;
    }
}
