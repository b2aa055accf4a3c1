package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * Cuts ground in two by a gently bent street across its long axis. Repeated cuts grow a network of
 * T-junctions, as paths between fields do; that is why the district has no grid.
 *
 * <p>Ground here is simple and without holes, so a cut is a walk along its ring; a general overlay
 * would do the same a hundred times slower, and this is on the start-up path.
 */
final class Cutter {
    /**
     * A cut that leaves a sliver, or leaves the ground twice, is drawn again this often at most.
     */
    private static final int TRIES_MAX = 8;

    /** The smaller part of a cut is at least this share of the whole. */
    private static final double SMALLER_SHARE_MIN = 0.3;

    private static final int STEPS = 10;

    private final Dice dice;

    Cutter(Dice dice) {
        this.dice = dice;
    }

    /** The two parts and the street between them. */
    record Cut(List<Polygon> parts, LineString street) {}

    /** Where a line meets the ring: after which vertex of each, and the point. */
    private record Crossing(int ringEdge, int lineEdge, double onLine, Coordinate at) {}

    /**
     * A cut in two; null when no try gave two decent parts.
     *
     * @param turn how far it may turn from the straight cut, radians
     * @param bend how bent it is; 0 is straight
     */
    Cut halve(Polygon ground, double turn, double bend) {
        Frame box = Frame.along(ground);
        Coordinate centre = ground.getCentroid().getCoordinate();
        double angle = StrictMath.atan2(box.uy(), box.ux()) + Math.PI / 2;
        for (int i = 0; i < TRIES_MAX; i++) {
            double heading = angle + dice.around(turn);
            double shift = dice.around(0.2) * box.halfLong();
            Coordinate middle = Shapes.at(centre.x + shift * box.ux(), centre.y + shift * box.uy());
            double sagitta = dice.around(0.24) * bend * box.halfShort();
            Cut cut = along(ground, bow(middle, heading, box.halfShort() * 1.6, sagitta));
            if (cut != null) {
                return cut;
            }
        }
        return null;
    }

    private static Cut along(Polygon ground, Coordinate[] line) {
        Coordinate[] ring = ground.getExteriorRing().getCoordinates();
        List<Crossing> met = crossings(ring, line);
        if (met.size() != 2 || met.get(0).ringEdge() == met.get(1).ringEdge()) {
            return null;
        }
        boolean ordered = met.get(0).onLine() < met.get(1).onLine();
        Crossing in = met.get(ordered ? 0 : 1);
        Crossing out = met.get(ordered ? 1 : 0);
        List<Coordinate> street = new ArrayList<>();
        street.add(in.at());
        for (int i = in.lineEdge() + 1; i <= out.lineEdge(); i++) {
            street.add(line[i]);
        }
        street.add(out.at());
        Polygon left = part(ring, out, in, street, false);
        Polygon right = part(ring, in, out, street, true);
        double smaller = Math.min(left.getArea(), right.getArea());
        if (smaller < SMALLER_SHARE_MIN * ground.getArea()) {
            return null;
        }
        return new Cut(
                List.of(left, right),
                Shapes.GEOMETRY.createLineString(street.toArray(Coordinate[]::new)));
    }

    /** The ring from one crossing on to the other, closed by the street. */
    private static Polygon part(
            Coordinate[] ring,
            Crossing from,
            Crossing to,
            List<Coordinate> street,
            boolean backwards) {
        List<Coordinate> points = new ArrayList<>();
        int edges = ring.length - 1;
        for (int edge = from.ringEdge(); edge != to.ringEdge(); ) {
            edge = (edge + 1) % edges;
            points.add(ring[edge].copy());
        }
        for (int i = 0; i < street.size(); i++) {
            points.add(street.get(backwards ? street.size() - 1 - i : i).copy());
        }
        return Shapes.polygon(points);
    }

    private static List<Crossing> crossings(Coordinate[] ring, Coordinate[] line) {
        List<Crossing> out = new ArrayList<>();
        for (int r = 0; r < ring.length - 1; r++) {
            for (int l = 0; l < line.length - 1; l++) {
                double dx = ring[r + 1].x - ring[r].x;
                double dy = ring[r + 1].y - ring[r].y;
                double ex = line[l + 1].x - line[l].x;
                double ey = line[l + 1].y - line[l].y;
                double cross = dx * ey - dy * ex;
                double wx = line[l].x - ring[r].x;
                double wy = line[l].y - ring[r].y;
                double onRing = (wx * ey - wy * ex) / cross;
                double onLine = (wx * dy - wy * dx) / cross;
                if (onRing >= 0 && onRing < 1 && onLine >= 0 && onLine < 1) {
                    Coordinate at = Shapes.at(ring[r].x + onRing * dx, ring[r].y + onRing * dy);
                    out.add(new Crossing(r, l, l + onLine, at));
                }
            }
        }
        return out;
    }

    private static Coordinate[] bow(
            Coordinate middle, double heading, double half, double sagitta) {
        double ux = StrictMath.cos(heading);
        double uy = StrictMath.sin(heading);
        int steps = sagitta == 0 ? 1 : STEPS;
        Coordinate[] line = new Coordinate[steps + 1];
        for (int i = 0; i <= steps; i++) {
            double t = 2.0 * i / steps - 1;
            double side = sagitta * (1 - 2.5 * t * t);
            line[i] =
                    Shapes.at(
                            middle.x + t * half * ux - side * uy,
                            middle.y + t * half * uy + side * ux);
        }
        return line;
    }
}
