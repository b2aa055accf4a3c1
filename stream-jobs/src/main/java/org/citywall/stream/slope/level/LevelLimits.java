package org.citywall.stream.slope.level;

import java.io.Serializable;
import java.time.Duration;
import org.citywall.contracts.slope.AngleLimits;
import org.citywall.contracts.slope.RateLimits;

/**
 * Numbers of the level logic.
 *
 * @param yellowAngle tangent angle, degrees: the uniform stage scatters around 45
 * @param orangeAngle middle of the acceleration
 * @param redAngle critical
 * @param forecastOrangeDays a forecast nearer than this is orange, never red
 * @param forecastYellowDays nearer than this: yellow
 * @param evaluations so many of the last five evaluations raise a level
 * @param quietEvaluations so many in a row below it may lower it
 * @param holdBlue how long blue is held after its last evaluation
 * @param holdYellow how long yellow is held
 * @param holdOrange how long orange is held
 * @param holdRed how long red is held
 * @param tilt limits of tilt, deg/d, deg and deg/h in place of mm
 */
public record LevelLimits(
        double yellowAngle,
        double orangeAngle,
        double redAngle,
        double forecastOrangeDays,
        double forecastYellowDays,
        int evaluations,
        int quietEvaluations,
        Duration holdBlue,
        Duration holdYellow,
        Duration holdOrange,
        Duration holdRed,
        RateLimits tilt)
        implements Serializable {
    /** The documented defaults (docs/domain/slope.md). */
    public static final LevelLimits DEFAULT =
            new LevelLimits(
                    55,
                    80,
                    85,
                    3,
                    7,
                    3,
                    6,
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofHours(24),
                    Duration.ofHours(48),
                    new RateLimits(0.02, 0.05, 0.2, 0.5, 1, 0.1));

    /** How long a level is held after its last evaluation. */
    public Duration hold(int level) {
        return switch (level) {
            case 1 -> holdRed;
            case 2 -> holdOrange;
            case 3 -> holdYellow;
            default -> holdBlue;
        };
    }

    /** As the page shows them. */
    public AngleLimits angles() {
        return new AngleLimits(yellowAngle, orangeAngle, redAngle);
    }
}
