package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.area.AreaPolicy;

/** Variables of the area rules; the defaults are those of {@link AreaPolicy#defaults}. */
final class AreaSettings {
    private static final AreaPolicy BY_DEFAULT = AreaPolicy.defaults();
    private static final long DAY = 24 * 3_600;

    private static final Setting<Integer> BUILDINGS =
            Setting.whole(
                    "CITYWALL_AREA_BUILDINGS",
                    "buildings",
                    BY_DEFAULT.buildings(),
                    2,
                    100,
                    "So many buildings with a fire alarm make an area incident.");
    private static final Setting<Integer> RADIUS =
            Setting.whole(
                    "CITYWALL_AREA_RADIUS_M",
                    "m",
                    BY_DEFAULT.radiusM(),
                    1,
                    AreaPolicy.MAX_RADIUS_M,
                    "Within so many metres of one of them: fire leaps between the houses of an urban"
                            + " village, which stand metres apart.");
    private static final Setting<Duration> WINDOW =
            Setting.duration(
                    "CITYWALL_AREA_WINDOW_S",
                    SECONDS,
                    BY_DEFAULT.window(),
                    1,
                    DAY,
                    "Within so long, by received time (10 min).");
    private static final Setting<Duration> MEMORY =
            Setting.duration(
                    "CITYWALL_AREA_MEMORY_S",
                    SECONDS,
                    BY_DEFAULT.memory(),
                    1,
                    30 * DAY,
                    "How long a building of an area incident is remembered if its fire is not"
                            + " restored (24 h), so that its neighbours join the same incident.");

    static final SettingGroup GROUP =
            new SettingGroup("Area rules", List.of(BUILDINGS, RADIUS, WINDOW, MEMORY));

    private AreaSettings() {}

    static AreaPolicy policy(Map<String, String> env) {
        Duration window = WINDOW.in(env);
        Duration memory = MEMORY.in(env);
        if (memory.compareTo(window) < 0) {
            throw new IllegalArgumentException(
                    "%s must not be shorter than %s: %d < %d"
                            .formatted(
                                    MEMORY.name(),
                                    WINDOW.name(),
                                    memory.toSeconds(),
                                    window.toSeconds()));
        }
        return new AreaPolicy(BUILDINGS.in(env), RADIUS.in(env), window, memory);
    }
}
