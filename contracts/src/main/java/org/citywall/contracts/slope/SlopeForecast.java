package org.citywall.contracts.slope;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * Failure time by inverse velocity: the line through 1/v reaches zero. An aid, never an alarm.
 *
 * @param gate open, or what blocked it
 * @param failAt where the line reaches zero
 * @param earliest begin of the 95 % interval
 * @param latest its end
 * @param fit weighted coefficient of determination, 0 to 1
 * @param points number of velocities in the fit
 * @param intercept 1/v on the line at the evaluation, d/mm
 * @param slope of the line, 1/mm
 */
public record SlopeForecast(
        ForecastGate gate,
        @Nullable Instant failAt,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        double fit,
        int points,
        double intercept,
        double slope) {
    /** No forecast. */
    public static SlopeForecast blocked(ForecastGate gate, double fit, int points) {
        return new SlopeForecast(gate, null, null, null, fit, points, 0, 0);
    }

    /** Whether it names a time. */
    public boolean open() {
        return gate == ForecastGate.OPEN;
    }
}
