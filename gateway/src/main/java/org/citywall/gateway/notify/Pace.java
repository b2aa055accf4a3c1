package org.citywall.gateway.notify;

import java.time.Duration;

/**
 * How fast an address may be sent to.
 *
 * @param most messages, at least 1
 * @param per in any such time
 */
public record Pace(int most, Duration per) {
    /** So many in a minute. */
    public static Pace perMinute(int most) {
        return new Pace(most, Duration.ofMinutes(1));
    }

    /** So many in a second. */
    public static Pace perSecond(int most) {
        return new Pace(most, Duration.ofSeconds(1));
    }
}
