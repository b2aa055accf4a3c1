package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.ebike.SilenceLimits;

/** Variables of the e-bike rules; the defaults are those of {@link EbikePolicy#defaults}. */
final class EbikeSettings {
    private static final EbikePolicy BY_DEFAULT = EbikePolicy.defaults();
    private static final long HOUR = 3_600;

    private static final Setting<Duration> HEARTBEAT =
            Setting.duration(
                    "CITYWALL_EBIKE_HEARTBEAT_S",
                    SECONDS,
                    BY_DEFAULT.silence().heartbeat(),
                    5,
                    HOUR,
                    "How often a charger is heard at the latest, where its site has nothing set:"
                            + " firmwares send each 30, 60 or 90 s.");
    private static final Setting<Integer> MISSED =
            Setting.whole(
                    "CITYWALL_EBIKE_MISSED",
                    "heartbeats",
                    BY_DEFAULT.silence().missed(),
                    1,
                    100,
                    "A charger that has missed so many is offline.");
    private static final Setting<Duration> LONE =
            Setting.duration(
                    "CITYWALL_EBIKE_LONE_S",
                    SECONDS,
                    BY_DEFAULT.silence().lone(),
                    10,
                    24 * HOUR,
                    "The only charger of a site must be silent for so long until the site counts as"
                            + " dark (10 min): it may just have lost its network.");
    private static final Setting<Duration> FORGOTTEN =
            Setting.duration(
                    "CITYWALL_EBIKE_CHARGER_MEMORY_DAYS",
                    DAYS,
                    BY_DEFAULT.silence().forgotten(),
                    1,
                    3_650,
                    "A charger that was not heard for so long has been taken away: it is forgotten"
                            + " with its ports, and its alerts end with that reason. Not while one"
                            + " of its ports is locked.");
    private static final Setting<Double> CONFIDENCE =
            Setting.decimal(
                    "CITYWALL_EBIKE_CAMERA_CONFIDENCE",
                    "share",
                    BY_DEFAULT.leastConfidence(),
                    0,
                    1,
                    "What a camera is less sure of is not believed.");
    private static final Setting<Duration> CAMERA_HOLD =
            Setting.duration(
                    "CITYWALL_EBIKE_CAMERA_HOLD_S",
                    SECONDS,
                    BY_DEFAULT.cameraHold(),
                    1,
                    24 * HOUR,
                    "What a camera saw is over when it has not seen it again for so long (10 min).");
    private static final Setting<Duration> VIEW_EVERY =
            Setting.duration(
                    "CITYWALL_EBIKE_VIEW_EVERY_S",
                    SECONDS,
                    BY_DEFAULT.viewEvery(),
                    0,
                    HOUR,
                    "What the wall shows of a site is written at most once in so long, unless a"
                            + " level, an order, a lock or the silence of a charger changed, which"
                            + " goes out at once, or a port is new, or somebody looks at its page:"
                            + " then each 2 s.");
    private static final Setting<Duration> PAGE_EVERY =
            Setting.duration(
                    "CITYWALL_EBIKE_PAGE_EVERY_S",
                    SECONDS,
                    BY_DEFAULT.pageEvery(),
                    0,
                    HOUR,
                    "The same of the page of a site that nobody looks at, with the curve of each"
                            + " port: some 1 kB per port, of samples of a minute.");
    private static final Setting<Duration> WATCHED_EVERY =
            Setting.duration(
                    "CITYWALL_EBIKE_WATCHED_EVERY_S",
                    SECONDS,
                    BY_DEFAULT.watchedEvery(),
                    0,
                    HOUR,
                    "The same of wall and page while somebody looks at the page: until 60 s after a"
                            + " gateway was asked for it.");
    private static final Setting<Integer> MAX_STATIONS =
            Setting.whole(
                    "CITYWALL_EBIKE_MAX_STATIONS",
                    "chargers",
                    BY_DEFAULT.maxStations(),
                    1,
                    10_000,
                    "Most of one site; readings of one more are refused and counted.");
    private static final Setting<Integer> MAX_PORTS =
            Setting.whole(
                    "CITYWALL_EBIKE_MAX_PORTS",
                    "ports",
                    BY_DEFAULT.maxPorts(),
                    1,
                    100_000,
                    "Most of one site; readings of one more are refused and counted.");

    private static final SettingGroup GROUP =
            new SettingGroup(
                    "E-bike rules",
                    List.of(
                            HEARTBEAT,
                            MISSED,
                            LONE,
                            FORGOTTEN,
                            CONFIDENCE,
                            CAMERA_HOLD,
                            VIEW_EVERY,
                            PAGE_EVERY,
                            WATCHED_EVERY,
                            MAX_STATIONS,
                            MAX_PORTS));

    static final List<SettingGroup> GROUPS =
            List.of(
                    GROUP,
                    EbikeHeatSettings.GROUP,
                    EbikePowerSettings.GROUP,
                    EbikeTimeSettings.GROUP,
                    EbikeOrderSettings.GROUP);

    private EbikeSettings() {}

    static EbikePolicy policy(Map<String, String> env) {
        return new EbikePolicy(
                EbikeHeatSettings.limits(env),
                EbikePowerSettings.limits(env),
                EbikeTimeSettings.limits(env),
                EbikeOrderSettings.limits(env),
                new SilenceLimits(
                        HEARTBEAT.in(env), MISSED.in(env), LONE.in(env), FORGOTTEN.in(env)),
                CONFIDENCE.in(env),
                CAMERA_HOLD.in(env),
                VIEW_EVERY.in(env),
                PAGE_EVERY.in(env),
                WATCHED_EVERY.in(env),
                MAX_STATIONS.in(env),
                MAX_PORTS.in(env));
    }
}
