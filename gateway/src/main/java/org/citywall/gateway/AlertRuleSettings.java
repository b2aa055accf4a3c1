package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.alertrule.DryRunLimits;

/** Variables of dry runs of rules of alerts. */
final class AlertRuleSettings {
    private static final DryRunLimits BY_DEFAULT = DryRunLimits.defaults();

    static final Setting<Integer> MOST =
            Setting.whole(
                    "CITYWALL_DRY_RUN_MOST",
                    "runs",
                    BY_DEFAULT.most(),
                    1,
                    2,
                    "Dry runs of rules of alerts under way at a time, of all accounts; each account"
                            + " has at most one. The insight job takes no more than two.");
    static final Setting<Duration> DEADLINE =
            Setting.duration(
                    "CITYWALL_DRY_RUN_DEADLINE_S",
                    SECONDS,
                    BY_DEFAULT.deadline(),
                    60,
                    24 * 3_600,
                    "One without an answer after so long has failed; above three times"
                            + " CITYWALL_DRY_RUN_READING_S, because a second one waits for the"
                            + " first.");
    static final Setting<Duration> KEEP =
            Setting.duration(
                    "CITYWALL_DRY_RUN_KEEP_DAYS",
                    DAYS,
                    BY_DEFAULT.keep(),
                    1,
                    365,
                    "How long reports of dry runs are kept.");

    static final SettingGroup GROUP =
            new SettingGroup("Dry runs of rules", List.of(MOST, DEADLINE, KEEP));

    private AlertRuleSettings() {}

    static DryRunLimits limits(Map<String, String> env) {
        return new DryRunLimits(MOST.in(env), DEADLINE.in(env), KEEP.in(env));
    }
}
