package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.contracts.slope.RateLimits;
import org.citywall.stream.slope.level.LevelLimits;

/** Variables of {@link LevelLimits}; the reasons are in docs/domain/slope.md. */
final class SlopeLevelSettings {
    private static final LevelLimits BY_DEFAULT = LevelLimits.DEFAULT;
    private static final long DAY = 24 * 3_600;

    private static final Setting<Double> YELLOW_ANGLE =
            Setting.decimal(
                    "CITYWALL_SLOPE_YELLOW_ANGLE_DEG",
                    "deg",
                    BY_DEFAULT.yellowAngle(),
                    45,
                    90,
                    "Tangent angle of yellow: the uniform stage scatters around 45°.");
    private static final Setting<Double> ORANGE_ANGLE =
            Setting.decimal(
                    "CITYWALL_SLOPE_ORANGE_ANGLE_DEG",
                    "deg",
                    BY_DEFAULT.orangeAngle(),
                    45,
                    90,
                    "Of orange: the middle of the acceleration.");
    private static final Setting<Double> RED_ANGLE =
            Setting.decimal(
                    "CITYWALL_SLOPE_RED_ANGLE_DEG",
                    "deg",
                    BY_DEFAULT.redAngle(),
                    45,
                    90,
                    "Of red: critical.");
    private static final Setting<Double> FORECAST_ORANGE =
            Setting.decimal(
                    "CITYWALL_SLOPE_FORECAST_ORANGE_DAYS",
                    "days",
                    BY_DEFAULT.forecastOrangeDays(),
                    0.1,
                    30,
                    "A forecast of failure nearer than this is orange; never red by" + " itself.");
    private static final Setting<Double> FORECAST_YELLOW =
            Setting.decimal(
                    "CITYWALL_SLOPE_FORECAST_YELLOW_DAYS",
                    "days",
                    BY_DEFAULT.forecastYellowDays(),
                    0.1,
                    60,
                    "Nearer than this: yellow.");
    private static final Setting<Integer> EVALUATIONS =
            Setting.whole(
                    "CITYWALL_SLOPE_EVALUATIONS",
                    "evaluations",
                    BY_DEFAULT.evaluations(),
                    1,
                    5,
                    "So many of the last five raise a level.");
    private static final Setting<Integer> QUIET_EVALUATIONS =
            Setting.whole(
                    "CITYWALL_SLOPE_QUIET_EVALUATIONS",
                    "evaluations",
                    BY_DEFAULT.quietEvaluations(),
                    1,
                    168,
                    "So many in a row below it may lower it,");
    private static final Setting<Duration> HOLD_BLUE =
            Setting.duration(
                    "CITYWALL_SLOPE_HOLD_BLUE_S",
                    SECONDS,
                    BY_DEFAULT.holdBlue(),
                    0,
                    30 * DAY,
                    "but not before it was held so long after its last evaluation (6 h).");
    private static final Setting<Duration> HOLD_YELLOW =
            Setting.duration(
                    "CITYWALL_SLOPE_HOLD_YELLOW_S",
                    SECONDS,
                    BY_DEFAULT.holdYellow(),
                    0,
                    30 * DAY,
                    "The same of yellow (12 h).");
    private static final Setting<Duration> HOLD_ORANGE =
            Setting.duration(
                    "CITYWALL_SLOPE_HOLD_ORANGE_S",
                    SECONDS,
                    BY_DEFAULT.holdOrange(),
                    0,
                    30 * DAY,
                    "The same of orange (24 h).");
    private static final Setting<Duration> HOLD_RED =
            Setting.duration(
                    "CITYWALL_SLOPE_HOLD_RED_S",
                    SECONDS,
                    BY_DEFAULT.holdRed(),
                    0,
                    30 * DAY,
                    "The same of red (48 h).");
    private static final Setting<Double> TILT_BLUE =
            Setting.decimal(
                    "CITYWALL_SLOPE_TILT_BLUE_DEG_PER_DAY",
                    "deg/d",
                    BY_DEFAULT.tilt().blue(),
                    0.0001,
                    90,
                    "Rate of a tilt meter over three days that is blue.");
    private static final Setting<Double> TILT_YELLOW =
            Setting.decimal(
                    "CITYWALL_SLOPE_TILT_YELLOW_DEG_PER_DAY",
                    "deg/d",
                    BY_DEFAULT.tilt().yellow(),
                    0.0001,
                    90,
                    "Rate that is yellow. Tilt is never more: without lever arm it is no"
                            + " displacement.");
    private static final Setting<Double> TILT_ORANGE =
            Setting.decimal(
                    "CITYWALL_SLOPE_TILT_ORANGE_DEG_PER_DAY",
                    "deg/d",
                    BY_DEFAULT.tilt().orange(),
                    0.0001,
                    90,
                    "Shown, and the scale of the wall.");
    private static final Setting<Double> TILT_RED =
            Setting.decimal(
                    "CITYWALL_SLOPE_TILT_RED_DEG_PER_DAY",
                    "deg/d",
                    BY_DEFAULT.tilt().red(),
                    0.0001,
                    90,
                    "Shown.");
    private static final Setting<Double> TILT_WEEK =
            Setting.decimal(
                    "CITYWALL_SLOPE_TILT_WEEK_DEG",
                    "deg",
                    BY_DEFAULT.tilt().orangeWeek(),
                    0.0001,
                    90,
                    "Change within seven days.");
    private static final Setting<Double> TILT_HOUR =
            Setting.decimal(
                    "CITYWALL_SLOPE_TILT_HOUR_DEG",
                    "deg",
                    BY_DEFAULT.tilt().redHour(),
                    0.0001,
                    90,
                    "Change within an hour, at which nobody waits for the hourly" + " evaluation.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Slope rules: levels",
                    List.of(
                            YELLOW_ANGLE,
                            ORANGE_ANGLE,
                            RED_ANGLE,
                            FORECAST_ORANGE,
                            FORECAST_YELLOW,
                            EVALUATIONS,
                            QUIET_EVALUATIONS,
                            HOLD_BLUE,
                            HOLD_YELLOW,
                            HOLD_ORANGE,
                            HOLD_RED,
                            TILT_BLUE,
                            TILT_YELLOW,
                            TILT_ORANGE,
                            TILT_RED,
                            TILT_WEEK,
                            TILT_HOUR));

    private SlopeLevelSettings() {}

    static LevelLimits limits(Map<String, String> env) {
        Ascending.check(env, List.of(YELLOW_ANGLE, ORANGE_ANGLE, RED_ANGLE));
        Ascending.check(env, List.of(FORECAST_ORANGE, FORECAST_YELLOW));
        return new LevelLimits(
                YELLOW_ANGLE.in(env),
                ORANGE_ANGLE.in(env),
                RED_ANGLE.in(env),
                FORECAST_ORANGE.in(env),
                FORECAST_YELLOW.in(env),
                EVALUATIONS.in(env),
                QUIET_EVALUATIONS.in(env),
                HOLD_BLUE.in(env),
                HOLD_YELLOW.in(env),
                HOLD_ORANGE.in(env),
                HOLD_RED.in(env),
                tilt(env));
    }

    private static RateLimits tilt(Map<String, String> env) {
        Ascending.check(env, List.of(TILT_BLUE, TILT_YELLOW, TILT_ORANGE, TILT_RED));
        return new RateLimits(
                TILT_BLUE.in(env),
                TILT_YELLOW.in(env),
                TILT_ORANGE.in(env),
                TILT_RED.in(env),
                TILT_WEEK.in(env),
                TILT_HOUR.in(env));
    }
}
