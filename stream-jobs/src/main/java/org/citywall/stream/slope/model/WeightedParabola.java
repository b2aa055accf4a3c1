package org.citywall.stream.slope.model;

/** Weighted least squares of a parabola; the regression of the numerics library has no weights. */
final class WeightedParabola {
    private final double[] powers = new double[5];
    private final double[] moments = new double[3];
    private int count;

    void add(double x, double y, double weight) {
        double power = weight;
        for (int i = 0; i < powers.length; i++) {
            powers[i] += power;
            if (i < moments.length) {
                moments[i] += power * y;
            }
            power *= x;
        }
        count++;
    }

    int count() {
        return count;
    }

    /** Coefficients of 1, x and x²; null if the points do not fix them. */
    double[] coefficients() {
        double whole = determinant(column(0), column(1), column(2));
        double scale = powers[0] * powers[2] * powers[4];
        if (!(Math.abs(whole) > 1e-9 * scale)) {
            return null;
        }
        return new double[] {
            determinant(moments, column(1), column(2)) / whole,
            determinant(column(0), moments, column(2)) / whole,
            determinant(column(0), column(1), moments) / whole
        };
    }

    private double[] column(int from) {
        return new double[] {powers[from], powers[from + 1], powers[from + 2]};
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - b[0] * (a[1] * c[2] - a[2] * c[1])
                + c[0] * (a[1] * b[2] - a[2] * b[1]);
    }
}
