package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.fire.FirePolicy;

/** Variables of the fire rules; the defaults are those of {@link FirePolicy#defaults}. */
final class FireSettings {
    private static final FirePolicy BY_DEFAULT = FirePolicy.defaults();
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;

    private static final Setting<Duration> OFFLINE_AFTER =
            Setting.duration(
                    "CITYWALL_FIRE_OFFLINE_AFTER_S",
                    SECONDS,
                    BY_DEFAULT.offlineAfter(),
                    10,
                    DAY,
                    "Silence after which a device counts as offline: three missed heartbeats of"
                            + " 60 s; receivers of GB/T 26875.3 devices mark offline after"
                            + " 3 minutes.");
    private static final Setting<Duration> STATUS_REFRESH =
            Setting.duration(
                    "CITYWALL_FIRE_STATUS_REFRESH_S",
                    SECONDS,
                    BY_DEFAULT.statusRefresh(),
                    1,
                    HOUR,
                    "Period in which the status of a device is written again even if nothing"
                            + " changed, so that a wiped view heals: one heartbeat.");
    private static final Setting<Duration> STANDSTILL =
            Setting.duration(
                    "CITYWALL_FIRE_STANDSTILL_S",
                    SECONDS,
                    BY_DEFAULT.standstill(),
                    1,
                    HOUR,
                    "A jump of the log's time larger than this means that all gateways were down,"
                            + " so that no device could be heard: 120 missed ticks of 250 ms.");
    private static final Setting<Duration> DUPLICATE_HORIZON =
            Setting.duration(
                    "CITYWALL_FIRE_DUPLICATE_HORIZON_S",
                    SECONDS,
                    BY_DEFAULT.duplicateHorizon(),
                    60,
                    30 * DAY,
                    "How long (source, id) of a signal with an effect is remembered. 24 h: longer"
                            + " than any sender resends.");
    private static final Setting<Duration> PANEL_DUPLICATE_HORIZON =
            Setting.duration(
                    "CITYWALL_FIRE_PANEL_DUPLICATE_HORIZON_S",
                    SECONDS,
                    BY_DEFAULT.panelDuplicateHorizon(),
                    30,
                    HOUR,
                    "The same for a signal over GB/T 26875.3, by received time, and only until its"
                            + " point is restored or reset. 2 min: three resends of 10 s are over,"
                            + " and a panel with a dead clock that repeats its numbers is heard.");
    private static final Setting<Integer> MAX_SEEN_IDS =
            Setting.whole(
                    "CITYWALL_FIRE_MAX_SEEN_IDS",
                    "ids",
                    BY_DEFAULT.maxSeenIds(),
                    1,
                    100_000,
                    "Most ids remembered for one site: a signal every 42 s for a day.");
    private static final Setting<Integer> MAX_CONDITIONS =
            Setting.whole(
                    "CITYWALL_FIRE_MAX_CONDITIONS",
                    "conditions",
                    BY_DEFAULT.maxConditions(),
                    1,
                    100_000,
                    "Most open conditions of one device, the points of a full panel loop pair;"
                            + " beyond it the oldest is no longer cleared by its restore.");
    private static final Setting<Duration> FORGET_UNTRACKED =
            Setting.duration(
                    "CITYWALL_FIRE_FORGET_UNTRACKED_S",
                    SECONDS,
                    BY_DEFAULT.forgetUntracked(),
                    60,
                    30 * DAY,
                    "How long a device that the registry does not know is remembered after its last"
                            + " signal (24 h).");
    private static final Setting<Integer> COINCIDENCE_POINTS =
            Setting.whole(
                    "CITYWALL_FIRE_COINCIDENCE_POINTS",
                    "points",
                    BY_DEFAULT.coincidencePoints(),
                    2,
                    100,
                    "So many different points of one building make an incident: two independent"
                            + " triggers (GB 50116 4.1.6).");
    private static final Setting<Duration> COINCIDENCE_WINDOW =
            Setting.duration(
                    "CITYWALL_FIRE_COINCIDENCE_WINDOW_S",
                    SECONDS,
                    BY_DEFAULT.coincidenceWindow(),
                    1,
                    HOUR,
                    "Within so long, by received time. 3 min: the time in which somebody should be"
                            + " on site.");
    private static final Setting<Integer> MAX_WINDOWS =
            Setting.whole(
                    "CITYWALL_FIRE_MAX_WINDOWS",
                    "tests",
                    BY_DEFAULT.maxWindows(),
                    1,
                    1_000,
                    "Most registered tests of one site that are remembered; one more is not taken,"
                            + " so its points alarm.");
    private static final Setting<Duration> WINDOW_GRACE =
            Setting.duration(
                    "CITYWALL_FIRE_WINDOW_GRACE_S",
                    SECONDS,
                    BY_DEFAULT.windowGrace(),
                    1,
                    HOUR,
                    "How long after its end a registered test is remembered, for signals that were"
                            + " received before it and are on their way.");
    private static final Setting<Integer> FAULT_LEVEL =
            level(
                    "FAULT",
                    BY_DEFAULT.faultLevel(),
                    "A device that cannot do its duty: to be repaired today.");
    private static final Setting<Integer> TAMPER_LEVEL =
            level(
                    "TAMPER",
                    BY_DEFAULT.tamperLevel(),
                    "Somebody opened the device: to be looked at today.");
    private static final Setting<Integer> SHIELD_LEVEL =
            level(
                    "SHIELD",
                    BY_DEFAULT.shieldLevel(),
                    "A point that was switched off at its panel and protects nobody.");
    private static final Setting<Integer> SUPERVISE_LEVEL =
            level(
                    "SUPERVISE",
                    BY_DEFAULT.superviseLevel(),
                    "A supervised valve or switch left its position.");
    private static final Setting<Integer> LOW_BATTERY_LEVEL =
            level(
                    "LOW_BATTERY",
                    BY_DEFAULT.lowBatteryLevel(),
                    "The battery still works: to be changed in days.");
    private static final Setting<Integer> CLOCK_LEVEL =
            level(
                    "CLOCK",
                    BY_DEFAULT.clockLevel(),
                    "The clock of a device is wrong: its signals count by their received time.");
    private static final Setting<Integer> DUTY_LEVEL =
            level("DUTY", BY_DEFAULT.dutyLevel(), "Nobody answered a duty check in time.");
    private static final Setting<Integer> OFFLINE_LEVEL =
            level(
                    "OFFLINE",
                    BY_DEFAULT.offlineLevel(),
                    "The device may not be able to call for help.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Fire rules",
                    List.of(
                            OFFLINE_AFTER,
                            STATUS_REFRESH,
                            STANDSTILL,
                            DUPLICATE_HORIZON,
                            PANEL_DUPLICATE_HORIZON,
                            MAX_SEEN_IDS,
                            MAX_CONDITIONS,
                            FORGET_UNTRACKED,
                            COINCIDENCE_POINTS,
                            COINCIDENCE_WINDOW,
                            MAX_WINDOWS,
                            WINDOW_GRACE,
                            FAULT_LEVEL,
                            TAMPER_LEVEL,
                            SHIELD_LEVEL,
                            SUPERVISE_LEVEL,
                            LOW_BATTERY_LEVEL,
                            CLOCK_LEVEL,
                            DUTY_LEVEL,
                            OFFLINE_LEVEL));

    private FireSettings() {}

    static FirePolicy policy(Map<String, String> env) {
        return new FirePolicy(
                OFFLINE_AFTER.in(env),
                STATUS_REFRESH.in(env),
                STANDSTILL.in(env),
                DUPLICATE_HORIZON.in(env),
                PANEL_DUPLICATE_HORIZON.in(env),
                MAX_SEEN_IDS.in(env),
                MAX_CONDITIONS.in(env),
                FORGET_UNTRACKED.in(env),
                COINCIDENCE_POINTS.in(env),
                COINCIDENCE_WINDOW.in(env),
                MAX_WINDOWS.in(env),
                WINDOW_GRACE.in(env),
                FAULT_LEVEL.in(env),
                TAMPER_LEVEL.in(env),
                SHIELD_LEVEL.in(env),
                SUPERVISE_LEVEL.in(env),
                LOW_BATTERY_LEVEL.in(env),
                CLOCK_LEVEL.in(env),
                DUTY_LEVEL.in(env),
                OFFLINE_LEVEL.in(env));
    }

    private static Setting<Integer> level(String condition, int byDefault, String meaning) {
        return Setting.whole(
                "CITYWALL_FIRE_" + condition + "_LEVEL",
                "level (1 red, 2 orange, 3 yellow, 4 blue)",
                byDefault,
                Level.RED,
                Level.BLUE,
                meaning);
    }
}
