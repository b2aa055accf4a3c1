package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.operation.buffer.BufferOp;
import org.locationtech.jts.operation.buffer.BufferParameters;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Curves, ribbons, blobs and insets, in metres east and north of the district's origin. */
public final class Shapes {
    static final GeometryFactory GEOMETRY = new GeometryFactory();

    private Shapes() {}

    /** A smooth line (Catmull-Rom) through the points, with a vertex about every {@code step} m. */
    static LineString curve(double[][] points, double step) {
        List<Coordinate> out = new ArrayList<>();
        for (int i = 0; i < points.length - 1; i++) {
            double[] before = points[Math.max(i - 1, 0)];
            double[] from = points[i];
            double[] to = points[i + 1];
            double[] after = points[Math.min(i + 2, points.length - 1)];
            double chord = StrictMath.hypot(to[0] - from[0], to[1] - from[1]);
            int pieces = Math.max(2, (int) (chord / step));
            for (int k = 0; k < pieces; k++) {
                double t = (double) k / pieces;
                out.add(
                        at(
                                spline(before[0], from[0], to[0], after[0], t),
                                spline(before[1], from[1], to[1], after[1], t)));
            }
        }
        double[] last = points[points.length - 1];
        out.add(at(last[0], last[1]));
        return GEOMETRY.createLineString(out.toArray(Coordinate[]::new));
    }

    /** A band along a line whose width grows evenly from one end to the other. */
    static Geometry ribbon(LineString line, double startWidth, double endWidth) {
        Coordinate[] c = line.getCoordinates();
        List<Coordinate> left = new ArrayList<>();
        List<Coordinate> right = new ArrayList<>();
        for (int i = 0; i < c.length; i++) {
            Coordinate a = c[Math.max(i - 1, 0)];
            Coordinate b = c[Math.min(i + 1, c.length - 1)];
            double length = a.distance(b);
            double half = (startWidth + (endWidth - startWidth) * i / (c.length - 1)) / 2;
            double nx = -(b.y - a.y) / length * half;
            double ny = (b.x - a.x) / length * half;
            left.add(at(c[i].x + nx, c[i].y + ny));
            right.add(0, at(c[i].x - nx, c[i].y - ny));
        }
        left.addAll(right);
        return polygon(left).buffer(0);
    }

    /** A closed organic outline: an ellipse whose radius swells and shrinks by {@code lump}. */
    static Polygon blob(double x, double y, double rx, double ry, double lump, Dice dice) {
        double[] phase = new double[6];
        for (int wave = 0; wave < phase.length; wave++) {
            phase[wave] = dice.around(Math.PI);
        }
        List<Coordinate> ring = new ArrayList<>();
        int steps = 72;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            double swell = 1;
            for (int wave = 0; wave < phase.length; wave++) {
                swell += 0.9 * lump / (wave + 1) * StrictMath.sin((wave + 2) * angle + phase[wave]);
            }
            ring.add(
                    at(
                            x + rx * swell * StrictMath.cos(angle),
                            y + ry * swell * StrictMath.sin(angle)));
        }
        return polygon(ring);
    }

    /** A rectangle around a centre, its long axis in direction (ux, uy). */
    static Polygon rectangle(Coordinate centre, double ux, double uy, double length, double depth) {
        double l = length / 2;
        double d = depth / 2;
        return local(centre, ux, uy, new double[][] {{-l, -d}, {l, -d}, {l, d}, {-l, d}});
    }

    /** A polygon given in a local frame whose first axis is (ux, uy). */
    static Polygon local(Coordinate centre, double ux, double uy, double[][] points) {
        List<Coordinate> ring = new ArrayList<>();
        for (double[] p : points) {
            ring.add(at(centre.x + p[0] * ux - p[1] * uy, centre.y + p[0] * uy + p[1] * ux));
        }
        return polygon(ring);
    }

    /** The polygon of an open ring of points. */
    static Polygon polygon(List<Coordinate> open) {
        List<Coordinate> ring = new ArrayList<>(open);
        ring.add(open.get(0).copy());
        return GEOMETRY.createPolygon(ring.toArray(Coordinate[]::new));
    }

    /** The shape shrunk (or, if negative, grown) by a distance, with sharp corners. */
    static Geometry inset(Geometry shape, double distance) {
        BufferParameters corners =
                new BufferParameters(
                        2, BufferParameters.CAP_FLAT, BufferParameters.JOIN_MITRE, 2.5);
        return BufferOp.bufferOp(shape, -distance, corners);
    }

    /** The shape shrunk, with corners as soft as its old ones. */
    static Geometry softInset(Geometry shape, double distance) {
        return shape.buffer(-1.6 * distance, 8).buffer(0.6 * distance, 8);
    }

    static Geometry minus(Geometry a, Geometry b) {
        return a.getEnvelopeInternal().intersects(b.getEnvelopeInternal())
                ? sameKind(a, OverlayNGRobust.overlay(a, b, OverlayNG.DIFFERENCE))
                : a;
    }

    static Geometry common(Geometry a, Geometry b) {
        return sameKind(a, OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION));
    }

    /** Without the borders and points that an overlay of areas may leave over. */
    private static Geometry sameKind(Geometry original, Geometry result) {
        return original.getDimension() == 2 && !(result instanceof Polygonal)
                ? GEOMETRY.createMultiPolygon(polygons(result).toArray(Polygon[]::new))
                : result;
    }

    static Geometry plus(Geometry a, Geometry b) {
        return OverlayNGRobust.overlay(a, b, OverlayNG.UNION);
    }

    /** The polygons of a geometry, largest first is not promised. */
    public static List<Polygon> polygons(Geometry geometry) {
        List<Polygon> out = new ArrayList<>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            if (geometry.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                out.add(polygon);
            }
        }
        return out;
    }

    /** The largest polygon of a geometry; null if it has none. */
    static Polygon largest(Geometry geometry) {
        Polygon best = null;
        for (Polygon polygon : polygons(geometry)) {
            if (best == null || polygon.getArea() > best.getArea()) {
                best = polygon;
            }
        }
        return best;
    }

    static Coordinate at(double x, double y) {
        return new Coordinate(x, y);
    }

    private static double spline(double p0, double p1, double p2, double p3, double t) {
        return 0.5
                * (2 * p1
                        + (p2 - p0) * t
                        + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t
                        + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t);
    }
}
