package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.alert.dryrun.DryRunLimits;

/** Variables of {@link DryRunLimits}; the reasons are in docs/domain/aggregation.md. */
final class DryRunSettings {
    private static final DryRunLimits BY_DEFAULT = DryRunLimits.defaults();

    private static final Setting<Integer> INPUTS =
            Setting.whole(
                    "CITYWALL_DRY_RUN_INPUTS",
                    "inputs",
                    BY_DEFAULT.inputs(),
                    1_000,
                    2_000_000,
                    "Most detections and commands that a dry run of rules judges, from the oldest"
                            + " on; its report says when that was not all.");
    private static final Setting<Integer> ALERTS =
            Setting.whole(
                    "CITYWALL_DRY_RUN_ALERTS",
                    "alerts",
                    BY_DEFAULT.alerts(),
                    100,
                    200_000,
                    "Most alerts that a dry run makes under either rules: they are held in memory,"
                            + " at most about 10 kB each.");
    private static final Setting<Duration> READING =
            Setting.duration(
                    "CITYWALL_DRY_RUN_READING_S",
                    SECONDS,
                    BY_DEFAULT.reading(),
                    5,
                    1_800,
                    "So long a dry run reads and judges; its report says when that was not all.");

    static final SettingGroup GROUP =
            new SettingGroup("Dry runs of alert rules", List.of(INPUTS, ALERTS, READING));

    private DryRunSettings() {}

    static DryRunLimits limits(Map<String, String> env) {
        return new DryRunLimits(INPUTS.in(env), ALERTS.in(env), READING.in(env));
    }
}
