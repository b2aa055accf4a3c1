package org.citywall.gateway.charger;

import java.time.Duration;

/**
 * How long the record of chargers is kept.
 *
 * @param sessions after their end
 * @param replayed sessions of recordings, after they were told of
 * @param orders for ports, after they were given
 */
public record ChargerHistoryLimits(Duration sessions, Duration replayed, Duration orders) {
    /** What docs/config.md says. */
    public static ChargerHistoryLimits defaults() {
        return new ChargerHistoryLimits(
                Duration.ofDays(366), Duration.ofDays(30), Duration.ofDays(1_096));
    }
}
