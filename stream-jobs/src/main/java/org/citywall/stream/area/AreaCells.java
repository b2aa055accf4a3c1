package org.citywall.stream.area;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.place.SiteRef;

/**
 * Cuts the ground into cells of about one kilometre. A building is told to its own cell and to each
 * whose border is near, so that a cell knows the whole neighbourhood of what lies in it.
 */
public final class AreaCells {
    private static final double SIDE_M = 1_000;
    private static final double EARTH_RADIUS_M = 6_371_000;
    private static final double M_PER_DEGREE = EARTH_RADIUS_M * Math.PI / 180;

    private AreaCells() {}

    /** The cell in which the site lies. */
    public static String of(SiteRef site) {
        long row = row(site.lat());
        return name(row, column(site.lon(), row));
    }

    /** All cells that come within so many metres of the site; its own is among them. */
    public static List<String> near(SiteRef site, double metres) {
        double degrees = metres / M_PER_DEGREE;
        List<String> cells = new ArrayList<>(4);
        for (long row = row(site.lat() - degrees); row <= row(site.lat() + degrees); row++) {
            double wide = degrees / cos(row);
            long last = column(site.lon() + wide, row);
            for (long column = column(site.lon() - wide, row); column <= last; column++) {
                cells.add(name(row, column));
            }
        }
        return cells;
    }

    /** Whether two sites are no farther apart; most are refused by latitude alone. */
    static boolean isWithin(SiteRef a, SiteRef b, double metres) {
        return Math.abs(a.lat() - b.lat()) * M_PER_DEGREE <= metres && metres(a, b) <= metres;
    }

    /** Great-circle distance, in metres. */
    static double metres(SiteRef a, SiteRef b) {
        double lat = Math.sin(Math.toRadians(b.lat() - a.lat()) / 2);
        double lon = Math.sin(Math.toRadians(b.lon() - a.lon()) / 2);
        double h =
                lat * lat
                        + Math.cos(Math.toRadians(a.lat()))
                                * Math.cos(Math.toRadians(b.lat()))
                                * lon
                                * lon;
        return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    private static long row(double lat) {
        return (long) Math.floor(lat * M_PER_DEGREE / SIDE_M);
    }

    private static long column(double lon, long row) {
        return (long) Math.floor(lon * M_PER_DEGREE * cos(row) / SIDE_M);
    }

    /** Of the row's edge that is nearer to a pole, so that {@link #near} never looks too close. */
    private static double cos(long row) {
        long edge = row < 0 ? row : row + 1;
        double lat = Math.toRadians(edge * SIDE_M / M_PER_DEGREE);
        return Math.max(0.01, Math.cos(lat));
    }

    private static String name(long row, long column) {
        return row + ":" + column;
    }
}
