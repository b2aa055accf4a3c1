package org.citywall.stream.ground;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the ground into square cells, named row:column. What happens at a point is told to its own
 * cell and to each whose border is near, so that a cell knows the whole neighbourhood of what lies
 * in it.
 *
 * @param sideM side of a cell, metres
 */
public record Cells(double sideM) {
    private static final double EARTH_RADIUS_M = 6_371_000;
    private static final double M_PER_DEGREE = EARTH_RADIUS_M * Math.PI / 180;

    /** The edges of a cell, degrees. */
    public record Bounds(double west, double south, double east, double north) {}

    /** The cell in which the point lies. */
    public String of(double lon, double lat) {
        long row = row(lat);
        return name(row, column(lon, row));
    }

    /** All cells that come within so many metres of the point; its own is among them. */
    public List<String> near(double lon, double lat, double metres) {
        double degrees = metres / M_PER_DEGREE;
        List<String> cells = new ArrayList<>(4);
        for (long row = row(lat - degrees); row <= row(lat + degrees); row++) {
            double wide = degrees / cos(row);
            long last = column(lon + wide, row);
            for (long column = column(lon - wide, row); column <= last; column++) {
                cells.add(name(row, column));
            }
        }
        return cells;
    }

    /** The edges of the cell in which the point lies. */
    public Bounds bounds(double lon, double lat) {
        long row = row(lat);
        long column = column(lon, row);
        double high = sideM / M_PER_DEGREE;
        double wide = high / cos(row);
        return new Bounds(column * wide, row * high, (column + 1) * wide, (row + 1) * high);
    }

    /** Whether two points are no farther apart; most are refused by latitude alone. */
    public static boolean isWithin(
            double lon, double lat, double otherLon, double otherLat, double metres) {
        return Math.abs(lat - otherLat) * M_PER_DEGREE <= metres
                && metres(lon, lat, otherLon, otherLat) <= metres;
    }

    /** Great-circle distance, in metres. */
    public static double metres(double lon, double lat, double otherLon, double otherLat) {
        double dLat = Math.sin(Math.toRadians(otherLat - lat) / 2);
        double dLon = Math.sin(Math.toRadians(otherLon - lon) / 2);
        double h =
                dLat * dLat
                        + Math.cos(Math.toRadians(lat))
                                * Math.cos(Math.toRadians(otherLat))
                                * dLon
                                * dLon;
        return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    private long row(double lat) {
        return (long) Math.floor(lat * M_PER_DEGREE / sideM);
    }

    private long column(double lon, long row) {
        return (long) Math.floor(lon * M_PER_DEGREE * cos(row) / sideM);
    }

    /** Of the row's edge that is nearer to a pole, so that {@link #near} never looks too close. */
    private double cos(long row) {
        long edge = row < 0 ? row : row + 1;
        double lat = Math.toRadians(edge * sideM / M_PER_DEGREE);
        return Math.max(0.01, Math.cos(lat));
    }

    private static String name(long row, long column) {
        return row + ":" + column;
    }
}
