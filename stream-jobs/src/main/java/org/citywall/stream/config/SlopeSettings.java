package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.slope.SlopePolicy;

/** Variables of the slope rules; the defaults are those of {@link SlopePolicy#defaults}. */
final class SlopeSettings {
    private static final SlopePolicy BY_DEFAULT = SlopePolicy.defaults();
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;

    private static final Setting<Boolean> CAINE =
            Setting.flag(
                    "CITYWALL_SLOPE_CAINE",
                    "Caine's intensity-duration line makes rain orange. Off: at 24 h it"
                            + " asks 103 mm, which Shenzhen's summer passes often.");
    private static final Setting<Integer> SILENT_INTERVALS =
            Setting.whole(
                    "CITYWALL_SLOPE_SILENT_INTERVALS",
                    "intervals",
                    BY_DEFAULT.silentIntervals(),
                    1,
                    100,
                    "A displacement instrument that misses so many in rain of yellow or"
                            + " more is an alarm,");
    private static final Setting<Duration> SILENT_IN_RAIN =
            Setting.duration(
                    "CITYWALL_SLOPE_SILENT_IN_RAIN_S",
                    SECONDS,
                    BY_DEFAULT.silentInRain(),
                    60,
                    7 * DAY,
                    "but not before so long (30 min).");
    private static final Setting<Integer> SILENT_INTERVALS_DRY =
            Setting.whole(
                    "CITYWALL_SLOPE_SILENT_INTERVALS_DRY",
                    "intervals",
                    BY_DEFAULT.silentIntervalsDry(),
                    1,
                    1000,
                    "Missing so many otherwise is a maintenance fault,");
    private static final Setting<Duration> SILENT_DRY =
            Setting.duration(
                    "CITYWALL_SLOPE_SILENT_DRY_S",
                    SECONDS,
                    BY_DEFAULT.silentDry(),
                    60,
                    30 * DAY,
                    "but not before so long (6 h).");
    private static final Setting<Duration> SILENT_OTHER =
            Setting.duration(
                    "CITYWALL_SLOPE_SILENT_OTHER_S",
                    SECONDS,
                    BY_DEFAULT.silentOther(),
                    60,
                    30 * DAY,
                    "The same for a rain gauge or another instrument that does not measure"
                            + " movement; so long, too, the last rain stands while no gauge is"
                            + " heard (24 h).");
    private static final Setting<Integer> MAX_CHANNELS =
            Setting.whole(
                    "CITYWALL_SLOPE_MAX_CHANNELS",
                    "channels",
                    BY_DEFAULT.maxChannels(),
                    1,
                    10000,
                    "Most of one slope; one more is refused. 200 take up to 3.2 MB of" + " state.");
    private static final Setting<Integer> VIEW_POINTS =
            Setting.whole(
                    "CITYWALL_SLOPE_VIEW_POINTS",
                    "points",
                    BY_DEFAULT.viewPoints(),
                    1,
                    168,
                    "Evaluated hours of each instrument on the page of its slope.");

    private static final Setting<Duration> VIEW_EVERY =
            Setting.duration(
                    "CITYWALL_SLOPE_VIEW_EVERY_S",
                    SECONDS,
                    BY_DEFAULT.viewEvery(),
                    0,
                    HOUR,
                    "The page of a slope is written at most once in so long, unless something"
                            + " changed that a person must know: that goes out at once. A page has"
                            + " some 8 kB per instrument.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Slope rules",
                    List.of(
                            CAINE,
                            SILENT_INTERVALS,
                            SILENT_IN_RAIN,
                            SILENT_INTERVALS_DRY,
                            SILENT_DRY,
                            SILENT_OTHER,
                            MAX_CHANNELS,
                            VIEW_POINTS,
                            VIEW_EVERY));

    private SlopeSettings() {}

    static final List<SettingGroup> GROUPS =
            List.of(
                    GROUP,
                    SlopeLevelSettings.GROUP,
                    SlopeModelSettings.GROUP,
                    SlopeQualitySettings.GROUP);

    static SlopePolicy policy(Map<String, String> env) {
        return new SlopePolicy(
                SlopeQualitySettings.limits(env),
                SlopeModelSettings.limits(env),
                SlopeLevelSettings.limits(env),
                CAINE.in(env),
                SILENT_INTERVALS.in(env),
                SILENT_IN_RAIN.in(env),
                SILENT_INTERVALS_DRY.in(env),
                SILENT_DRY.in(env),
                SILENT_OTHER.in(env),
                MAX_CHANNELS.in(env),
                VIEW_POINTS.in(env),
                VIEW_EVERY.in(env));
    }
}
