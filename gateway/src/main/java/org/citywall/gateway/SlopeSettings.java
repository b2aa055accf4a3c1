package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.slope.HistoryLimits;

/** Variables of the long record of slopes. */
final class SlopeSettings {
    private static final HistoryLimits HISTORY = HistoryLimits.defaults();
    private static final long LONGEST_DAYS = 36_525;

    static final Setting<Duration> KEEP =
            Setting.duration(
                    "CITYWALL_SLOPE_HISTORY_DAYS",
                    DAYS,
                    HISTORY.keep(),
                    31,
                    LONGEST_DAYS,
                    "How long the hours of slopes and their changes of level are kept. 3 years: three"
                            + " rainy seasons to compare; 1 to 2 MB per instrument and year.");
    static final Setting<Duration> KEEP_RUNS =
            Setting.duration(
                    "CITYWALL_SLOPE_HISTORY_REPLAY_DAYS",
                    DAYS,
                    HISTORY.keepRuns(),
                    1,
                    LONGEST_DAYS,
                    "How long those of a recording are kept after it was replayed, whatever its"
                            + " own time is.");

    static final SettingGroup GROUP = new SettingGroup("Slopes", List.of(KEEP, KEEP_RUNS));

    private SlopeSettings() {}

    static HistoryLimits history(Map<String, String> env) {
        return new HistoryLimits(KEEP.in(env), KEEP_RUNS.in(env));
    }
}
