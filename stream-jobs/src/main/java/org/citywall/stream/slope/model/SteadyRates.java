package org.citywall.stream.slope.model;

import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.stream.slope.series.DayMeans;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;

/**
 * Statistical rate levels, for a channel without uniform stage: V0 = 1.5 mean + 2 standard
 * deviations of its first rates; yellow from V0, orange from 5 V0, red from 10 V0.
 */
public final class SteadyRates {
    public static final double ORANGE = 5;
    public static final double RED = 10;
    private static final double MEAN = 1.5;
    private static final double DEVIATION = 2;
    private static final int DAYS = 5;

    private SteadyRates() {}

    /**
     * Mean and scatter of the five-day rates of the first days; null: too young.
     *
     * @param stationId station
     * @param channel its channel
     */
    public static ReferenceRate of(
            String stationId, String channel, DayMeans means, ModelLimits limits) {
        if (means.size() < limits.referenceDays()) {
            return null;
        }
        double[] rates = new double[limits.referenceDays() / DAYS];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = rate(means, i * DAYS, Math.min((i + 1) * DAYS, means.size() - 1));
        }
        return new ReferenceRate(
                stationId,
                channel,
                Math.max(limits.referenceFloor(), new Mean().evaluate(rates)),
                new StandardDeviation().evaluate(rates),
                UniformPeriod.start(means.days()[0]),
                UniformPeriod.start(means.days()[means.size() - 1]),
                0,
                null);
    }

    private static double rate(DayMeans means, int from, int to) {
        double length = 0;
        for (int d = 0; d < means.dims(); d++) {
            length = Math.hypot(length, means.value(to, d) - means.value(from, d));
        }
        return length / (means.days()[to] - means.days()[from]);
    }

    /** mm/d. */
    public static double limit(ReferenceRate steady) {
        return MEAN * steady.mmPerDay() + DEVIATION * steady.sigma();
    }
}
