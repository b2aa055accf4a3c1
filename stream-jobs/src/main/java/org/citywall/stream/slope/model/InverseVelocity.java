package org.citywall.stream.slope.model;

import java.time.Instant;
import org.citywall.contracts.slope.ForecastGate;
import org.citywall.contracts.slope.SlopeForecast;
import org.citywall.stream.slope.series.RateHistory;
import org.citywall.stream.slope.series.Slots;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * Inverse velocity (Fukuzono 1985): 1/v falls on a line that reaches zero at failure. Velocities
 * are weighted by what the error of v does to 1/v, so slow old ones hardly count.
 */
public final class InverseVelocity {
    private static final double INTERVAL = 2;
    private static final double NANOS_PER_DAY = 86_400e9;

    private InverseVelocity() {}

    /** The forecast at the newest velocity, or the gate that blocks it. */
    public static SlopeForecast at(RateHistory history, ModelLimits limits) {
        int last = history.size() - 1;
        if (last < 0 || !clear(history, last, limits)) {
            return SlopeForecast.blocked(ForecastGate.BELOW_NOISE, 0, 0);
        }
        int begin = begin(history, limits);
        int points = last - begin + 1;
        if (points < limits.minFitPoints()) {
            return SlopeForecast.blocked(ForecastGate.TOO_FEW_POINTS, 0, points);
        }
        if (!hasOnset(history, begin, limits)) {
            return SlopeForecast.blocked(ForecastGate.NO_ONSET, 0, points);
        }
        return fit(history, begin, limits);
    }

    private static boolean clear(RateHistory history, int i, ModelLimits limits) {
        return Math.abs(history.rates()[i]) >= limits.significance() * history.sigmas()[i];
    }

    /**
     * The run of velocities clear of the noise and in one direction: failing slopes do not turn.
     */
    private static int begin(RateHistory history, ModelLimits limits) {
        int last = history.size() - 1;
        float sign = Math.signum(history.rates()[last]);
        int begin = last;
        while (begin > 0
                && clear(history, begin - 1, limits)
                && Math.signum(history.rates()[begin - 1]) == sign
                && Slots.days(history.ends()[begin - 1], history.ends()[last])
                        <= limits.fitDays()) {
            begin--;
        }
        return begin;
    }

    /** Onset of acceleration: from third to third the median velocity rises. */
    private static boolean hasOnset(RateHistory history, int begin, ModelLimits limits) {
        int points = history.size() - begin;
        int third = Math.max(1, points / 3);
        double oldest = median(history, begin, third);
        double middle = median(history, begin + third, points - 2 * third);
        double newest = median(history, history.size() - third, third);
        return newest > middle && middle > oldest && newest >= limits.onsetRatio() * oldest;
    }

    private static double median(RateHistory history, int from, int length) {
        double[] rates = new double[length];
        for (int i = 0; i < length; i++) {
            rates[i] = Math.abs(history.rates()[from + i]);
        }
        return new Median().evaluate(rates);
    }

    private static SlopeForecast fit(RateHistory history, int begin, ModelLimits limits) {
        int last = history.size() - 1;
        int points = last - begin + 1;
        WeightedLine line = new WeightedLine();
        for (int i = begin; i <= last; i++) {
            double speed = Math.abs(history.rates()[i]);
            // However well 1/v is measured, real slopes scatter around the line.
            double error = Math.max(history.sigmas()[i] / speed, limits.scatter()) / speed;
            line.add(
                    Slots.days(history.ends()[last], history.mids()[i]),
                    1 / speed,
                    1 / (error * error));
        }
        double fit = line.determination();
        if (line.slope() >= 0) {
            return SlopeForecast.blocked(ForecastGate.NOT_FALLING, fit, points);
        }
        if (fit < limits.minFit()) {
            return SlopeForecast.blocked(ForecastGate.POOR_FIT, fit, points);
        }
        double lead = -line.intercept() / line.slope();
        if (lead <= 0 || lead > limits.horizonDays()) {
            return SlopeForecast.blocked(ForecastGate.OUT_OF_HORIZON, fit, points);
        }
        double half = INTERVAL * line.zeroError() * overlap(history, begin);
        Instant now = Slots.start(history.ends()[last]);
        return new SlopeForecast(
                ForecastGate.OPEN,
                plusDays(now, lead),
                plusDays(now, Math.max(0, lead - half)),
                plusDays(now, lead + half),
                fit,
                points,
                line.intercept(),
                line.slope());
    }

    /**
     * Neighbouring windows share readings, so there are fewer independent velocities than points.
     */
    private static double overlap(RateHistory history, int begin) {
        int last = history.size() - 1;
        double step = (history.ends()[last] - history.ends()[begin]) / (double) (last - begin);
        double window = 2.0 * (history.ends()[last] - history.mids()[last]);
        return Math.sqrt(Math.max(1, window / step));
    }

    private static Instant plusDays(Instant time, double days) {
        double bounded = Math.min(days, 3650);
        return time.plusNanos((long) (bounded * NANOS_PER_DAY));
    }
}
