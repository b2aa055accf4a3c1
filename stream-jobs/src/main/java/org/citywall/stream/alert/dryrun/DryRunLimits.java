package org.citywall.stream.alert.dryrun;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a dry run may cost. The reasons of the defaults are in docs/domain/aggregation.md, "Dry
 * run".
 *
 * @param inputs most detections and commands that are judged
 * @param alerts most alerts that are made under either rules
 * @param reading longest time to read the history and to judge it; what was not read then is left
 *     out
 */
public record DryRunLimits(int inputs, int alerts, Duration reading) implements Serializable {
    /** Checks that each number can work. */
    public DryRunLimits {
        if (inputs < 1 || alerts < 1 || reading.isNegative() || reading.isZero()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Two runs wait for each other; what takes longer has failed. */
    public Duration timeout() {
        return reading.multipliedBy(3);
    }

    /** What was asked so long ago nobody waits for any more. */
    public Duration waiting() {
        return reading.multipliedBy(5);
    }

    /** The documented defaults. */
    public static DryRunLimits defaults() {
        return new DryRunLimits(200_000, 20_000, Duration.ofMinutes(2));
    }
}
