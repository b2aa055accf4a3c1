package org.citywall.gateway.downlink;

import java.time.Duration;

/**
 * What duty schedules may cost.
 *
 * @param late a check that nobody ordered for so long after its minute is left out
 * @param maxSchedules of the whole city
 */
public record DutyLimits(Duration late, int maxSchedules) {
    /** What docs/config.md says. */
    public static DutyLimits defaults() {
        return new DutyLimits(Duration.ofMinutes(10), 100);
    }
}
