package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/** Divides the blocks of a community among its grids (网格): compact, of similar weight. */
final class Grids {
    private static final int ROUNDS = 10;

    private Grids() {}

    /** How many grids each community gets: by its weight, at least one, in sum {@code total}. */
    static int[] shares(int[] weights, int total) {
        int[] shares = new int[weights.length];
        java.util.Arrays.fill(shares, 1);
        for (int given = weights.length; given < total; given++) {
            int neediest = 0;
            for (int i = 1; i < weights.length; i++) {
                if ((long) weights[i] * shares[neediest] > (long) weights[neediest] * shares[i]) {
                    neediest = i;
                }
            }
            shares[neediest]++;
        }
        return shares;
    }

    /** Group index 0 … groups-1 of each point (k-means from far-apart starts). */
    static int[] divide(List<Coordinate> points, int groups) {
        List<Coordinate> centres = new ArrayList<>();
        centres.add(points.get(0));
        while (centres.size() < groups) {
            Coordinate farthest = points.get(0);
            for (Coordinate point : points) {
                if (toNearest(point, centres) > toNearest(farthest, centres)) {
                    farthest = point;
                }
            }
            centres.add(farthest);
        }
        int[] group = new int[points.size()];
        for (int round = 0; round < ROUNDS; round++) {
            for (int p = 0; p < group.length; p++) {
                group[p] = nearest(points.get(p), centres);
            }
            recentre(points, group, centres);
        }
        return group;
    }

    private static void recentre(List<Coordinate> points, int[] group, List<Coordinate> centres) {
        for (int g = 0; g < centres.size(); g++) {
            double x = 0;
            double y = 0;
            int n = 0;
            for (int p = 0; p < group.length; p++) {
                if (group[p] == g) {
                    x += points.get(p).x;
                    y += points.get(p).y;
                    n++;
                }
            }
            if (n > 0) {
                centres.set(g, Shapes.at(x / n, y / n));
            }
        }
    }

    private static int nearest(Coordinate point, List<Coordinate> centres) {
        int best = 0;
        for (int i = 1; i < centres.size(); i++) {
            if (point.distance(centres.get(i)) < point.distance(centres.get(best))) {
                best = i;
            }
        }
        return best;
    }

    private static double toNearest(Coordinate point, List<Coordinate> centres) {
        return point.distance(centres.get(nearest(point, centres)));
    }
}
