package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.EscalationStep;
import org.citywall.stream.alert.HandlingPolicy;

/** Variables of the alert rules; the defaults are those of {@link AlertPolicy#defaults}. */
final class AlertSettings {
    private static final AlertPolicy BY_DEFAULT = AlertPolicy.defaults();
    private static final long DAY = 24 * 3_600;

    private static final Setting<List<EscalationStep>> ESCALATION =
            new Setting<>(
                    "CITYWALL_ALERT_ESCALATION",
                    "`s:post,…`, ascending, 1 to 86,400 s",
                    EscalationSteps.written(BY_DEFAULT.escalation()),
                    "Who is told while an alarm of level red or orange is unacknowledged: seconds"
                            + " since it was raised and the post. Every shift has at least two"
                            + " seats (GB 25201); see docs/domain/fire.md.",
                    EscalationSteps::parse);
    private static final Setting<Duration> VERIFY_WITHIN =
            Setting.duration(
                    "CITYWALL_ALERT_VERIFY_WITHIN_S",
                    SECONDS,
                    BY_DEFAULT.handling().verifyWithin(),
                    1,
                    DAY,
                    "Fire alarms: the result of the call back to the building is due so long after"
                            + " the acknowledgement. 60 s: two calls of half a minute.");
    private static final Setting<Duration> ON_SITE_WITHIN =
            Setting.duration(
                    "CITYWALL_ALERT_ON_SITE_WITHIN_S",
                    SECONDS,
                    BY_DEFAULT.handling().onSiteWithin(),
                    1,
                    DAY,
                    "Fire alarms: somebody is on site so long after the dispatch. 3 min: the rule of"
                            + " the micro fire stations (1 min start, 3 min on site).");
    private static final Setting<Duration> PRESUME_AFTER =
            Setting.duration(
                    "CITYWALL_ALERT_PRESUME_AFTER_S",
                    SECONDS,
                    BY_DEFAULT.handling().presumeAfter(),
                    1,
                    DAY,
                    "A fire alarm without a verdict so long after it was raised is taken for real:"
                            + " when in doubt, 119. 3 min: a call back and a team on site are then"
                            + " both late.");
    private static final Setting<String> OVERDUE_POST =
            Setting.text(
                    "CITYWALL_ALERT_OVERDUE_POST",
                    BY_DEFAULT.handling().overduePost(),
                    "Who is told when the call back or the arrival is late.");
    private static final Setting<Duration> REPLY_WITHIN =
            Setting.duration(
                    "CITYWALL_ALERT_REPLY_WITHIN_S",
                    SECONDS,
                    BY_DEFAULT.handling().replyWithin(),
                    1,
                    30 * DAY,
                    "A department replies to an order so long after it was given, if the order does"
                            + " not say. 30 min: Longhua's promise of a response (docs/domain/ticket.md).");
    private static final Setting<Duration> AUTO_CLOSE_AFTER =
            Setting.duration(
                    "CITYWALL_ALERT_AUTO_CLOSE_AFTER_S",
                    SECONDS,
                    BY_DEFAULT.autoCloseAfter(),
                    1,
                    30 * DAY,
                    "Maintenance closes itself so long after its condition cleared. 10 min: longer"
                            + " than a device that comes and goes (chattering is 3 times a minute,"
                            + " ISA-18.2).");
    private static final Setting<Duration> FORGET_AFTER =
            Setting.duration(
                    "CITYWALL_ALERT_FORGET_AFTER_S",
                    SECONDS,
                    BY_DEFAULT.forgetAfter(),
                    1,
                    30 * DAY,
                    "A closed alert can be reopened and commented so long, then it leaves state and"
                            + " view. 24 h: one full rota of shifts.");
    private static final Setting<Duration> SHELVE_DEFAULT =
            Setting.duration(
                    "CITYWALL_ALERT_SHELVE_DEFAULT_S",
                    SECONDS,
                    BY_DEFAULT.shelveDefault(),
                    1,
                    30 * DAY,
                    "How long shelving lasts if nobody says. 2 h (ISA-18.2 practice).");
    private static final Setting<Duration> SHELVE_MAX =
            Setting.duration(
                    "CITYWALL_ALERT_SHELVE_MAX_S",
                    SECONDS,
                    BY_DEFAULT.shelveMax(),
                    1,
                    30 * DAY,
                    "Longest shelving. 8 h: one shift (GB 25201: at most 8 h).");
    private static final Setting<Duration> MEMORY =
            Setting.duration(
                    "CITYWALL_ALERT_MEMORY_S",
                    SECONDS,
                    BY_DEFAULT.memory(),
                    60,
                    30 * DAY,
                    "How long ids of detections and answers to commands are remembered. 24 h:"
                            + " longer than any replay of the fire job.");
    private static final Setting<Integer> MAX_SEEN_IDS =
            Setting.whole(
                    "CITYWALL_ALERT_MAX_SEEN_IDS",
                    "ids",
                    BY_DEFAULT.maxSeenIds(),
                    1,
                    100_000,
                    "Most detection ids remembered per group.");
    private static final Setting<Integer> MAX_ANSWERS =
            Setting.whole(
                    "CITYWALL_ALERT_MAX_ANSWERS",
                    "answers",
                    BY_DEFAULT.maxAnswers(),
                    1,
                    100_000,
                    "Most answers to commands remembered per group.");
    private static final Setting<Integer> MAX_SOURCES =
            Setting.whole(
                    "CITYWALL_ALERT_MAX_SOURCES",
                    "devices and points",
                    BY_DEFAULT.maxSources(),
                    1,
                    10_000,
                    "Most devices and points listed in one alert; further ones are counted, and twenty"
                            + " times as many are remembered until they end.");
    private static final Setting<Integer> RULES_SLICE =
            Setting.whole(
                    "CITYWALL_ALERT_RULES_SLICE",
                    "groups",
                    BY_DEFAULT.rulesSlice(),
                    1,
                    100_000,
                    "So many groups of alerts learn of a new version of the rules per step of time,"
                            + " 20 ms at least. 1,000: 20,000 open alerts know of it within the 5 s in"
                            + " which a change takes effect, and no input waits for them.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Alert rules",
                    List.of(
                            ESCALATION,
                            VERIFY_WITHIN,
                            ON_SITE_WITHIN,
                            PRESUME_AFTER,
                            OVERDUE_POST,
                            REPLY_WITHIN,
                            AUTO_CLOSE_AFTER,
                            FORGET_AFTER,
                            SHELVE_DEFAULT,
                            SHELVE_MAX,
                            MEMORY,
                            MAX_SEEN_IDS,
                            MAX_ANSWERS,
                            MAX_SOURCES,
                            RULES_SLICE));

    private AlertSettings() {}

    private static HandlingPolicy handling(Map<String, String> env) {
        return new HandlingPolicy(
                VERIFY_WITHIN.in(env),
                ON_SITE_WITHIN.in(env),
                PRESUME_AFTER.in(env),
                OVERDUE_POST.in(env),
                REPLY_WITHIN.in(env));
    }

    static AlertPolicy policy(Map<String, String> env) {
        Duration shelveDefault = SHELVE_DEFAULT.in(env);
        Duration shelveMax = SHELVE_MAX.in(env);
        if (shelveDefault.compareTo(shelveMax) > 0) {
            throw new IllegalArgumentException(
                    "%s must not exceed %s: %d > %d"
                            .formatted(
                                    SHELVE_DEFAULT.name(),
                                    SHELVE_MAX.name(),
                                    shelveDefault.toSeconds(),
                                    shelveMax.toSeconds()));
        }
        return new AlertPolicy(
                ESCALATION.in(env),
                handling(env),
                AnswerSettings.policy(env),
                AUTO_CLOSE_AFTER.in(env),
                FORGET_AFTER.in(env),
                shelveDefault,
                shelveMax,
                MEMORY.in(env),
                MAX_SEEN_IDS.in(env),
                MAX_ANSWERS.in(env),
                MAX_SOURCES.in(env),
                RULES_SLICE.in(env));
    }
}
