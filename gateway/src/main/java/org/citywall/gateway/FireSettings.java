package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.downlink.DutyLimits;
import org.citywall.gateway.fire.TestWindowLimits;

/** Variables of what shift leads plan: duty checks, and tests of fire alarms. */
final class FireSettings {
    private static final DutyLimits DUTY = DutyLimits.defaults();
    private static final TestWindowLimits TESTS = TestWindowLimits.defaults();

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

    static final Setting<Integer> TEST_MAX_POINTS =
            Setting.whole(
                    "CITYWALL_FIRE_TEST_MAX_POINTS",
                    "points",
                    TESTS.maxPoints(),
                    1,
                    1_000,
                    "Points that a registered test may name; more: all of the site.");
    static final Setting<Duration> TEST_MAX_LENGTH =
            Setting.duration(
                    "CITYWALL_FIRE_TEST_MAX_LENGTH_S",
                    SECONDS,
                    TESTS.maxLength(),
                    60,
                    604_800,
                    "Longest registered test. 24 h: while it runs, what it expects is no alarm.");
    static final Setting<Duration> TEST_MAX_AHEAD =
            Setting.duration(
                    "CITYWALL_FIRE_TEST_MAX_AHEAD_DAYS",
                    DAYS,
                    TESTS.maxAhead(),
                    1,
                    366,
                    "How far ahead a test may be registered. 90 days: the next quarter's.");
    static final Setting<Duration> TEST_MAX_PAST =
            Setting.duration(
                    "CITYWALL_FIRE_TEST_MAX_PAST_S",
                    SECONDS,
                    TESTS.maxPast(),
                    0,
                    3_600,
                    "How far back its begin may lie: it was \"now\" when the form was filled in.");
    static final Setting<Integer> TEST_MAX_PER_SITE =
            Setting.whole(
                    "CITYWALL_FIRE_TEST_MAX_PER_SITE",
                    "tests",
                    TESTS.maxPerSite(),
                    1,
                    1_000,
                    "Tests of one site that have not ended. At most `CITYWALL_FIRE_MAX_WINDOWS` of"
                            + " the fire rules: a test that they forget excuses nothing.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Duty checks and tests",
                    List.of(
                            DUTY_LATE,
                            DUTY_MAX_SCHEDULES,
                            TEST_MAX_POINTS,
                            TEST_MAX_LENGTH,
                            TEST_MAX_AHEAD,
                            TEST_MAX_PAST,
                            TEST_MAX_PER_SITE));

    private FireSettings() {}

    static TestWindowLimits tests(Map<String, String> env) {
        return new TestWindowLimits(
                TEST_MAX_POINTS.in(env),
                TEST_MAX_LENGTH.in(env),
                TEST_MAX_AHEAD.in(env),
                TEST_MAX_PAST.in(env),
                TEST_MAX_PER_SITE.in(env));
    }
}
