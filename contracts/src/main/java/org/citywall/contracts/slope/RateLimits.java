package org.citywall.contracts.slope;

import java.io.Serializable;

/**
 * Absolute limits of movement of one slope, which its designer sets.
 *
 * @param blue mm/d over three days
 * @param yellow mm/d
 * @param orange mm/d
 * @param red mm/d
 * @param orangeWeek mm in seven days
 * @param redHour mm in an hour: the limit at which nobody waits for the hourly evaluation
 */
public record RateLimits(
        double blue, double yellow, double orange, double red, double orangeWeek, double redHour)
        implements Serializable {
    /** For a cut slope with GNSS and crack meters, until its designer has set others. */
    public static final RateLimits DEFAULT = new RateLimits(1, 2, 5, 10, 20, 2);

    /** Limits must rise with the level. */
    public RateLimits {
        if (!(0 < blue && blue < yellow && yellow < orange && orange < red)) {
            throw new IllegalArgumentException("limits must rise from blue to red");
        }
        if (!(orangeWeek > 0 && redHour > 0)) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
