package org.citywall.stream.slope.model;

/** Weighted least squares of a line; the regression of the numerics library has no weights. */
final class WeightedLine {
    private double w;
    private double wx;
    private double wy;
    private double wxx;
    private double wxy;
    private double wyy;
    private int count;

    void add(double x, double y, double weight) {
        w += weight;
        wx += weight * x;
        wy += weight * y;
        wxx += weight * x * x;
        wxy += weight * x * y;
        wyy += weight * y * y;
        count++;
    }

    double slope() {
        return (w * wxy - wx * wy) / determinant();
    }

    double intercept() {
        return (wy - slope() * wx) / w;
    }

    /** Share of the weighted variance that the line explains. */
    double determination() {
        double total = wyy - wy * wy / w;
        return total <= 0 ? 0 : Math.max(0, 1 - residual() / total);
    }

    /** Standard error of where the line is zero, to first order. */
    double zeroError() {
        double scale = residual() / (count - 2);
        double zero = -intercept() / slope();
        double variance = wxx - 2 * zero * wx + zero * zero * w;
        return Math.sqrt(scale * Math.max(0, variance) / determinant()) / Math.abs(slope());
    }

    private double residual() {
        double b = slope();
        double a = intercept();
        double sum = wyy - 2 * a * wy - 2 * b * wxy + a * a * w + 2 * a * b * wx + b * b * wxx;
        return Math.max(0, sum);
    }

    private double determinant() {
        return w * wxx - wx * wx;
    }
}
