package org.citywall.gateway.access;

import java.time.Duration;

/**
 * When a name is locked (GB/T 22239-2019 8.1.4: handling of failed log-ins).
 *
 * @param maxFailures in a row, then locked
 * @param lockFor how long
 */
public record LoginLimits(int maxFailures, Duration lockFor) {
    /** 5 failures, 15 minutes. */
    public static LoginLimits defaults() {
        return new LoginLimits(5, Duration.ofMinutes(15));
    }
}
