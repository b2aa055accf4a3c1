package org.citywall.stream.area;

import java.io.Serializable;
import java.time.Duration;

/**
 * Every threshold of the area rules. The reasons of the defaults are on docs/config.md, "Area
 * rules".
 *
 * @param buildings so many buildings with a fire alarm make an area incident
 * @param radiusM within so many metres of one of them
 * @param window within so long, by received time
 * @param memory how long a building of an incident is remembered if its fire is not restored
 */
public record AreaPolicy(int buildings, int radiusM, Duration window, Duration memory)
        implements Serializable {
    /** Largest radius: cells must hold a neighbourhood of twice the radius on either side. */
    public static final int MAX_RADIUS_M = 250;

    /** Most fires of one building that are told apart until they end. */
    static final int MAX_FIRES = 512;

    /** Checks that each number can work. */
    public AreaPolicy {
        if (buildings < 2) {
            throw new IllegalArgumentException("one building alone is no area");
        }
        if (radiusM < 1 || radiusM > MAX_RADIUS_M) {
            throw new IllegalArgumentException("radiusM must be 1 to " + MAX_RADIUS_M);
        }
        if (window.isNegative() || window.isZero() || memory.compareTo(window) < 0) {
            throw new IllegalArgumentException("memory must not be shorter than window");
        }
    }

    /** The documented defaults. */
    public static AreaPolicy defaults() {
        return new AreaPolicy(3, 100, Duration.ofMinutes(10), Duration.ofHours(24));
    }
}
