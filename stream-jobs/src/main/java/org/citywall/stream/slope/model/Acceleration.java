package org.citywall.stream.slope.model;

import org.citywall.stream.slope.series.RateHistory;
import org.citywall.stream.slope.series.Slots;

/**
 * How the velocity went over the last days: a parabola through the velocities, weighted by their
 * errors. A slope on its way to failure speeds up more and more; a step of a creeping slope has
 * passed its turning point long before its velocity peaks.
 *
 * @param first mm/d on the parabola at the begin of the span
 * @param middle in its middle
 * @param last at its end
 * @param days length of the span
 */
public record Acceleration(double first, double middle, double last, double days) {
    private static final int FEWEST = 4;

    /** From the newest velocities; null while they are too few. */
    public static Acceleration of(RateHistory history, ModelLimits limits) {
        int newest = history.size() - 1;
        if (newest < FEWEST - 1) {
            return null;
        }
        int end = history.mids()[newest];
        double span = 0;
        WeightedParabola parabola = new WeightedParabola();
        for (int i = newest; i >= 0; i--) {
            // Shorter windows have later middles, so the order of the middles may turn.
            double age = Math.max(0, Slots.days(history.mids()[i], end));
            if (age > limits.accelerationDays()) {
                break;
            }
            span = Math.max(span, age);
            double sigma = history.sigmas()[i];
            parabola.add(age, Math.abs(history.rates()[i]), 1 / (sigma * sigma));
        }
        double[] c = parabola.count() < FEWEST ? null : parabola.coefficients();
        return c == null ? null : new Acceleration(at(c, span), at(c, span / 2), c[0], span);
    }

    private static double at(double[] c, double age) {
        return c[0] + c[1] * age + c[2] * age * age;
    }

    /** Whether it speeds up, and ever more. */
    public boolean grows() {
        return last > middle && last - middle > middle - first;
    }
}
