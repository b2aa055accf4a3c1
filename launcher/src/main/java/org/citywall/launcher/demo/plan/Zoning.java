package org.citywall.launcher.demo.plan;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/** Where what is: villages by their old sites, everything else by the nearest weighted anchor. */
final class Zoning {
    /** An old village, swallowed by the city. Radius in metres. */
    record Village(String name, double x, double y, double radius) {}

    private record Anchor(double x, double y, double weight, LandUse use) {}

    static final List<Village> VILLAGES =
            List.of(
                    new Village("蚝涌村", -1120, -700, 192),
                    new Village("榕头村", -1960, -60, 203),
                    new Village("荔枝围", -1080, 640, 181),
                    new Village("塘背村", -330, 1230, 181),
                    new Village("菱塘村", 270, -700, 143),
                    new Village("石桥村", 860, 250, 187),
                    new Village("鹭湾村", 1130, -940, 181),
                    new Village("东埔村", 2020, 160, 198));

    private static final List<Anchor> ANCHORS =
            List.of(
                    new Anchor(-60, -1300, 0.85, LandUse.CENTRE),
                    new Anchor(800, -1380, 0.8, LandUse.CENTRE),
                    new Anchor(-130, -150, 0.6, LandUse.CENTRE),
                    new Anchor(1420, -1280, 0.6, LandUse.CENTRE),
                    new Anchor(-1650, -720, 1.0, LandUse.ESTATE),
                    new Anchor(-2200, -620, 0.9, LandUse.ESTATE),
                    new Anchor(-560, -960, 0.6, LandUse.COMMERCE),
                    new Anchor(-1150, -160, 1.0, LandUse.ROWS),
                    new Anchor(-560, 120, 0.8, LandUse.COMMERCE),
                    new Anchor(-2150, 330, 1.0, LandUse.ROWS),
                    new Anchor(-300, 700, 1.0, LandUse.ESTATE),
                    new Anchor(430, 1200, 0.9, LandUse.CAMPUS),
                    new Anchor(-20, 1150, 0.8, LandUse.CAMPUS),
                    new Anchor(-620, 1430, 0.8, LandUse.ESTATE),
                    new Anchor(900, 1220, 1.0, LandUse.INDUSTRY),
                    new Anchor(1350, 1050, 1.1, LandUse.INDUSTRY),
                    new Anchor(1950, 1150, 0.8, LandUse.INDUSTRY),
                    new Anchor(1250, 550, 1.0, LandUse.ESTATE),
                    new Anchor(830, -250, 1.0, LandUse.ESTATE),
                    new Anchor(1100, -480, 0.8, LandUse.ROWS),
                    new Anchor(1750, -90, 0.7, LandUse.COMMERCE),
                    new Anchor(2150, -1010, 0.8, LandUse.GREAT),
                    new Anchor(700, 640, 0.55, LandUse.GREAT),
                    new Anchor(2080, -60, 0.8, LandUse.ROWS),
                    new Anchor(1950, -800, 0.8, LandUse.ESTATE),
                    new Anchor(1750, 480, 0.7, LandUse.ESTATE),
                    new Anchor(20, -800, 0.6, LandUse.ESTATE));

    private final double stretch;

    Zoning(double stretch) {
        this.stretch = stretch;
    }

    /** The use that the plan has for a place. */
    LandUse at(Coordinate place) {
        if (villageAt(place) >= 0) {
            return LandUse.VILLAGE;
        }
        Anchor best = null;
        double least = Double.MAX_VALUE;
        for (Anchor anchor : ANCHORS) {
            double away = distance(place, anchor.x, anchor.y) / anchor.weight;
            if (away < least) {
                least = away;
                best = anchor;
            }
        }
        return best.use;
    }

    /** Index of the village that a place belongs to, or -1. */
    int villageAt(Coordinate place) {
        for (int i = 0; i < VILLAGES.size(); i++) {
            Village village = VILLAGES.get(i);
            if (distance(place, village.x, village.y) < village.radius * stretch) {
                return i;
            }
        }
        return -1;
    }

    private double distance(Coordinate place, double x, double y) {
        return StrictMath.hypot(place.x - x * stretch, place.y - y * stretch);
    }
}
