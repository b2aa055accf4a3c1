package org.citywall.stream.slope.model;

import org.citywall.stream.slope.series.Bins;
import org.citywall.stream.slope.series.Slots;

/**
 * The standard deviation of one bin, from how far each lies off the line between its neighbours:
 * unlike the residuals of a regression, this does not mistake acceleration for noise.
 */
public final class NoiseFloor {
    private static final int BINS = 73;

    private NoiseFloor() {}

    /** mm. */
    public static double of(Bins bins) {
        int begin = Math.max(1, bins.size() - BINS);
        double sum = 0;
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
                sum += off * off / variance;
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }
}
