package org.citywall.stream.slope.level;

import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeForecast;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.model.Acceleration;
import org.citywall.stream.slope.model.Velocity;

/**
 * What one evaluation of one instrument found: the numbers, and the level of each model.
 *
 * @param velocity null: too few readings
 * @param moved in the last hour and week
 * @param reference reference rate in use; null: none
 * @param steady first rates, for the statistical levels, if there is no reference
 * @param acceleration null: too few velocities
 * @param forecast by inverse velocity
 * @param rateLevel by absolute limits
 * @param relativeLevel by tangent angle or statistical rate, before it is held against the others
 * @param forecastLevel by the forecast, at most orange
 * @param ground level by movement alone: without the forecast, and for a tilt meter without its cap
 * @param level of this evaluation
 */
public record Assessment(
        Velocity velocity,
        Moved moved,
        ReferenceRate reference,
        ReferenceRate steady,
        Acceleration acceleration,
        SlopeForecast forecast,
        int rateLevel,
        int relativeLevel,
        int forecastLevel,
        int ground,
        int level) {
    /** Before the first evaluation. */
    public static final Assessment NONE =
            new Assessment(
                    null,
                    Moved.NONE,
                    null,
                    null,
                    null,
                    null,
                    SlopeView.NO_LEVEL,
                    SlopeView.NO_LEVEL,
                    SlopeView.NO_LEVEL,
                    SlopeView.NO_LEVEL,
                    SlopeView.NO_LEVEL);

    /** mm/d; 0: unknown. */
    public double speed() {
        return velocity == null || !velocity.significant() ? 0 : velocity.speed();
    }
}
