package org.citywall.contracts.ebike;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * One charger of a site.
 *
 * @param stationId registry id
 * @param online false after the offline limit without any message
 * @param lastSeenAt received time of its newest message
 * @param smoke whether its smoke detector alarms
 * @param everyS how often it tells the power of a port that charges, learnt, s; null: not known yet
 * @param blind names of the rules that cannot judge it, since it tells so rarely; empty: all can
 */
public record StationView(
        String stationId,
        boolean online,
        Instant lastSeenAt,
        boolean smoke,
        @Nullable Integer everyS,
        List<String> blind) {
    /** A page that was written before there was this list has none. */
    public StationView {
        blind = blind == null ? List.of() : List.copyOf(blind);
    }
}
