package org.citywall.gateway.alertrule;

import java.time.Duration;

/**
 * What dry runs of rules may cost.
 *
 * @param most that may run at a time, of all accounts
 * @param deadline one without an answer after so long has failed
 * @param keep how long answers are kept
 */
public record DryRunLimits(int most, Duration deadline, Duration keep) {
    /** Two, as many as the job takes; ten minutes, above what it may take; a week. */
    public static DryRunLimits defaults() {
        return new DryRunLimits(2, Duration.ofMinutes(10), Duration.ofDays(7));
    }
}
