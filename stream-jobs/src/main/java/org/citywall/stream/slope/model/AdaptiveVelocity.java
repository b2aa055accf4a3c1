package org.citywall.stream.slope.model;

import org.citywall.stream.slope.series.Bins;
import org.citywall.stream.slope.series.Slots;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * Velocity by regression over the shortest of 6, 12, 24 and 72 h in which it stands clear of the
 * noise: quick when a slope is fast, calm when it is slow.
 */
public final class AdaptiveVelocity {
    private static final int TRUSTED_POINTS = 5;
    private static final int[] WINDOWS = {6, 12, 24, 72};

    private AdaptiveVelocity() {}

    /**
     * The velocity at the newest bin.
     *
     * @param knownSigma standard deviation of a reading, if the profile names one; else 0
     * @return null if there are too few readings
     */
    public static Velocity of(Bins bins, double knownSigma, ModelLimits limits) {
        if (bins.size() < limits.minSeries()) {
            return null;
        }
        double noise = Math.max(Math.max(NoiseFloor.of(bins), knownSigma), limits.sigmaFloor());
        Velocity last = null;
        for (int hours : WINDOWS) {
            Velocity velocity = over(bins, hours, noise, limits);
            if (velocity != null) {
                last = velocity;
                if (velocity.significant()) {
                    return velocity;
                }
            }
        }
        return last != null ? last : sparse(bins, noise, limits);
    }

    /** The velocity over 72 h, or over what is there. */
    public static Velocity overThreeDays(Bins bins, double knownSigma, ModelLimits limits) {
        double noise = Math.max(Math.max(NoiseFloor.of(bins), knownSigma), limits.sigmaFloor());
        Velocity velocity = over(bins, WINDOWS[WINDOWS.length - 1], noise, limits);
        return velocity != null ? velocity : sparse(bins, noise, limits);
    }

    private static Velocity over(Bins bins, int hours, double noise, ModelLimits limits) {
        if (bins.size() < limits.minPoints()) {
            return null;
        }
        int begin = bins.from(bins.lastSlot() - hours * Slots.PER_HOUR);
        int span = bins.lastSlot() - bins.slot(begin);
        if (bins.size() - begin < limits.minPoints() || 2 * span < hours * Slots.PER_HOUR) {
            return null;
        }
        return regress(bins, begin, hours, noise, limits);
    }

    private static Velocity sparse(Bins bins, double noise, ModelLimits limits) {
        int begin = bins.size() - limits.minPoints();
        if (begin < 0) {
            return null;
        }
        int span = bins.lastSlot() - bins.slot(begin);
        if (span > limits.sparseDays() * Slots.PER_DAY || span < Slots.PER_HOUR) {
            return null;
        }
        return regress(bins, begin, span / Slots.PER_HOUR, noise, limits);
    }

    private static Velocity regress(
            Bins bins, int begin, int hours, double noise, ModelLimits limits) {
        double speed = 0;
        double variance = 0;
        double signed = 0;
        double mid = 0;
        for (int d = 0; d < bins.dims(); d++) {
            SimpleRegression line = new SimpleRegression();
            for (int i = begin; i < bins.size(); i++) {
                line.addData(Slots.days(bins.slot(begin), bins.slot(i)), bins.value(i, d));
            }
            signed = line.getSlope();
            // The residuals of a few points tell the bend of a failure, not the noise.
            double residual =
                    line.getN() < TRUSTED_POINTS ? 0 : Math.sqrt(line.getMeanSquareError());
            double error = Math.max(residual, noise) / Math.sqrt(line.getXSumSquares());
            speed = Math.hypot(speed, signed);
            variance = Math.max(variance, error * error);
        }
        for (int i = begin; i < bins.size(); i++) {
            mid += bins.slot(i) / (double) (bins.size() - begin);
        }
        double sigma = Math.sqrt(variance);
        return new Velocity(
                bins.dims() == 1 ? signed : speed,
                sigma,
                Math.max(1, hours),
                bins.lastSlot(),
                (int) Math.round(mid),
                speed >= limits.significance() * sigma);
    }
}
