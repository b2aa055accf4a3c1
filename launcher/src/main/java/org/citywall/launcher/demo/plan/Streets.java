package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * The street network and the blocks between the streets: arterials as planned, the rest grown by
 * cutting the ground between them again and again.
 */
final class Streets {
    private static final double HECTARE = 10_000;

    /** Ground between arterials is first cut into quarters, about this big; they stay together. */
    private static final double QUARTER_HECTARES = 24;

    /** Shorter leftovers of a street that ends at a park are not drawn, metres. */
    private static final double STREET_MIN = 45;

    private record Arterial(
            String name, boolean startsAtOther, boolean endsAtOther, double[][] points) {}

    private static final List<Arterial> ARTERIALS =
            List.of(
                    new Arterial(
                            "滨海大道",
                            false,
                            false,
                            new double[][] {
                                {-4700, -330},
                                {-3600, -520},
                                {-2900, -760},
                                {-2430, -930},
                                {-1900, -1030},
                                {-1350, -960},
                                {-850, -800},
                                {-400, -960},
                                {50, -1130},
                                {480, -1120},
                                {950, -1200},
                                {1400, -1090},
                                {1850, -800},
                                {2380, -830},
                                {3000, -740},
                                {3800, -600},
                                {4700, -180}
                            }),
                    new Arterial(
                            "沙浦大道",
                            false,
                            false,
                            new double[][] {
                                {-4700, 120},
                                {-3600, -10},
                                {-2400, -260},
                                {-1800, -420},
                                {-1200, -330},
                                {-600, -260},
                                {0, -330},
                                {480, -480},
                                {1000, -520},
                                {1600, -330},
                                {2350, -290},
                                {3600, -100},
                                {4700, -20}
                            }),
                    new Arterial(
                            "云岭路",
                            false,
                            false,
                            new double[][] {
                                {-4700, 560},
                                {-3600, 420},
                                {-2480, 280},
                                {-1900, 330},
                                {-1300, 230},
                                {-700, 170},
                                {-150, 60},
                                {200, 120},
                                {600, 250},
                                {1150, 330},
                                {1800, 340},
                                {2330, 300},
                                {3600, 560},
                                {4700, 700}
                            }),
                    new Arterial(
                            "学府路",
                            true,
                            true,
                            new double[][] {
                                {-850, 830},
                                {-300, 950},
                                {200, 860},
                                {600, 850},
                                {1050, 900},
                                {1500, 760}
                            }),
                    new Arterial(
                            "北环大道",
                            false,
                            false,
                            new double[][] {
                                {-4700, 1000},
                                {-3400, 1330},
                                {-2300, 1560},
                                {-1600, 1740},
                                {-700, 1600},
                                {100, 1430},
                                {900, 1500},
                                {1700, 1380},
                                {2350, 1150},
                                {3300, 1050},
                                {4700, 1240}
                            }),
                    new Arterial(
                            "西堤路",
                            false,
                            false,
                            new double[][] {
                                {-2380, -1180}, {-2480, -700}, {-2380, -100}, {-2550, 500},
                                {-2450, 1100}, {-2300, 1560}, {-2420, 2300}, {-2200, 3100}
                            }),
                    new Arterial(
                            "榕荫路",
                            true,
                            true,
                            new double[][] {
                                {-1440, -960},
                                {-1500, -600},
                                {-1380, -340},
                                {-1540, 20},
                                {-1650, 290}
                            }),
                    new Arterial(
                            "渔港路",
                            true,
                            false,
                            new double[][] {
                                {-850, -800}, {-780, -480}, {-900, -150}, {-800, 200}, {-780, 560},
                                {-850, 830}, {-880, 1200}, {-750, 1610}, {-560, 2200}, {-700, 3100}
                            }),
                    new Arterial(
                            "河西路",
                            true,
                            true,
                            new double[][] {
                                {60, -1130},
                                {110, -720},
                                {-110, -380},
                                {-330, 0},
                                {-180, 480},
                                {210, 860},
                                {130, 1430}
                            }),
                    new Arterial(
                            "河东路",
                            true,
                            false,
                            new double[][] {
                                {900, -1190}, {830, -800}, {640, -480}, {520, -50}, {640, 260},
                                {930, 560}, {1010, 900}, {930, 1500}, {1180, 2200}, {1300, 3100}
                            }),
                    new Arterial(
                            "金帆大道",
                            true,
                            true,
                            new double[][] {
                                {1430, -1070},
                                {1350, -750},
                                {1500, -340},
                                {1400, 0},
                                {1560, 330},
                                {1450, 720},
                                {1600, 1080},
                                {1650, 1390}
                            }),
                    new Arterial(
                            "东湾路",
                            false,
                            false,
                            new double[][] {
                                {2440, -1100},
                                {2330, -600},
                                {2420, 0},
                                {2250, 600},
                                {2350, 1150},
                                {2620, 1800},
                                {2500, 3100}
                            }));

    /** A street; rank 1 arterial, 2 collector, 3 lane. */
    record Street(int rank, String name, Geometry line) {}

    /** Ground between streets. {@code quarter}: blocks of one quarter share its arterials. */
    record Block(
            int index, Polygon ground, Geometry buildable, LandUse use, int village, int quarter) {
        /** The same block put to another use. */
        Block as(LandUse other) {
            return new Block(index, ground, buildable, other, village, quarter);
        }
    }

    final List<Street> streets = new ArrayList<>();
    final List<Block> blocks = new ArrayList<>();

    /** Ground of each quarter, by its number. */
    final List<Polygon> quarters = new ArrayList<>();

    private final Terrain terrain;
    private final Zoning zoning;
    private final Cutter cutter;
    private final Dice dice;
    private final List<Geometry> arterialGround = new ArrayList<>();

    Streets(long seed, Terrain terrain, Zoning zoning) {
        this.terrain = terrain;
        this.zoning = zoning;
        this.dice = Dice.of(seed, "streets");
        this.cutter = new Cutter(dice);
        layArterials();
        for (Polygon ground : groundsBetweenArterials()) {
            quarter(ground, terrain.open);
        }
    }

    private void layArterials() {
        List<LineString> lines = new ArrayList<>();
        for (Arterial arterial : ARTERIALS) {
            lines.add(terrain.line(moved(arterial.points())));
        }
        for (int i = 0; i < lines.size(); i++) {
            Arterial arterial = ARTERIALS.get(i);
            LineString line = joined(i, lines, arterial);
            Geometry shown = Shapes.common(line, terrain.frame);
            streets.add(new Street(1, arterial.name(), shown));
            arterialGround.add(shown.buffer(17, 2));
        }
    }

    /** The seed moves the inner points of the plan; streets on the district's edge stay. */
    private double[][] moved(double[][] points) {
        double[][] out = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            boolean inner = Math.abs(points[i][0]) < 2100 && points[i][1] < 1100;
            double spread = inner && i > 0 && i < points.length - 1 ? 30 : 0;
            out[i] =
                    new double[] {
                        points[i][0] + dice.around(spread), points[i][1] + dice.around(spread)
                    };
        }
        return out;
    }

    /** Ends that should meet another arterial are led onto it, a little beyond for noding. */
    private static LineString joined(int index, List<LineString> lines, Arterial arterial) {
        Coordinate[] c = lines.get(index).copy().getCoordinates();
        if (arterial.startsAtOther()) {
            c[0] = beyond(c[1], c[0], index, lines);
        }
        if (arterial.endsAtOther()) {
            c[c.length - 1] = beyond(c[c.length - 2], c[c.length - 1], index, lines);
        }
        LineString line = Shapes.GEOMETRY.createLineString(c);
        lines.set(index, line);
        return line;
    }

    private static Coordinate beyond(
            Coordinate before, Coordinate end, int self, List<LineString> lines) {
        Coordinate best = end;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < lines.size(); i++) {
            if (i != self) {
                Coordinate[] near =
                        DistanceOp.nearestPoints(Shapes.GEOMETRY.createPoint(end), lines.get(i));
                if (near[0].distance(near[1]) < least) {
                    least = near[0].distance(near[1]);
                    best = near[1];
                }
            }
        }
        double length = before.distance(best);
        double over = 1.5 / length;
        return Shapes.at(best.x + (best.x - before.x) * over, best.y + (best.y - before.y) * over);
    }

    private List<Polygon> groundsBetweenArterials() {
        List<LineString> lines = new ArrayList<>();
        for (Street street : streets) {
            for (int i = 0; i < street.line().getNumGeometries(); i++) {
                lines.add((LineString) street.line().getGeometryN(i));
            }
        }
        lines.add(terrain.river);
        MultiLineString all =
                Shapes.GEOMETRY.createMultiLineString(lines.toArray(LineString[]::new));
        Geometry noded = Shapes.plus(all, terrain.district.getBoundary());
        Polygonizer polygonizer = new Polygonizer();
        polygonizer.add(noded);
        List<Polygon> out = new ArrayList<>();
        for (Object face : polygonizer.getPolygons()) {
            Polygon polygon = (Polygon) face;
            if (terrain.district.contains(polygon.getInteriorPoint())) {
                out.add(polygon);
            }
        }
        // The polygonizer's order is an accident of hashing; ours must not be.
        out.sort(Comparator.comparing(face -> face.getEnvelopeInternal().centre()));
        return out;
    }

    private void quarter(Polygon ground, Geometry open) {
        Geometry openHere = clipped(open, ground);
        Cutter.Cut cut = null;
        for (int i = 0; cut == null && i < 4 && worthQuarters(ground, openHere); i++) {
            cut = acrossHouses(cutter.halve(ground, 0.25, 1.4), openHere);
        }
        if (cut == null) {
            quarters.add(ground);
            block(ground, openHere);
            return;
        }
        draw(2, cut.street(), openHere);
        cut.parts().forEach(part -> quarter(part, openHere));
    }

    /** A hill with houses at its foot stays one quarter: no border should run over its top. */
    private boolean worthQuarters(Polygon ground, Geometry open) {
        double area = ground.getArea();
        return area > QUARTER_HECTARES * HECTARE * terrain.stretch && open.getArea() < 0.38 * area;
    }

    /**
     * The cut, unless most of its street would vanish in a park: it would be a border of nothing.
     */
    private static Cutter.Cut acrossHouses(Cutter.Cut cut, Geometry open) {
        return cut == null
                        || Shapes.minus(cut.street(), open).getLength()
                                < 0.8 * cut.street().getLength()
                ? null
                : cut;
    }

    private void block(Polygon ground, Geometry open) {
        Geometry openHere = clipped(open, ground);
        Geometry buildable = Shapes.minus(ground, openHere);
        Polygon main = Shapes.largest(buildable);
        Coordinate middle = (main == null ? ground : main).getCentroid().getCoordinate();
        LandUse use = zoning.at(middle);
        if (buildable.getArea() > use.blockHectares * HECTARE) {
            Cutter.Cut cut = cutter.halve(ground, use.turn, use.bend);
            if (cut != null) {
                draw(ground.getArea() > 9 * HECTARE ? 2 : 3, cut.street(), openHere);
                cut.parts().forEach(part -> block(part, openHere));
                return;
            }
        }
        for (Geometry road : arterialGround) {
            if (road.intersects(buildable)) {
                buildable = Shapes.minus(buildable, road);
            }
        }
        int village = zoning.villageAt(middle);
        blocks.add(new Block(blocks.size(), ground, buildable, use, village, quarters.size() - 1));
    }

    /** The part of an area on this ground; clipping step by step keeps each overlay small. */
    private static Geometry clipped(Geometry open, Polygon ground) {
        return open.getEnvelopeInternal().intersects(ground.getEnvelopeInternal())
                ? Shapes.common(open, ground)
                : Shapes.GEOMETRY.createPolygon();
    }

    private void draw(int rank, LineString line, Geometry open) {
        Geometry shown = Shapes.minus(line, open);
        for (int i = 0; i < shown.getNumGeometries(); i++) {
            Geometry piece = shown.getGeometryN(i);
            if (piece.getLength() >= STREET_MIN) {
                streets.add(new Street(rank, "", piece));
            }
        }
    }
}
