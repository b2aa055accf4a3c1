package org.citywall.gateway.fire;

import java.time.Duration;

/**
 * What a registered test may be.
 *
 * @param maxPoints that it names
 * @param maxLength from its begin to its end
 * @param maxAhead from now to its begin
 * @param maxPast a test that begins "now" was filled in a moment ago
 * @param maxPerSite tests of one site that have not ended; the fire rules must remember as many
 */
public record TestWindowLimits(
        int maxPoints, Duration maxLength, Duration maxAhead, Duration maxPast, int maxPerSite) {
    /** What docs/config.md says. */
    public static TestWindowLimits defaults() {
        return new TestWindowLimits(
                200, Duration.ofHours(24), Duration.ofDays(90), Duration.ofMinutes(5), 32);
    }
}
