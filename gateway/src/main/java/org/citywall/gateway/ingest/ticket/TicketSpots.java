package org.citywall.gateway.ingest.ticket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;

/**
 * Where tickets are: at the place that their event names, else on the grid of the nearest site. The
 * sites lie in cells of some 500 m, made anew when the registry changes.
 *
 * <p>Any thread.
 */
final class TicketSpots {
    private static final double CELL_DEGREES = 0.005;
    private static final double METRES_PER_DEGREE = 111_320;

    private final Supplier<RegistrySnapshot> registry;
    private final int nearM;
    private volatile Cells cells = new Cells(RegistrySnapshot.EMPTY);

    TicketSpots(Supplier<RegistrySnapshot> registry, int nearM) {
        this.registry = registry;
        this.nearM = nearM;
    }

    /**
     * Where it is; null if nothing is known of that.
     *
     * @param secret whether the coordinates must not be known
     */
    @Nullable
    TicketSpot spot(
            @Nullable String place, @Nullable Double lon, @Nullable Double lat, boolean secret) {
        RegistrySnapshot snapshot = registry.get();
        String path = place == null ? null : registered(snapshot, place);
        if (path == null && lon != null && lat != null) {
            path = near(snapshot, lon, lat);
        }
        if (path == null && lon == null) {
            return null;
        }
        String words = path == null ? null : snapshot.words(path);
        return secret
                ? new TicketSpot(path, words, null, null)
                : new TicketSpot(path, words, lon, lat);
    }

    private static @Nullable String registered(RegistrySnapshot snapshot, String place) {
        if (snapshot.places().containsKey(place)) {
            return place;
        }
        Site site = snapshot.sites().get(place);
        return site == null ? null : site.place();
    }

    private @Nullable String near(RegistrySnapshot snapshot, double lon, double lat) {
        Cells current = cells;
        if (current.of != snapshot) {
            current = new Cells(snapshot);
            cells = current;
        }
        return current.near(lon, lat, nearM);
    }

    private static final class Cells {
        private final RegistrySnapshot of;
        private final Map<Long, List<Site>> sites = new HashMap<>();

        Cells(RegistrySnapshot of) {
            this.of = of;
            for (Site site : of.sites().values()) {
                if (site.lon() != 0 || site.lat() != 0) {
                    sites.computeIfAbsent(
                                    key(column(site.lon()), column(site.lat())),
                                    k -> new ArrayList<>())
                            .add(site);
                }
            }
        }

        @Nullable
        String near(double lon, double lat, int withinM) {
            double metresPerLon = METRES_PER_DEGREE * Math.cos(Math.toRadians(lat));
            double widest = Math.max(1, Math.abs(metresPerLon)) * CELL_DEGREES;
            int columns = (int) Math.min(1_000, Math.ceil(withinM / widest));
            int rows = (int) Math.ceil(withinM / (METRES_PER_DEGREE * CELL_DEGREES));
            Site nearest = null;
            double least = withinM;
            for (long x = column(lon) - columns; x <= column(lon) + columns; x++) {
                for (long y = column(lat) - rows; y <= column(lat) + rows; y++) {
                    for (Site site : sites.getOrDefault(key(x, y), List.of())) {
                        double metres =
                                Math.hypot(
                                        (site.lon() - lon) * metresPerLon,
                                        (site.lat() - lat) * METRES_PER_DEGREE);
                        if (metres <= least) {
                            least = metres;
                            nearest = site;
                        }
                    }
                }
            }
            return nearest == null ? null : nearest.place();
        }

        private static long column(double degrees) {
            return (long) Math.floor(degrees / CELL_DEGREES);
        }

        private static long key(long x, long y) {
            return x << 32 | (y & 0xffff_ffffL);
        }
    }
}
