package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.ebike.TimeLimits;

/** Variables of {@link TimeLimits}; the reasons are in docs/domain/ebike.md. */
final class EbikeTimeSettings {
    private static final TimeLimits BY_DEFAULT = TimeLimits.DEFAULT;

    private static final Setting<Duration> PLATEAU_YELLOW =
            Setting.duration(
                    "CITYWALL_EBIKE_PLATEAU_YELLOW_S",
                    SECONDS,
                    BY_DEFAULT.plateauYellow(),
                    60,
                    604800,
                    "A battery so long at its plateau is yellow (6 h).");

    private static final Setting<Duration> PLATEAU_ORANGE =
            Setting.duration(
                    "CITYWALL_EBIKE_PLATEAU_ORANGE_S",
                    SECONDS,
                    BY_DEFAULT.plateauOrange(),
                    60,
                    604800,
                    "The same for orange (8 h).");

    private static final Setting<Duration> PLATEAU_RED =
            Setting.duration(
                    "CITYWALL_EBIKE_PLATEAU_RED_S",
                    SECONDS,
                    BY_DEFAULT.plateauRed(),
                    60,
                    604800,
                    "The same for red (10 h: no longer, says the notice of Shenzhen of "
                            + "2015).");

    private static final Setting<Duration> OVER_TIME =
            Setting.duration(
                    "CITYWALL_EBIKE_OVER_TIME_S",
                    SECONDS,
                    BY_DEFAULT.overTime(),
                    60,
                    604800,
                    "A battery that charges longer at whatever power is yellow (10 h).");

    private static final Setting<Duration> AFTER_FULL =
            Setting.duration(
                    "CITYWALL_EBIKE_AFTER_FULL_S",
                    SECONDS,
                    BY_DEFAULT.afterFull(),
                    60,
                    604800,
                    "Longer below the limit of float and still on is yellow (120 min).");

    private static final Setting<Duration> FUTURE =
            Setting.duration(
                    "CITYWALL_EBIKE_FUTURE_S",
                    SECONDS,
                    BY_DEFAULT.future(),
                    0,
                    86400,
                    "Device times further ahead of the gateway are those of a wrong "
                            + "clock: the received time counts (5 min).");

    private static final Setting<Duration> STEP_BACK =
            Setting.duration(
                    "CITYWALL_EBIKE_STEP_BACK_S",
                    SECONDS,
                    BY_DEFAULT.stepBack(),
                    1,
                    3600,
                    "A clock that was set back is believed after so long; until then "
                            + "its readings are late.");

    private static final Setting<Duration> GAP =
            Setting.duration(
                    "CITYWALL_EBIKE_GAP_S",
                    SECONDS,
                    BY_DEFAULT.gap(),
                    10,
                    36000,
                    "A longer pause of the readings of a port is not counted as "
                            + "charging (5 min).");

    private static final Setting<Duration> FORGOTTEN =
            Setting.duration(
                    "CITYWALL_EBIKE_FORGOTTEN_S",
                    SECONDS,
                    BY_DEFAULT.forgotten(),
                    600,
                    604800,
                    "A session ends when its port was not heard for so long (3 h).");

    private static final Setting<Duration> RECENT =
            Setting.duration(
                    "CITYWALL_EBIKE_RECENT_S",
                    SECONDS,
                    BY_DEFAULT.recent(),
                    1,
                    3600,
                    "What was measured longer ago cuts nothing off by itself (5 min).");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "E-bike rules: time",
                    List.of(
                            PLATEAU_YELLOW,
                            PLATEAU_ORANGE,
                            PLATEAU_RED,
                            OVER_TIME,
                            AFTER_FULL,
                            FUTURE,
                            STEP_BACK,
                            GAP,
                            FORGOTTEN,
                            RECENT));

    private EbikeTimeSettings() {}

    static TimeLimits limits(Map<String, String> env) {
        requireRising(env, PLATEAU_YELLOW, PLATEAU_ORANGE);
        requireRising(env, PLATEAU_ORANGE, PLATEAU_RED);
        return new TimeLimits(
                PLATEAU_YELLOW.in(env),
                PLATEAU_ORANGE.in(env),
                PLATEAU_RED.in(env),
                OVER_TIME.in(env),
                AFTER_FULL.in(env),
                FUTURE.in(env),
                STEP_BACK.in(env),
                GAP.in(env),
                FORGOTTEN.in(env),
                RECENT.in(env));
    }

    private static void requireRising(
            Map<String, String> env, Setting<Duration> lower, Setting<Duration> upper) {
        if (lower.in(env).compareTo(upper.in(env)) >= 0) {
            throw new IllegalArgumentException(
                    "%s must be less than %s: %s >= %s"
                            .formatted(lower.name(), upper.name(), lower.in(env), upper.in(env)));
        }
    }
}
