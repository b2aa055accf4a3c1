package org.citywall.stream.slope.model;

import java.time.Instant;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.stream.slope.series.DayMeans;
import org.citywall.stream.slope.series.Slots;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * A period in which a channel moved evenly: its three thirds have the rate of the whole, within a
 * share of it or within what the noise allows.
 *
 * @param rate mm/d over the whole, not less than the floor
 * @param sigma scatter of the rates of its sixths
 * @param fromDay first day
 * @param toDay last day
 */
public record UniformPeriod(double rate, double sigma, int fromDay, int toDay) {
    private static final double NOISE = 3;
    private static final double SLACK = 0.05;
    private static final int SIXTHS = 6;

    /** The last days as a uniform period; null if they are too few, broken or uneven. */
    public static UniformPeriod ending(DayMeans means, ModelLimits limits) {
        int length = limits.referenceDays();
        int begin = means.size() - length;
        if (begin < 0 || means.days()[means.size() - 1] - means.days()[begin] > length + SIXTHS) {
            return null;
        }
        SimpleRegression[] whole = lines(means, begin, means.size());
        double rate = speed(whole);
        double noise = NOISE * thirdError(whole);
        double allowed = Math.max(limits.uniformShare() * rate, Math.max(noise, SLACK));
        int third = length / 3;
        for (int i = 0; i < 3; i++) {
            int from = begin + i * third;
            if (difference(lines(means, from, from + third), whole) > allowed) {
                return null;
            }
        }
        double floor = Math.max(limits.referenceFloor(), error(whole) * NOISE);
        return new UniformPeriod(
                Math.max(rate, floor),
                scatter(means, begin),
                means.days()[begin],
                means.days()[means.size() - 1]);
    }

    /** As version 1, which nobody has approved. */
    public ReferenceRate asFirst(String stationId, String channel) {
        return new ReferenceRate(
                stationId, channel, rate, sigma, start(fromDay), start(toDay + 1), 1, null);
    }

    static Instant start(int day) {
        return Slots.start(day * Slots.PER_DAY);
    }

    private static double scatter(DayMeans means, int begin) {
        double[] rates = new double[SIXTHS];
        int length = (means.size() - begin) / SIXTHS;
        for (int i = 0; i < SIXTHS; i++) {
            int from = begin + i * length;
            rates[i] = speed(lines(means, from, from + length));
        }
        return new StandardDeviation().evaluate(rates);
    }

    private static SimpleRegression[] lines(DayMeans means, int from, int to) {
        SimpleRegression[] lines = new SimpleRegression[means.dims()];
        for (int d = 0; d < lines.length; d++) {
            lines[d] = new SimpleRegression();
            for (int i = from; i < to; i++) {
                lines[d].addData(means.days()[i], means.value(i, d));
            }
        }
        return lines;
    }

    private static double speed(SimpleRegression[] lines) {
        double speed = 0;
        for (SimpleRegression line : lines) {
            speed = Math.hypot(speed, line.getSlope());
        }
        return speed;
    }

    private static double difference(SimpleRegression[] part, SimpleRegression[] whole) {
        double difference = 0;
        for (int d = 0; d < part.length; d++) {
            difference = Math.hypot(difference, part[d].getSlope() - whole[d].getSlope());
        }
        return difference;
    }

    private static double error(SimpleRegression[] whole) {
        double error = 0;
        for (SimpleRegression line : whole) {
            error = Math.max(error, line.getSlopeStdErr());
        }
        return error;
    }

    /** A third of the points over a third of the time. */
    private static double thirdError(SimpleRegression[] whole) {
        return error(whole) * Math.pow(3, 1.5);
    }
}
