package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.ebike.HeatLimits;

/** Variables of {@link HeatLimits}; the reasons are in docs/domain/ebike.md. */
final class EbikeHeatSettings {
    private static final HeatLimits BY_DEFAULT = HeatLimits.DEFAULT;

    private static final Setting<Double> YELLOW =
            Setting.decimal(
                    "CITYWALL_EBIKE_HOT_YELLOW_C",
                    "°C",
                    BY_DEFAULT.yellowC(),
                    30,
                    200,
                    "A port above this in two samples in a row is yellow. 65: a port in "
                            + "the sun stands at 36 + 15.");

    private static final Setting<Double> ORANGE =
            Setting.decimal(
                    "CITYWALL_EBIKE_HOT_ORANGE_C",
                    "°C",
                    BY_DEFAULT.orangeC(),
                    30,
                    200,
                    "The same for orange.");

    private static final Setting<Double> RED =
            Setting.decimal(
                    "CITYWALL_EBIKE_HOT_RED_C",
                    "°C",
                    BY_DEFAULT.redC(),
                    30,
                    250,
                    "The same for red: the alarm of the chargers themselves (90).");

    private static final Setting<Double> FALL =
            Setting.decimal(
                    "CITYWALL_EBIKE_HOT_FALL_C",
                    "°C",
                    BY_DEFAULT.fallC(),
                    0,
                    50,
                    "A level of heat falls when the port is so much below its limit.");

    private static final Setting<Double> LEAST =
            Setting.decimal(
                    "CITYWALL_EBIKE_SENSOR_LEAST_C",
                    "°C",
                    BY_DEFAULT.leastC(),
                    -100,
                    0,
                    "Colder is a broken sensor.");

    private static final Setting<Double> MOST =
            Setting.decimal(
                    "CITYWALL_EBIKE_SENSOR_MOST_C",
                    "°C",
                    BY_DEFAULT.mostC(),
                    100,
                    1000,
                    "Warmer is a broken sensor.");

    private static final Setting<Double> RISE =
            Setting.decimal(
                    "CITYWALL_EBIKE_RISE_C_PER_MIN",
                    "°C/min",
                    BY_DEFAULT.risePerMinute(),
                    0.1,
                    50,
                    "A port that warms faster over three minutes is orange,");

    private static final Setting<Double> RISE_ABOVE =
            Setting.decimal(
                    "CITYWALL_EBIKE_RISE_ABOVE_LOW_C",
                    "°C",
                    BY_DEFAULT.riseAboveLowC(),
                    0,
                    100,
                    "if it is so much warmer than at its coldest of the last 30 "
                            + "minutes: load alone warms it by 5 to 15,");

    private static final Setting<Double> RISE_ANYWAY =
            Setting.decimal(
                    "CITYWALL_EBIKE_RISE_ANYWAY_C",
                    "°C",
                    BY_DEFAULT.riseAnywayC(),
                    0,
                    200,
                    "or at least so warm.");

    private static final Setting<Double> ABOVE_BOARD =
            Setting.decimal(
                    "CITYWALL_EBIKE_ABOVE_BOARD_C",
                    "°C",
                    BY_DEFAULT.aboveBoardC(),
                    1,
                    100,
                    "A port under load that is so much warmer than its board is orange.");

    private static final Setting<Duration> BOARD_AGE =
            Setting.duration(
                    "CITYWALL_EBIKE_BOARD_AGE_S",
                    SECONDS,
                    BY_DEFAULT.boardAge(),
                    1,
                    3600,
                    "A temperature of the board is compared for so long (5 min).");

    private static final Setting<Double> WARM =
            Setting.decimal(
                    "CITYWALL_EBIKE_WARM_C",
                    "°C",
                    BY_DEFAULT.warmC(),
                    30,
                    200,
                    "A port from this on counts for a group of warm ports.");

    private static final Setting<Integer> WARM_PORTS =
            Setting.whole(
                    "CITYWALL_EBIKE_WARM_PORTS",
                    "ports",
                    BY_DEFAULT.warmPorts(),
                    2,
                    100,
                    "So many warm ports of one site are orange,");

    private static final Setting<Duration> WARM_WINDOW =
            Setting.duration(
                    "CITYWALL_EBIKE_WARM_WINDOW_S",
                    SECONDS,
                    BY_DEFAULT.warmWindow(),
                    60,
                    86400,
                    "within so long (10 min).");

    private static final Setting<Duration> LOST =
            Setting.duration(
                    "CITYWALL_EBIKE_TEMP_LOST_S",
                    SECONDS,
                    BY_DEFAULT.lostAfter(),
                    60,
                    86400,
                    "A port that was too warm and of which no temperature was told for so long is no"
                            + " longer measured, and says so; it is not over (15 min).");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "E-bike rules: heat",
                    List.of(
                            YELLOW,
                            ORANGE,
                            RED,
                            FALL,
                            LEAST,
                            MOST,
                            RISE,
                            RISE_ABOVE,
                            RISE_ANYWAY,
                            ABOVE_BOARD,
                            BOARD_AGE,
                            WARM,
                            WARM_PORTS,
                            WARM_WINDOW,
                            LOST));

    private EbikeHeatSettings() {}

    static HeatLimits limits(Map<String, String> env) {
        Ascending.check(env, List.of(YELLOW, ORANGE, RED));
        return new HeatLimits(
                YELLOW.in(env),
                ORANGE.in(env),
                RED.in(env),
                FALL.in(env),
                LEAST.in(env),
                MOST.in(env),
                RISE.in(env),
                RISE_ABOVE.in(env),
                RISE_ANYWAY.in(env),
                ABOVE_BOARD.in(env),
                BOARD_AGE.in(env),
                WARM.in(env),
                WARM_PORTS.in(env),
                WARM_WINDOW.in(env),
                LOST.in(env));
    }
}
