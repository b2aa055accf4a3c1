package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;

/**
 * Joins quarters to communities (社区). Their borders are therefore arterials, collectors and the
 * river, as real ones are.
 */
final class Communities {
    /** Name and where its heart is, metres before stretching. */
    private record Heart(String name, double x, double y) {}

    private static final List<Heart> HEARTS =
            List.of(
                    new Heart("榕树社区", -1950, 80),
                    new Heart("望潮社区", -1500, 1150),
                    new Heart("红树社区", -1950, -760),
                    new Heart("蚝涌社区", -1150, -640),
                    new Heart("荔围社区", -1130, 320),
                    new Heart("中心社区", -450, -330),
                    new Heart("学府社区", -250, 1120),
                    new Heart("海棠社区", -150, -1230),
                    new Heart("石桥社区", 900, 60),
                    new Heart("云岭社区", 1250, 950),
                    new Heart("鹭湾社区", 1000, -1050),
                    new Heart("金帆社区", 2000, -420));

    /** A path that crosses the river counts as this much longer. */
    private static final double RIVER_FACTOR = 1.7;

    /** Borders are snapped to a grid of 1 cm so that neighbours share them without slivers. */
    private static final PrecisionModel CENTIMETRES = new PrecisionModel(100);

    private final Terrain terrain;

    /** Community index of each quarter. */
    final Map<Integer, Integer> ofQuarter = new TreeMap<>();

    final List<Polygon> outlines = new ArrayList<>();

    Communities(Terrain terrain, List<Polygon> quarters) {
        this.terrain = terrain;
        Map<Integer, Geometry> shapes = new TreeMap<>();
        for (int i = 0; i < quarters.size(); i++) {
            shapes.put(i, quarters.get(i));
            ofQuarter.put(i, nearest(quarters.get(i)));
        }
        List<Geometry> areas = areas(shapes);
        for (int pass = 0; pass < 3 && adoptStrays(shapes, areas); pass++) {
            areas = areas(shapes);
        }
        for (Geometry area : areas) {
            outlines.add(withoutHoles(Shapes.largest(area)));
        }
    }

    static int count() {
        return HEARTS.size();
    }

    static String name(int index) {
        return HEARTS.get(index).name();
    }

    private int nearest(Geometry quarter) {
        Coordinate at = quarter.getCentroid().getCoordinate();
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < HEARTS.size(); i++) {
            Coordinate heart = heart(i);
            LineString path = Shapes.GEOMETRY.createLineString(new Coordinate[] {at, heart});
            double away = at.distance(heart) * (path.crosses(terrain.river) ? RIVER_FACTOR : 1);
            if (away < least) {
                least = away;
                best = i;
            }
        }
        return best;
    }

    private Coordinate heart(int i) {
        Heart heart = HEARTS.get(i);
        return Shapes.at(heart.x() * terrain.stretch, heart.y() * terrain.stretch);
    }

    private List<Geometry> areas(Map<Integer, Geometry> shapes) {
        List<Geometry> areas = new ArrayList<>();
        for (int i = 0; i < HEARTS.size(); i++) {
            List<Geometry> members = new ArrayList<>();
            for (Map.Entry<Integer, Geometry> shape : shapes.entrySet()) {
                if (ofQuarter.get(shape.getKey()) == i) {
                    members.add(shape.getValue());
                }
            }
            areas.add(union(members));
        }
        return areas;
    }

    /** Quarters cut off from their community join the one with which they share most border. */
    private boolean adoptStrays(Map<Integer, Geometry> shapes, List<Geometry> areas) {
        boolean moved = false;
        for (Map.Entry<Integer, Geometry> quarter : shapes.entrySet()) {
            int own = ofQuarter.get(quarter.getKey());
            Polygon main = Shapes.largest(areas.get(own));
            if (main.contains(quarter.getValue().getInteriorPoint())) {
                continue;
            }
            Geometry rim = quarter.getValue().buffer(0.5, 1);
            double most = 0;
            for (int i = 0; i < areas.size(); i++) {
                if (i != own
                        && areas.get(i)
                                .getEnvelopeInternal()
                                .intersects(rim.getEnvelopeInternal())) {
                    double shared = Shapes.common(areas.get(i), rim).getArea();
                    if (shared > most) {
                        most = shared;
                        ofQuarter.put(quarter.getKey(), i);
                        moved = true;
                    }
                }
            }
        }
        return moved;
    }

    private static Geometry union(List<Geometry> shapes) {
        return UnaryUnionNG.union(shapes, Shapes.GEOMETRY, CENTIMETRES);
    }

    private static Polygon withoutHoles(Polygon shape) {
        return Shapes.GEOMETRY.createPolygon(shape.getExteriorRing());
    }
}
