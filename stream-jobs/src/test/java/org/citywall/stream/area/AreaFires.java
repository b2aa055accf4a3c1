package org.citywall.stream.area;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.place.SiteRef;

/** Fires of buildings that stand in metres from a corner where three cells meet. */
public final class AreaFires {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final double LAT = cornerLat();
    private static final double LON = cornerLon();

    private AreaFires() {}

    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    /** A building so many metres to the east and north of the corner. */
    public static SiteRef building(String id, double eastM, double northM) {
        double lat = LAT + northM / 111_195;
        double lon = LON + eastM / (111_195 * Math.cos(Math.toRadians(LAT)));
        return new SiteRef(id, id + " 栋", lon, lat);
    }

    /** A press in it, or its restore, received at that moment. */
    public static Detection fire(SiteRef site, boolean raised, Instant at) {
        return new Detection(
                Ids.of(site.id(), Boolean.toString(raised), at.toString()),
                "fire/alarm/" + site.id(),
                AlertDomain.FIRE,
                AlertClass.ALARM,
                "press",
                Level.RED,
                raised,
                "D-" + site.id(),
                "P1",
                "手动报警",
                "被按下",
                Map.of(),
                site,
                "yunwan/" + site.id(),
                site.name(),
                null,
                at,
                null,
                false,
                List.of());
    }

    /** Where the cell changes, found from the south. */
    private static double cornerLat() {
        double lat = 22.52;
        String row = rowOf(lat);
        while (rowOf(lat).equals(row)) {
            lat += 1e-6;
        }
        return lat;
    }

    private static double cornerLon() {
        double lon = 114.05;
        String cell = AreaCells.of(new SiteRef("x", "x", lon, LAT));
        while (AreaCells.of(new SiteRef("x", "x", lon, LAT)).equals(cell)) {
            lon += 1e-6;
        }
        return lon;
    }

    private static String rowOf(double lat) {
        String cell = AreaCells.of(new SiteRef("x", "x", 114.05, lat));
        return cell.substring(0, cell.indexOf(':'));
    }
}
