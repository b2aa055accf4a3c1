package org.citywall.gateway.oncall.readiness;

import java.time.Duration;

/**
 * When who comes on is asked whether messages reach them.
 *
 * @param lead so long before the shift begins; zero: nobody is asked
 * @param answer so long a channel is waited for, from 1 min
 */
public record ReadinessPolicy(Duration lead, Duration answer) {
    /** 30 min and 5 min: both channels are tried, and 20 min are left to find somebody else. */
    public static ReadinessPolicy defaults() {
        return new ReadinessPolicy(Duration.ofMinutes(30), Duration.ofMinutes(5));
    }

    /** Whether anybody is asked. */
    public boolean isOn() {
        return !lead.isZero();
    }
}
