package org.citywall.gateway.slope;

import java.time.Duration;

/**
 * How long the long record of slopes is kept.
 *
 * @param keep hours of live slopes
 * @param keepRuns recordings, after the stream last told of them
 */
public record HistoryLimits(Duration keep, Duration keepRuns) {
    /** What docs/config.md says. */
    public static HistoryLimits defaults() {
        return new HistoryLimits(Duration.ofDays(1_096), Duration.ofDays(30));
    }
}
