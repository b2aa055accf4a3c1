package org.citywall.launcher.demo.plan;

import org.locationtech.jts.geom.Coordinate;

/**
 * Metres around the district's origin to WGS-84 micro-degrees (0.11 m), by a flat-earth formula:
 * over 10 km its error is below a metre, and the district is fictional anyway.
 */
public final class Projection {
    private static final double ORIGIN_LON = 114.03;
    private static final double ORIGIN_LAT = 22.52;
    private static final double METRES_PER_DEGREE_LON = 102_870;
    private static final double METRES_PER_DEGREE_LAT = 110_755;
    private static final double MICRO = 1e6;

    private Projection() {}

    /** Longitude in whole micro-degrees. */
    public static long lonMicro(Coordinate at) {
        return Math.round((ORIGIN_LON + at.x / METRES_PER_DEGREE_LON) * MICRO);
    }

    /** Latitude in whole micro-degrees. */
    public static long latMicro(Coordinate at) {
        return Math.round((ORIGIN_LAT + at.y / METRES_PER_DEGREE_LAT) * MICRO);
    }
}
