package org.citywall.stream.slope.quality;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Numbers of the quality checks.
 *
 * @param hampelFactor a reading stands apart if it is so many robust standard deviations from the
 *     median of the last eleven
 * @param sigmaFloor least standard deviation for that, mm: series of equal values have none
 * @param driftPerDay what a slope may move in a pause of its readings, mm/d
 * @param tiltSigmaFloor the same for tilt, deg
 * @param tiltDriftPerDay the same for tilt, deg/d
 * @param stepFactor a jump is a step only if it is so many standard deviations of the series
 * @param unitTolerance how near a jump must be to a power of ten to be taken for a wrong unit
 * @param unitJumps and ten- or hundredfold only if the jump is so many times what a slope may move
 *     in a week
 * @param scatterReadings so many of the last eleven readings stood apart: the instrument is broken
 * @param scatterOver until only so many of them do
 * @param frozenReadings equal readings in a row
 * @param frozenAfter and for so long: the instrument is frozen
 * @param future device times further in the future than this are refused
 * @param oldest live device times older than this, by received time, are those of a dead clock
 * @param epoch no device time lies before this
 * @param clockFaults so many refused times in a row are a fault of the clock
 */
public record QualityLimits(
        double hampelFactor,
        double sigmaFloor,
        double driftPerDay,
        double tiltSigmaFloor,
        double tiltDriftPerDay,
        double stepFactor,
        double unitTolerance,
        double unitJumps,
        int scatterReadings,
        int scatterOver,
        int frozenReadings,
        Duration frozenAfter,
        Duration future,
        Duration oldest,
        Instant epoch,
        int clockFaults)
        implements Serializable {
    /** The documented defaults (docs/domain/slope.md). */
    public static final QualityLimits DEFAULT =
            new QualityLimits(
                    3,
                    0.05,
                    2,
                    0.01,
                    0.05,
                    6,
                    0.03,
                    10,
                    5,
                    1,
                    24,
                    Duration.ofHours(24),
                    Duration.ofMinutes(5),
                    Duration.ofDays(30),
                    Instant.parse("2000-01-01T00:00:00Z"),
                    3);
}
