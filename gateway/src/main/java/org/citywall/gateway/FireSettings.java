package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.downlink.DutyLimits;

/** Variables of what shift leads plan: duty checks. */
final class FireSettings {
    private static final DutyLimits DUTY = DutyLimits.defaults();

    static final Setting<Duration> DUTY_LATE =
            Setting.duration(
                    "CITYWALL_DUTY_LATE_S",
                    SECONDS,
                    DUTY.late(),
                    60,
                    3_600,
                    "A planned duty check that no gateway could order for so long after its minute"
                            + " is left out, not caught up: it would meet another shift. 10 min: a"
                            + " restart of everything fits in.");
    static final Setting<Integer> DUTY_MAX_SCHEDULES =
            Setting.whole(
                    "CITYWALL_DUTY_MAX_SCHEDULES",
                    "schedules",
                    DUTY.maxSchedules(),
                    1,
                    10_000,
                    "Duty schedules of the whole city.");

    static final SettingGroup GROUP =
            new SettingGroup("Duty checks", List.of(DUTY_LATE, DUTY_MAX_SCHEDULES));

    private FireSettings() {}
}
