package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.List;
import org.citywall.launcher.demo.BuildingKind;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** Fills a block with the buildings of its use. */
final class Architect {
    private final Dice dice;
    private final double density;
    private final double villageLot;

    /**
     * @param density 1 is the natural one; more makes lots and gaps smaller
     * @param villageLot mean lot of an urban village, square metres
     */
    Architect(Dice dice, double density, double villageLot) {
        this.dice = dice;
        this.density = density;
        this.villageLot = villageLot;
    }

    void fill(Parcel parcel, LandUse use) {
        switch (use) {
            case VILLAGE -> village(parcel, parcel.ground, 0);
            case ESTATE -> estate(parcel);
            case ROWS -> rows(parcel);
            case CENTRE -> lots(parcel, parcel.ground, BuildingKind.TOWER, 7600);
            case COMMERCE -> lots(parcel, parcel.ground, BuildingKind.COMMERCIAL, 7000);
            case INDUSTRY -> halls(parcel);
            case SCHOOL -> school(parcel);
            case PUBLIC -> publicHouse(parcel);
            case CAMPUS -> campus(parcel);
            case GREAT -> great(parcel);
        }
    }

    /** Lots grown by cutting; the first cuts leave lanes, the later ones an arm's length. */
    private void village(Parcel parcel, Polygon ground, int depth) {
        double area = ground.getArea();
        if (area < 90) {
            return;
        }
        if (area > 700 && area < 1500 && parcel.greens.isEmpty() && dice.chance(0.15)) {
            parcel.plant("square", rounded(ground, 5), 0);
            return;
        }
        if (area < dice.between(0.95, 1.6) * villageLot) {
            Frame box = Frame.along(ground);
            boolean compact = area > 2.0 * box.halfLong() * box.halfShort();
            if (compact && box.halfShort() > 4.5) {
                parcel.build(ground, 0.5, BuildingKind.URBAN_VILLAGE, 4 + dice.below(6));
            }
            return;
        }
        Cutter.Cut cut = new Cutter(dice).halve(ground, 0.15, depth < 2 ? 1.4 : 0.0);
        if (cut == null) {
            return;
        }
        double gap = depth < 2 ? 2.8 : depth < 4 ? 1.9 : 1.3;
        for (Polygon part : cut.parts()) {
            Polygon lot = Shapes.largest(Shapes.inset(part, gap));
            if (lot != null) {
                village(parcel, lot, depth + 1);
            }
        }
    }

    /** Towers around a garden. */
    private void estate(Parcel parcel) {
        double[][] unit = UnitShapes.ofEstate(dice);
        double depth = UnitShapes.depth(unit);
        int storeys = 16 + dice.below(17);
        Geometry rest = Shapes.inset(parcel.ground, 6);
        for (int ring = 0; ring < 3; ring++) {
            for (Polygon part : Shapes.polygons(rest)) {
                around(parcel, part, unit, storeys);
            }
            rest = Shapes.inset(rest, depth + 34 / density);
            Polygon core = Shapes.largest(rest);
            if (core == null || core.getArea() < 8000) {
                break;
            }
        }
        for (Polygon core : Shapes.polygons(rest)) {
            if (core.getArea() > 500) {
                parcel.plant("garden", rounded(core, 9), 4);
            }
        }
    }

    private void around(Parcel parcel, Polygon part, double[][] unit, int storeys) {
        LineString wall = part.getExteriorRing();
        double length = UnitShapes.length(unit);
        double depth = UnitShapes.depth(unit);
        Coordinate[] c = wall.getCoordinates();
        boolean counterClockwise = Orientation.isCCW(c);
        for (int i = 0; i < c.length - 1; i++) {
            double side = c[i].distance(c[i + 1]);
            double ux = (c[i + 1].x - c[i].x) / side;
            double uy = (c[i + 1].y - c[i].y) / side;
            double inward = counterClockwise ? 1 : -1;
            for (double s = 4; s < side; s += 5) {
                double off = inward * depth / 2;
                Coordinate middle =
                        Shapes.at(c[i].x + s * ux - off * uy, c[i].y + s * uy + off * ux);
                Polygon house = Shapes.local(middle, ux * inward, uy * inward, unit);
                if (parcel.build(house, 17 / density, BuildingKind.RESIDENTIAL, storeys)) {
                    s += length * 0.9;
                }
            }
        }
    }

    /** Parallel slabs facing roughly south, as built before 2000. */
    private void rows(Parcel parcel) {
        Frame frame = Frame.heading(parcel.ground, dice.around(0.3));
        double length = dice.between(58, 88);
        double depth = dice.between(16, 20);
        double street = dice.between(23, 30) / density;
        int storeys = 6 + dice.below(4);
        for (double v = -frame.halfShort(); v < frame.halfShort(); v += depth + street) {
            double start = -frame.halfLong() + dice.unit() * length;
            for (double u = start; u < frame.halfLong(); u += 4) {
                double[][] slab = UnitShapes.slab(length * dice.between(0.85, 1.05), depth);
                if (parcel.build(
                        frame.shape(u, v, slab), 12 / density, BuildingKind.RESIDENTIAL, storeys)) {
                    u += length;
                }
            }
        }
        parcel.footprints.stream().findFirst().ifPresent(first -> garden(parcel, frame, 26));
    }

    /** One big house on each lot, shaped by the lot. */
    private void lots(Parcel parcel, Polygon ground, BuildingKind kind, double lotArea) {
        double area = ground.getArea();
        if (area > dice.between(1.0, 1.7) * lotArea / density) {
            Cutter.Cut cut = new Cutter(dice).halve(ground, 0.06, 0.0);
            if (cut != null) {
                for (Polygon part : cut.parts()) {
                    lots(parcel, part, kind, lotArea);
                }
                return;
            }
        }
        if (dice.chance(0.12) && parcel.plant("garden", rounded(ground, 10), 2)) {
            return;
        }
        Polygon house = Shapes.largest(Shapes.inset(ground, dice.between(6, 12)));
        if (house == null || house.getArea() < 500) {
            return;
        }
        Frame box = Frame.along(house);
        Polygon straight = box.rectangle(0, 0, 1.8 * box.halfLong(), 1.74 * box.halfShort());
        house = shaped(Shapes.largest(Shapes.common(house, straight)), parcel);
        int storeys = kind == BuildingKind.TOWER ? 22 + dice.below(40) : 3 + dice.below(7);
        parcel.build(house, 4, kind, storeys);
    }

    /** A podium with a forecourt cut out of one corner, or with rounded corners. */
    private Polygon shaped(Polygon house, Parcel parcel) {
        Frame box = Frame.along(house);
        int form = dice.below(4);
        if (form == 0) {
            return rounded(house, Math.min(14, box.halfShort() * 0.5));
        }
        if (form == 1 || house.getArea() < 1500) {
            return house;
        }
        double u = box.halfLong() * (dice.chance(0.5) ? 0.62 : -0.62);
        double v = box.halfShort() * (dice.chance(0.5) ? 0.7 : -0.7);
        Polygon court = box.rectangle(u, v, box.halfLong(), box.halfShort() * 1.1);
        Polygon rest = Shapes.largest(Shapes.minus(house, court));
        Polygon green = Shapes.largest(Shapes.inset(Shapes.common(house, court), 5));
        if (green != null && green.getArea() > 250) {
            parcel.greens.add(new Terrain.Feature("garden", "", 1, rounded(green, 4)));
        }
        return rest;
    }

    private void halls(Parcel parcel) {
        Frame frame = Frame.along(parcel.ground);
        double depth = dice.between(36, 58);
        double length = dice.between(80, 150);
        double v = -frame.halfShort() + depth / 2 + dice.between(2, 8);
        for (; v < frame.halfShort(); v += depth + dice.between(12, 17) / density) {
            for (double u = -frame.halfLong(); u < frame.halfLong(); u += 5) {
                double l = length * dice.between(0.55, 1.1);
                Polygon hall = frame.rectangle(u + l / 2, v, l, depth);
                if (parcel.build(hall, 9, BuildingKind.INDUSTRIAL, 1 + dice.below(6))) {
                    u += l;
                }
            }
        }
    }

    private void school(Parcel parcel) {
        Frame frame = Frame.along(parcel.ground);
        for (double size = 1.0; size > 0.45 && parcel.greens.isEmpty(); size -= 0.12) {
            track(parcel, frame, size);
        }
        double[][] comb = UnitShapes.comb(3, 60, 12, 20);
        place(parcel, frame, comb, BuildingKind.SCHOOL, 4 + dice.below(3));
        place(parcel, frame, UnitShapes.comb(2, 48, 12, 18), BuildingKind.SCHOOL, 5);
        place(parcel, frame, UnitShapes.box(40, 28), BuildingKind.SCHOOL, 2);
        place(parcel, frame, UnitShapes.box(44, 14), BuildingKind.SCHOOL, 6);
    }

    private void track(Parcel parcel, Frame frame, double size) {
        double length = 150 * size;
        double depth = 82 * size;
        for (double u = -frame.halfLong(); u < frame.halfLong(); u += 12) {
            for (double v = -frame.halfShort(); v < frame.halfShort(); v += 12) {
                if (!parcel.holds(frame.rectangle(u, v, length * 0.94, depth))) {
                    continue;
                }
                Polygon field = rounded(frame.rectangle(u, v, length, depth), depth * 0.48);
                if (parcel.plant("track", field, 6)) {
                    Polygon lawn =
                            rounded(
                                    frame.rectangle(u, v, length - 22 * size, depth - 22 * size),
                                    (depth - 22 * size) * 0.45);
                    parcel.greens.add(new Terrain.Feature("lawn", "", 2, lawn));
                    return;
                }
            }
        }
    }

    private void publicHouse(Parcel parcel) {
        Frame frame = Frame.along(parcel.ground);
        place(parcel, frame, UnitShapes.comb(2, 70, 18, 26), BuildingKind.PUBLIC, 8);
        place(parcel, frame, UnitShapes.box(46, 30), BuildingKind.PUBLIC, 4);
        place(parcel, frame, UnitShapes.box(36, 18), BuildingKind.PUBLIC, 3);
        garden(parcel, frame, 34);
    }

    private void campus(Parcel parcel) {
        Frame frame = Frame.along(parcel.ground);
        if (dice.chance(0.4)) {
            track(parcel, frame, 1.0);
        }
        for (int i = 0; i < 5; i++) {
            double[][] house =
                    switch (dice.below(3)) {
                        case 0 -> UnitShapes.comb(3, 70, 15, 24);
                        case 1 -> UnitShapes.comb(2, 80, 18, 30);
                        default -> UnitShapes.slab(dice.between(60, 90), dice.between(18, 26));
                    };
            Frame turned = Frame.heading(parcel.ground, dice.around(0.5));
            scatter(parcel, turned, house, 22, BuildingKind.SCHOOL, 4 + dice.below(8));
        }
        garden(parcel, frame, 60);
        garden(parcel, frame, 45);
        garden(parcel, frame, 35);
    }

    private void great(Parcel parcel) {
        Frame frame = Frame.along(parcel.ground);
        Coordinate at = parcel.ground.getInteriorPoint().getCoordinate();
        boolean round = dice.chance(0.4);
        for (double r = Math.min(frame.halfShort(), 120); round && r > 45; r *= 0.9) {
            Polygon bowl = Shapes.local(at, frame.ux(), frame.uy(), UnitShapes.oval(r, 0.76));
            if (parcel.build(bowl, 10, BuildingKind.PUBLIC, 5)) {
                parcel.greens.add(
                        new Terrain.Feature(
                                "lawn",
                                "",
                                2,
                                Shapes.local(at, frame.ux(), frame.uy(), UnitShapes.oval(r, 0.4))));
                break;
            }
        }
        place(parcel, frame, UnitShapes.box(150, 76), BuildingKind.PUBLIC, 3);
        place(parcel, frame, UnitShapes.box(120, 60), BuildingKind.PUBLIC, 3);
        place(parcel, frame, UnitShapes.box(70, 40), BuildingKind.COMMERCIAL, 4);
        garden(parcel, frame, 50);
    }

    private void scatter(
            Parcel parcel, Frame frame, double[][] shape, double gap, BuildingKind kind, int h) {
        for (int i = 0; i < 60; i++) {
            double u = dice.around(frame.halfLong());
            double v = dice.around(frame.halfShort());
            if (parcel.build(frame.shape(u, v, shape), gap, kind, h)) {
                return;
            }
        }
    }

    private void garden(Parcel parcel, Frame frame, double radius) {
        for (int i = 0; i < 12; i++) {
            Coordinate at =
                    frame.at(
                            dice.around(frame.halfLong() * 0.8),
                            dice.around(frame.halfShort() * 0.8));
            Polygon shape = Shapes.blob(at.x, at.y, radius, radius * 0.6, 0.12, dice);
            if (parcel.plant("garden", shape, 4)) {
                return;
            }
        }
    }

    private static void place(
            Parcel parcel, Frame frame, double[][] shape, BuildingKind kind, int storeys) {
        List<double[]> order = new ArrayList<>();
        for (double u = -frame.halfLong(); u < frame.halfLong(); u += 8) {
            for (double v = -frame.halfShort(); v < frame.halfShort(); v += 8) {
                order.add(new double[] {u, v});
            }
        }
        for (double[] p : order) {
            if (parcel.build(frame.shape(p[0], p[1], shape), 9, kind, storeys)) {
                return;
            }
        }
    }

    /** Corners rounded by a radius; the shape itself where it is too small for that. */
    private static Polygon rounded(Polygon shape, double radius) {
        Polygon round = Shapes.largest(Shapes.grown(Shapes.grown(shape, -radius, 3), radius, 3));
        return round == null ? shape : round;
    }
}
