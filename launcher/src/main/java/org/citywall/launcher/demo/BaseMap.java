package org.citywall.launcher.demo;

import java.nio.charset.StandardCharsets;
import org.citywall.launcher.demo.plan.CityPlan;
import org.citywall.launcher.demo.plan.Projection;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * The district as one GeoJSON FeatureCollection for the wall's map. Every feature has a property
 * {@code layer}: {@code land}, {@code water}, {@code urban-village}, {@code green}, {@code street}
 * ({@code rank} 1–3), {@code building} ({@code id} = site id), {@code community}, {@code
 * community-label}, in this order, which is also the order of painting. Coordinates have six
 * decimals (0.11 m).
 */
public final class BaseMap {
    private final StringBuilder out = new StringBuilder(1 << 20);

    private BaseMap() {}

    /** UTF-8 GeoJSON (RFC 7946). */
    public static byte[] geoJson(District district) {
        BaseMap map = new BaseMap();
        map.write(district);
        return map.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(District district) {
        CityPlan plan = district.plan();
        out.append("{\"type\":\"FeatureCollection\",\"features\":[");
        for (CityPlan.Area area : plan.areas()) {
            begin(area.layer());
            text("kind", area.kind());
            text("name", area.name());
            number("tone", area.tone());
            end(area.shape());
        }
        for (CityPlan.Street street : plan.streets()) {
            begin("street");
            number("rank", street.rank());
            text("name", street.name());
            end(street.line());
        }
        for (Building building : district.buildings()) {
            begin("building");
            text("id", building.id());
            text("community", plan.communities().get(building.community()).name());
            text("kind", building.kind().wireName());
            number("h", building.storeys());
            end(building.footprint());
        }
        for (CityPlan.Community community : plan.communities()) {
            begin("community");
            text("name", community.name());
            end(community.outline());
        }
        for (CityPlan.Community community : plan.communities()) {
            begin("community-label");
            text("name", community.name());
            end(community.label());
        }
        out.append("]}\n");
    }

    private void begin(String layer) {
        if (out.charAt(out.length() - 1) == '}') {
            out.append(",\n");
        }
        out.append("{\"type\":\"Feature\",\"properties\":{\"layer\":\"").append(layer).append('"');
    }

    /** Generated names need no escapes; an empty one is left out. */
    private void text(String key, String value) {
        if (!value.isEmpty()) {
            out.append(",\"").append(key).append("\":\"").append(value).append('"');
        }
    }

    private void number(String key, int value) {
        out.append(",\"").append(key).append("\":").append(value);
    }

    private void end(Geometry shape) {
        out.append("},\"geometry\":");
        geometry(shape);
        out.append('}');
    }

    private void geometry(Geometry shape) {
        out.append("{\"type\":\"").append(shape.getGeometryType()).append("\",\"coordinates\":");
        coordinates(shape);
        out.append('}');
    }

    private void coordinates(Geometry shape) {
        if (shape instanceof Point point) {
            position(point.getCoordinate());
        } else if (shape instanceof LineString line) {
            path(line.getCoordinates());
        } else if (shape instanceof Polygon polygon) {
            out.append('[');
            ring(polygon.getExteriorRing(), true);
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                out.append(',');
                ring(polygon.getInteriorRingN(i), false);
            }
            out.append(']');
        } else {
            out.append('[');
            for (int i = 0; i < shape.getNumGeometries(); i++) {
                out.append(i == 0 ? "" : ",");
                coordinates(shape.getGeometryN(i));
            }
            out.append(']');
        }
    }

    /** RFC 7946: outer rings counter-clockwise, holes clockwise. */
    private void ring(LineString ring, boolean counterClockwise) {
        Coordinate[] c = ring.getCoordinates();
        boolean isCounterClockwise = Orientation.isCCW(c);
        path(isCounterClockwise == counterClockwise ? c : ring.reverse().getCoordinates());
    }

    /** Neighbouring points that fall on the same micro-degree are written once. */
    private void path(Coordinate[] line) {
        out.append('[');
        long lastLon = 0;
        long lastLat = 0;
        for (int i = 0; i < line.length; i++) {
            long lon = Projection.lonMicro(line[i]);
            long lat = Projection.latMicro(line[i]);
            if (i > 0 && lon == lastLon && lat == lastLat) {
                continue;
            }
            out.append(i == 0 ? "" : ",");
            position(line[i]);
            lastLon = lon;
            lastLat = lat;
        }
        out.append(']');
    }

    private void position(Coordinate at) {
        out.append('[');
        degrees(Projection.lonMicro(at));
        out.append(',');
        degrees(Projection.latMicro(at));
        out.append(']');
    }

    /** Decimal degrees without needless zeros: this is the hot loop of the file. */
    private void degrees(long micro) {
        out.append(micro / 1_000_000);
        long fraction = micro % 1_000_000;
        if (fraction == 0) {
            return;
        }
        out.append('.');
        for (long unit = 100_000; fraction > 0; unit /= 10) {
            out.append((char) ('0' + fraction / unit));
            fraction %= unit;
        }
    }
}
