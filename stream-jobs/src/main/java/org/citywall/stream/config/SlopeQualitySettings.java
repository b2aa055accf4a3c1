package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.slope.quality.QualityLimits;

/** Variables of {@link QualityLimits}; the reasons are in docs/domain/slope.md. */
final class SlopeQualitySettings {
    private static final QualityLimits BY_DEFAULT = QualityLimits.DEFAULT;
    private static final long DAY = 24 * 3_600;

    private static final Setting<Double> HAMPEL_FACTOR =
            Setting.decimal(
                    "CITYWALL_SLOPE_HAMPEL_FACTOR",
                    "robust standard deviations",
                    BY_DEFAULT.hampelFactor(),
                    1,
                    20,
                    "A reading stands apart if it is so many from the median of the last"
                            + " eleven. 3: the usual factor of the Hampel filter.");
    private static final Setting<Double> FILTER_SIGMA =
            Setting.decimal(
                    "CITYWALL_SLOPE_FILTER_SIGMA_MM",
                    "mm",
                    BY_DEFAULT.sigmaFloor(),
                    0.0001,
                    100,
                    "Least standard deviation for that: series of equal values have none.");
    private static final Setting<Double> DRIFT =
            Setting.decimal(
                    "CITYWALL_SLOPE_DRIFT_MM_PER_DAY",
                    "mm/d",
                    BY_DEFAULT.driftPerDay(),
                    0,
                    1000,
                    "What a slope may move in a pause of its readings without standing"
                            + " apart: the yellow limit.");
    private static final Setting<Double> FILTER_SIGMA_TILT =
            Setting.decimal(
                    "CITYWALL_SLOPE_FILTER_SIGMA_DEG",
                    "deg",
                    BY_DEFAULT.tiltSigmaFloor(),
                    0.00001,
                    10,
                    "CITYWALL_SLOPE_FILTER_SIGMA_MM for tilt: what tilt meters are exact to.");
    private static final Setting<Double> DRIFT_TILT =
            Setting.decimal(
                    "CITYWALL_SLOPE_DRIFT_DEG_PER_DAY",
                    "deg/d",
                    BY_DEFAULT.tiltDriftPerDay(),
                    0,
                    90,
                    "CITYWALL_SLOPE_DRIFT_MM_PER_DAY for tilt: its yellow limit.");
    private static final Setting<Double> STEP_FACTOR =
            Setting.decimal(
                    "CITYWALL_SLOPE_STEP_FACTOR",
                    "standard deviations",
                    BY_DEFAULT.stepFactor(),
                    1,
                    100,
                    "A jump is a step only if it is so many of the series.");
    private static final Setting<Double> UNIT_TOLERANCE =
            Setting.decimal(
                    "CITYWALL_SLOPE_UNIT_TOLERANCE",
                    "share",
                    BY_DEFAULT.unitTolerance(),
                    0.0001,
                    0.5,
                    "How near a jump must be to a power of ten to be taken for a wrong" + " unit.");
    private static final Setting<Double> UNIT_JUMPS =
            Setting.decimal(
                    "CITYWALL_SLOPE_UNIT_JUMPS",
                    "times the orange limit of a week",
                    BY_DEFAULT.unitJumps(),
                    0,
                    1000,
                    "and ten- or hundredfold only if it is so large: what a slope could do"
                            + " is a step, and a person is asked. A thousandfold jump always"
                            + " is a wrong unit.");
    private static final Setting<Integer> SCATTER_READINGS =
            Setting.whole(
                    "CITYWALL_SLOPE_SCATTER_READINGS",
                    "readings",
                    BY_DEFAULT.scatterReadings(),
                    2,
                    11,
                    "So many of the last eleven readings stood apart: the instrument is"
                            + " broken, and is neither evaluated nor counted as current.");
    private static final Setting<Integer> SCATTER_OVER =
            Setting.whole(
                    "CITYWALL_SLOPE_SCATTER_OVER",
                    "readings",
                    BY_DEFAULT.scatterOver(),
                    0,
                    10,
                    "Until no more than so many of them do.");
    private static final Setting<Integer> FROZEN_READINGS =
            Setting.whole(
                    "CITYWALL_SLOPE_FROZEN_READINGS",
                    "readings",
                    BY_DEFAULT.frozenReadings(),
                    2,
                    100000,
                    "So many equal readings in a row,");
    private static final Setting<Duration> FROZEN_AFTER =
            Setting.duration(
                    "CITYWALL_SLOPE_FROZEN_AFTER_S",
                    SECONDS,
                    BY_DEFAULT.frozenAfter(),
                    60,
                    90 * DAY,
                    "and for so long: the instrument is frozen (24 h).");
    private static final Setting<Duration> FUTURE =
            Setting.duration(
                    "CITYWALL_SLOPE_FUTURE_S",
                    SECONDS,
                    BY_DEFAULT.future(),
                    0,
                    DAY,
                    "Device times further ahead of the gateway are refused (5 min).");
    private static final Setting<Duration> OLDEST =
            Setting.duration(
                    "CITYWALL_SLOPE_OLDEST_DAYS",
                    DAYS,
                    BY_DEFAULT.oldest(),
                    1,
                    3650,
                    "Live device times further behind the gateway are those of a dead"
                            + " clock. 30 days: longer than a station stores what it could not"
                            + " send.");
    private static final Setting<Instant> EPOCH =
            new Setting<>(
                    "CITYWALL_SLOPE_EPOCH",
                    "time, ISO 8601 in UTC",
                    BY_DEFAULT.epoch().toString(),
                    "No device time lies before this, not even a recorded one.",
                    SlopeQualitySettings::time);
    private static final Setting<Integer> CLOCK_FAULTS =
            Setting.whole(
                    "CITYWALL_SLOPE_CLOCK_FAULTS",
                    "readings",
                    BY_DEFAULT.clockFaults(),
                    1,
                    1000,
                    "So many refused times in a row are a fault of the clock.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Slope rules: quality of readings",
                    List.of(
                            HAMPEL_FACTOR,
                            FILTER_SIGMA,
                            DRIFT,
                            FILTER_SIGMA_TILT,
                            DRIFT_TILT,
                            STEP_FACTOR,
                            UNIT_TOLERANCE,
                            UNIT_JUMPS,
                            SCATTER_READINGS,
                            SCATTER_OVER,
                            FROZEN_READINGS,
                            FROZEN_AFTER,
                            FUTURE,
                            OLDEST,
                            EPOCH,
                            CLOCK_FAULTS));

    private SlopeQualitySettings() {}

    static QualityLimits limits(Map<String, String> env) {
        return new QualityLimits(
                HAMPEL_FACTOR.in(env),
                FILTER_SIGMA.in(env),
                DRIFT.in(env),
                FILTER_SIGMA_TILT.in(env),
                DRIFT_TILT.in(env),
                STEP_FACTOR.in(env),
                UNIT_TOLERANCE.in(env),
                UNIT_JUMPS.in(env),
                SCATTER_READINGS.in(env),
                SCATTER_OVER.in(env),
                FROZEN_READINGS.in(env),
                FROZEN_AFTER.in(env),
                FUTURE.in(env),
                OLDEST.in(env),
                EPOCH.in(env),
                CLOCK_FAULTS.in(env));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no time like 2000-01-01T00:00:00Z: " + text, e);
        }
    }
}
