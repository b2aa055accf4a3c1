package org.citywall.launcher.demo.plan;

/** Outlines of typical houses in a local frame, metres; the first axis is the street front. */
final class UnitShapes {
    private UnitShapes() {}

    /** The house type that a whole estate repeats. */
    static double[][] ofEstate(Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> slab(dice.between(62, 86), dice.between(22, 27));
            case 1 -> cross(dice.between(42, 50));
            case 2 -> butterfly(dice.between(56, 70));
            default -> twin(dice.between(60, 80), dice.between(27, 32));
        };
    }

    static double[][] box(double length, double depth) {
        double l = length / 2;
        double d = depth / 2;
        return new double[][] {{-l, -d}, {l, -d}, {l, d}, {-l, d}};
    }

    /** A slab with its staircases standing out at the back. */
    static double[][] slab(double length, double depth) {
        double l = length / 2;
        double d = depth / 2;
        double b = d * 0.72;
        double s = length * 0.12;
        return new double[][] {
            {-l, -d},
            {l, -d},
            {l, b},
            {l / 2 + s, b},
            {l / 2 + s, d},
            {l / 2 - s, d},
            {l / 2 - s, b},
            {-l / 2 + s, b},
            {-l / 2 + s, d},
            {-l / 2 - s, d},
            {-l / 2 - s, b},
            {-l, b}
        };
    }

    /** A point tower on a cross. */
    static double[][] cross(double width) {
        double l = width / 2;
        double c = l * 0.52;
        return new double[][] {
            {-c, -l}, {c, -l}, {c, -c}, {l, -c}, {l, c}, {c, c}, {c, l}, {-c, l}, {-c, c}, {-l, c},
            {-l, -c}, {-c, -c}
        };
    }

    /** Two wings spread like a butterfly, to give every flat some south. */
    static double[][] butterfly(double length) {
        double l = length / 2;
        return new double[][] {
            {-l, -l * 0.18}, {-l * 0.3, -l * 0.5}, {l * 0.3, -l * 0.5}, {l, -l * 0.18},
            {l * 0.78, l * 0.34}, {l * 0.22, l * 0.1}, {0, l * 0.36}, {-l * 0.22, l * 0.1},
            {-l * 0.78, l * 0.34}
        };
    }

    /** Two towers joined at the lifts. */
    static double[][] twin(double length, double depth) {
        double l = length / 2;
        double d = depth / 2;
        double g = l * 0.16;
        return new double[][] {
            {-l, -d},
            {-g, -d},
            {-g, -d * 0.3},
            {g, -d * 0.3},
            {g, -d},
            {l, -d},
            {l, d * 0.8},
            {g, d},
            {g, d * 0.4},
            {-g, d * 0.4},
            {-g, d},
            {-l, d * 0.8}
        };
    }

    /** A stadium: an oval of this half length and proportion. */
    static double[][] oval(double half, double proportion) {
        double[][] ring = new double[28][];
        for (int i = 0; i < ring.length; i++) {
            double angle = 2 * Math.PI * i / ring.length;
            ring[i] =
                    new double[] {
                        half * StrictMath.cos(angle), half * proportion * StrictMath.sin(angle)
                    };
        }
        return ring;
    }

    /** Wings on one corridor, as schools and hospitals have; the corridor is the first axis. */
    static double[][] comb(int wings, double wing, double depth, double gap) {
        double total = wings * depth + (wings - 1) * gap;
        double x = -total / 2;
        double top = wing / 2;
        double spine = -top + depth * 0.8;
        double[][] ring = new double[4 * wings][];
        int n = 0;
        ring[n++] = new double[] {x, -top};
        ring[n++] = new double[] {x + total, -top};
        for (int i = wings - 1; i >= 0; i--) {
            double left = x + i * (depth + gap);
            ring[n++] = new double[] {left + depth, top};
            ring[n++] = new double[] {left, top};
            if (i > 0) {
                ring[n++] = new double[] {left, spine};
                ring[n++] = new double[] {left - gap, spine};
            }
        }
        return ring;
    }

    static double length(double[][] unit) {
        return extent(unit, 0);
    }

    static double depth(double[][] unit) {
        return extent(unit, 1);
    }

    private static double extent(double[][] unit, int axis) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (double[] p : unit) {
            low = Math.min(low, p[axis]);
            high = Math.max(high, p[axis]);
        }
        return high - low;
    }
}
