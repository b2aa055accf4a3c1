package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * What was there before the city: the bay and its shore, the river, the hills, the lakes, and the
 * parks that the plan keeps free. The outline is designed by hand, because a place is recognised by
 * its outline; the seed only moves what is inside. All in metres around the district's origin,
 * stretched by √scale.
 */
public final class Terrain {
    private static final double[][] SHORE = {
        {-5200, -700},
        {-4300, -950},
        {-3500, -1000},
        {-2900, -1180},
        {-2400, -1330},
        {-1900, -1420},
        {-1450, -1360},
        {-1130, -1190},
        {-850, -1120},
        {-620, -1230},
        {-430, -1430},
        {-150, -1540},
        {180, -1500},
        {430, -1470},
        {700, -1560},
        {1050, -1660},
        {1400, -1570},
        {1650, -1360},
        {1850, -1180},
        {2150, -1110},
        {2450, -1210},
        {2800, -1180},
        {3300, -980},
        {3900, -900},
        {4600, -650},
        {5200, -500}
    };
    private static final double[][] WEST = {
        {-2400, -1330}, {-2480, -700}, {-2380, -100}, {-2550, 500}, {-2450, 1100}, {-2300, 1560}
    };
    private static final double[][] NORTH = {
        {-2300, 1560},
        {-1600, 1740},
        {-700, 1600},
        {100, 1430},
        {900, 1500},
        {1700, 1380},
        {2350, 1150}
    };
    private static final double[][] EAST = {
        {2350, 1150}, {2250, 600}, {2420, 0}, {2330, -600}, {2450, -1210}
    };
    private static final double[][] RIVER = {
        {1100, 3600},
        {1000, 2900},
        {820, 2350},
        {620, 1900},
        {480, 1450},
        {640, 1050},
        {520, 650},
        {180, 380},
        {60, 0},
        {230, -380},
        {480, -700},
        {520, -1050},
        {440, -1400},
        {420, -1800}
    };
    private static final double[][] CANAL = {
        {-1350, 640}, {-1000, 440}, {-620, 480}, {-250, 330}, {110, 270}
    };

    /** Brings the outline to 13.6 km² at scale 1. */
    private static final double AREA_FACTOR = 0.9878;

    final double stretch;
    final LineString shore;
    final LineString river;
    final Polygon district;
    final Polygon frame;

    /** Bay, river, canal and lakes in the whole frame. */
    final Geometry water;

    /** Named water for labels and style: kind → geometry. */
    final List<Feature> waters = new ArrayList<>();

    final List<Feature> greens = new ArrayList<>();

    /** Walks in the parks and on the hill. */
    final List<Geometry> paths = new ArrayList<>();

    /** The frame's land: the district and its neighbours. */
    final Geometry land;

    /** Where nothing is built: water with its banks, hills and parks. */
    final Geometry open;

    /** A named area of the base map; tone 1–3 deepens its colour, for example with height. */
    record Feature(String kind, String name, int tone, Geometry shape) {}

    Terrain(long seed, double scale) {
        this.stretch = AREA_FACTOR * Math.sqrt(scale);
        Dice dice = Dice.of(seed, "terrain");
        shore = line(SHORE);
        river = line(RIVER);
        frame =
                Shapes.polygon(
                        List.of(
                                at(-4700, -3300),
                                at(4700, -3300),
                                at(4700, 3100),
                                at(-4700, 3100)));
        Geometry bay = Shapes.minus(bay(), piers());
        Geometry stream = Shapes.ribbon(river, 42 * stretch, 150 * stretch);
        Geometry canal = Shapes.ribbon(line(CANAL), 15, 19);
        Geometry lake = blob(-1470, 715, 250, 120, 0.13, dice);
        Geometry parkLake = blob(-470, -560, 90, 48, 0.16, dice);
        Geometry harbour = Shapes.minus(harbourBasin(), piers());
        water = union(bay, stream, canal, lake, parkLake, harbour);
        waters.add(new Feature("bay", "沙浦湾", 1, clip(Shapes.plus(bay, harbour))));
        waters.add(new Feature("river", "榕溪河", 1, clip(Shapes.minus(stream, bay))));
        waters.add(new Feature("canal", "荔水渠", 1, Shapes.minus(canal, stream)));
        waters.add(new Feature("lake", "望潮湖", 1, lake));
        waters.add(new Feature("lake", "鹭影湖", 1, parkLake));
        land = Shapes.minus(frame, water);
        district = outline();
        open = parksAndBanks(dice, bay, stream, canal);
    }

    private Geometry bay() {
        List<Coordinate> ring = new ArrayList<>(List.of(shore.getCoordinates()));
        ring.add(at(6000, -500));
        ring.add(at(6000, -6000));
        ring.add(at(-6000, -6000));
        ring.add(at(-6000, -700));
        Geometry sea = Shapes.polygon(ring);
        Geometry far =
                Shapes.blob(
                        -4300 * stretch,
                        -3900 * stretch,
                        3300 * stretch,
                        1050 * stretch,
                        0.06,
                        Dice.of(7, "far shore"));
        Geometry island =
                Shapes.blob(
                        2750 * stretch,
                        -2150 * stretch,
                        270 * stretch,
                        150 * stretch,
                        0.14,
                        Dice.of(7, "island"));
        greens.add(new Feature("island", "白鹭屿", 2, Shapes.inset(island, 14)));
        return Shapes.minus(Shapes.minus(sea, far), island);
    }

    /** The fishing harbour: a basin dug into the cove. */
    private Geometry harbourBasin() {
        return Shapes.polygon(
                List.of(at(-985, -1250), at(-1010, -1035), at(-760, -1000), at(-715, -1260)));
    }

    /** Two breakwaters that close the harbour, and three jetties in it. */
    private Geometry piers() {
        return union(
                Shapes.ribbon(
                        line(new double[][] {{-1080, -1150}, {-1065, -1290}, {-960, -1365}}),
                        20,
                        13),
                Shapes.ribbon(
                        line(new double[][] {{-640, -1190}, {-690, -1330}, {-800, -1385}}), 20, 13),
                Shapes.ribbon(line(new double[][] {{-930, -1030}, {-925, -1150}}), 11, 11),
                Shapes.ribbon(line(new double[][] {{-865, -1020}, {-860, -1140}}), 11, 11),
                Shapes.ribbon(line(new double[][] {{-800, -1010}, {-795, -1130}}), 11, 11));
    }

    private Polygon outline() {
        List<Coordinate> ring = new ArrayList<>();
        addAll(ring, line(WEST), false);
        addAll(ring, line(NORTH), false);
        addAll(ring, line(EAST), false);
        Coordinate[] s = shore.getCoordinates();
        int first = nearest(s, WEST[0]);
        for (int i = nearest(s, EAST[EAST.length - 1]); i > first; i--) {
            ring.add(s[i].copy());
        }
        return Shapes.polygon(ring);
    }

    private Geometry parksAndBanks(Dice dice, Geometry bay, Geometry stream, Geometry canal) {
        Geometry hill = blob(-1560, 1200, 640, 370, 0.1, dice);
        Geometry lychee = blob(1870, 790, 400, 290, 0.1, dice);
        Geometry central = blob(-480, -590, 270, 175, 0.1, dice);
        Geometry wetland = blob(1860, -560, 340, 190, 0.13, dice);
        Geometry promenade = Shapes.minus(promenade(dice, bay), piers().buffer(3));
        Geometry mangrove = mangrove(dice, bay);
        Geometry banks = Shapes.plus(stream.buffer(38, 3), canal.buffer(16, 3));
        Geometry lakes = Shapes.plus(water(3).buffer(45, 3), water(4).buffer(20, 3));
        green("hill", "望潮山", 1, hill);
        green("hill", "", 2, Shapes.softInset(hill, 105 * stretch));
        green("hill", "", 3, Shapes.softInset(hill, 190 * stretch));
        green("hill", "荔枝岭", 1, lychee);
        green("hill", "", 2, Shapes.softInset(lychee, 100 * stretch));
        green("park", "沙浦中心公园", 1, Shapes.plus(central, water(4).buffer(20, 3)));
        green("park", "鹭湾湿地公园", 1, wetland);
        green("bank", "", 1, banks);
        green("bank", "", 1, water(3).buffer(45, 3));
        green("promenade", "", 1, Shapes.common(promenade, land));
        greens.add(new Feature("mangrove", "红树林", 2, mangrove));
        outsideHills(dice);
        walk(Shapes.softInset(hill, 75 * stretch));
        walk(Shapes.softInset(hill, 150 * stretch));
        walk(Shapes.softInset(lychee, 80 * stretch));
        walk(Shapes.softInset(central, 34 * stretch));
        walk(Shapes.softInset(wetland, 45 * stretch));
        walk(water(3).buffer(24, 4));
        walk(water(4).buffer(14, 4));
        return union(water, hill, lychee, central, wetland, promenade, banks, lakes, mangrove);
    }

    /** A green edge of changing width between the last street and the water. */
    private Geometry promenade(Dice dice, Geometry bay) {
        Geometry edge = bay.buffer(38 * stretch, 3);
        Coordinate[] c = shore.getCoordinates();
        for (int i = 4; i < c.length - 4; i += 5) {
            double r = dice.between(40, 125) * stretch;
            edge = Shapes.plus(edge, Shapes.blob(c[i].x, c[i].y, r * 1.5, r, 0.15, dice));
        }
        return edge;
    }

    /** Mangroves stand with their feet in the bay: a lumpy fringe west of the harbour. */
    private Geometry mangrove(Dice dice, Geometry bay) {
        Geometry fringe = Shapes.GEOMETRY.createPolygon();
        for (int i = 0; i < 15; i++) {
            double x = -2330 + i * 82;
            double y = -1400 + 60 * StrictMath.sin(i * 0.9) + (i > 9 ? (i - 9) * 34 : 0);
            fringe =
                    Shapes.plus(
                            fringe,
                            blob(x, y, dice.between(70, 120), dice.between(55, 105), 0.16, dice));
        }
        return Shapes.minus(fringe, harbourBasin().buffer(70));
    }

    private void outsideHills(Dice dice) {
        double[][] hills = {
            {-3300, 1750, 560, 420}, {-2500, 2450, 800, 420}, {-900, 2500, 560, 300},
            {2900, 2200, 900, 460}, {3500, 420, 340, 420}, {-3600, -120, 330, 260}
        };
        for (double[] h : hills) {
            Geometry shape = blob(h[0], h[1], h[2], h[3], 0.12, dice);
            Geometry kept = Shapes.minus(Shapes.minus(shape, district), water.buffer(40));
            greens.add(new Feature("outside", "", 1, kept));
        }
    }

    private void walk(Geometry around) {
        Polygon loop = Shapes.largest(around);
        paths.add(Shapes.minus(loop.getExteriorRing(), water));
    }

    private void green(String kind, String name, int tone, Geometry shape) {
        Geometry kept = Shapes.minus(Shapes.common(shape, frame), water);
        if (!kept.isEmpty()) {
            greens.add(new Feature(kind, name, tone, kept));
        }
    }

    private Geometry water(int index) {
        return waters.get(index).shape();
    }

    private Geometry clip(Geometry shape) {
        return Shapes.common(shape, frame);
    }

    LineString line(double[][] points) {
        double[][] stretched = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            stretched[i] = new double[] {points[i][0] * stretch, points[i][1] * stretch};
        }
        return Shapes.curve(stretched, 45);
    }

    private Polygon blob(double x, double y, double rx, double ry, double lump, Dice dice) {
        return Shapes.blob(x * stretch, y * stretch, rx * stretch, ry * stretch, lump, dice);
    }

    private Coordinate at(double x, double y) {
        return Shapes.at(x * stretch, y * stretch);
    }

    private int nearest(Coordinate[] line, double[] point) {
        Coordinate target = at(point[0], point[1]);
        int best = 0;
        for (int i = 1; i < line.length; i++) {
            if (line[i].distance(target) < line[best].distance(target)) {
                best = i;
            }
        }
        return best;
    }

    private static void addAll(List<Coordinate> ring, LineString line, boolean last) {
        Coordinate[] c = line.getCoordinates();
        for (int i = 0; i < c.length - (last ? 0 : 1); i++) {
            ring.add(c[i].copy());
        }
    }

    private static Geometry union(Geometry... shapes) {
        Geometry sum = shapes[0];
        for (int i = 1; i < shapes.length; i++) {
            sum = Shapes.plus(sum, shapes[i]);
        }
        return sum;
    }
}
