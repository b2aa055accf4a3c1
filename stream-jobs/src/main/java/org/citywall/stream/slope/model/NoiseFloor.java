package org.citywall.stream.slope.model;

import java.util.Arrays;
import org.citywall.stream.slope.series.Bins;
import org.citywall.stream.slope.series.Slots;

/**
 * The standard deviation of one bin, from how far each lies off the line between its neighbours:
 * unlike the residuals of a regression, this does not mistake acceleration for noise.
 */
public final class NoiseFloor {
    private static final int BINS = 73;
    private static final int TENTH = 10;

    /** Makes up for the missing tenth of a normal distribution. */
    private static final double TRIMMED = 1.267;

    private NoiseFloor() {}

    /** mm. */
    public static double of(Bins bins) {
        int begin = Math.max(1, bins.size() - BINS);
        double[] squares = new double[Math.max(0, bins.size() - 1 - begin) * bins.dims()];
        int count = 0;
        for (int i = begin; i < bins.size() - 1; i++) {
            double whole = Slots.days(bins.slot(i - 1), bins.slot(i + 1));
            double before = Slots.days(bins.slot(i), bins.slot(i + 1)) / whole;
            double after = 1 - before;
            double variance = 1 + before * before + after * after;
            for (int d = 0; d < bins.dims(); d++) {
                double off =
                        bins.value(i, d)
                                - before * bins.value(i - 1, d)
                                - after * bins.value(i + 1, d);
                squares[count++] = off * off / variance;
            }
        }
        return trimmed(squares);
    }

    /** Without the largest tenth: outliers that slipped through, and the last bend of a failure. */
    private static double trimmed(double[] squares) {
        Arrays.sort(squares);
        int kept = squares.length - squares.length / TENTH;
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += squares[i];
        }
        double factor = kept < squares.length ? TRIMMED : 1;
        return kept == 0 ? 0 : factor * Math.sqrt(sum / kept);
    }
}
