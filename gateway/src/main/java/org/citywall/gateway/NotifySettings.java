package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.notify.Holding;
import org.citywall.gateway.notify.NotifyOptions;
import org.citywall.gateway.notify.QuietHours;
import org.citywall.gateway.notify.answer.AnswerOptions;
import org.citywall.gateway.webhook.WebhookOptions;

/** Variables of how people are told. */
final class NotifySettings {
    private static final AnswerOptions ANSWERS = AnswerOptions.defaults();
    private static final NotifyOptions DEFAULTS = NotifyOptions.defaults();

    static final Setting<Duration> LATE =
            Setting.duration(
                    "CITYWALL_NOTIFY_LATE_H",
                    HOURS,
                    DEFAULTS.late(),
                    1,
                    168,
                    "A page that is older than that when a gateway reads it is recorded as `late` and"
                            + " not sent: after an outage of a day nobody needs yesterday's calls. Red of an alert"
                            + " that is still open is sent however old it is.");
    static final Setting<Duration> SETTLE =
            Setting.duration(
                    "CITYWALL_NOTIFY_SETTLE_S",
                    SECONDS,
                    DEFAULTS.settle(),
                    0,
                    60,
                    "The first page of an alert that is not red waits for so long: if by then another"
                            + " alert explains it, or it is part of a flood, the page goes with the"
                            + " next digest. What explains it is found within half a second.");
    static final Setting<Duration> RED_DEADLINE =
            Setting.duration(
                    "CITYWALL_NOTIFY_RED_DEADLINE_S",
                    SECONDS,
                    DEFAULTS.redDeadline(),
                    5,
                    3_600,
                    "A channel that did not take a red page for so long is left for the next one of"
                            + " the contact, and after its last for the next contact of the reach; after"
                            + " all of them the page is dead.");
    static final Setting<Duration> DEADLINE =
            Setting.duration(
                    "CITYWALL_NOTIFY_DEADLINE_S",
                    SECONDS,
                    DEFAULTS.deadline(),
                    5,
                    86_400,
                    "The same for pages of other levels, and digests.");
    static final Setting<Duration> DIGEST =
            Setting.duration(
                    "CITYWALL_NOTIFY_DIGEST_MIN",
                    MINUTES,
                    DEFAULTS.holding().explained(),
                    1,
                    1_440,
                    "Quiet pages wait for so long, then they go to each contact as one message.");
    static final Setting<Duration> MILD_DIGEST =
            Setting.duration(
                    "CITYWALL_NOTIFY_MILD_DIGEST_MIN",
                    MINUTES,
                    DEFAULTS.holding().mild(),
                    0,
                    1_440,
                    "The same for blue and yellow that nothing explains; 0: each goes at once. A"
                            + " dispatch, an order, a rise of level, a missed deadline and 叫应 never"
                            + " wait.");
    static final Setting<String> QUIET_HOURS =
            new Setting<>(
                    "CITYWALL_NOTIFY_QUIET_HOURS",
                    "`HH:mm-HH:mm`",
                    "",
                    "Blue and yellow that come in these hours, in the time of `CITYWALL_ONCALL_ZONE`,"
                            + " go as a digest when they end, such as `22:00-07:00`; empty: none. They"
                            + " are off because nobody off duty is paged and duty desks are staffed"
                            + " day and night; a town whose people are on call from home sets them.",
                    NotifySettings::hours);
    static final Setting<Integer> CIRCUIT_FAILURES =
            Setting.whole(
                    "CITYWALL_NOTIFY_CIRCUIT_FAILURES",
                    "failures",
                    DEFAULTS.circuitFailures(),
                    1,
                    100,
                    "After so many failures in a row an address is left alone; red goes to the next"
                            + " channel at once.");
    static final Setting<Duration> CIRCUIT_OPEN =
            Setting.duration(
                    "CITYWALL_NOTIFY_CIRCUIT_OPEN_S",
                    SECONDS,
                    DEFAULTS.circuitOpen(),
                    1,
                    3_600,
                    "For so long; then one message tries the address again.");
    static final Setting<Duration> KEEP =
            Setting.duration(
                    "CITYWALL_NOTIFY_KEEP_DAYS",
                    DAYS,
                    DEFAULTS.keep(),
                    8,
                    36_525,
                    "How long it is kept who was told what and when. No less than the log keeps pages.");
    static final Setting<String> LINKS =
            Setting.text(
                    "CITYWALL_NOTIFY_LINKS",
                    DEFAULTS.links(),
                    "What stands before the path of a link in a message, as"
                            + " `https://citywall.example`; empty: the path alone.");
    static final Setting<Duration> LINK =
            Setting.duration(
                    "CITYWALL_NOTIFY_LINK_MINUTES",
                    MINUTES,
                    ANSWERS.valid(),
                    0,
                    1_440,
                    "A page to a person carries a link with which that person answers without a"
                            + " log-in; it may be used for so long, and once. 0: there are none.");
    static final Setting<Duration> TIMEOUT =
            Setting.duration(
                    "CITYWALL_NOTIFY_WEBHOOK_TIMEOUT_S",
                    SECONDS,
                    DEFAULTS.webhooks().timeout(),
                    1,
                    25,
                    "One try to send anything on any channel, from the connection to the answer.");
    static final Setting<String> HOSTS =
            Setting.text(
                    "CITYWALL_NOTIFY_WEBHOOK_HOSTS",
                    "",
                    "Hosts to which webhooks, messages to robots and CAP documents may be sent, with"
                            + " commas between; empty: any. Together with private addresses it should"
                            + " not be empty.");
    static final Setting<Boolean> PRIVATE =
            Setting.flag(
                    "CITYWALL_NOTIFY_WEBHOOK_PRIVATE",
                    "They also go to addresses that are not of the public Internet, as in a"
                            + " government's own network, and robots are also sent to without TLS.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Notifications",
                    List.of(
                            LATE,
                            SETTLE,
                            RED_DEADLINE,
                            DEADLINE,
                            DIGEST,
                            MILD_DIGEST,
                            QUIET_HOURS,
                            CIRCUIT_FAILURES,
                            CIRCUIT_OPEN,
                            KEEP,
                            LINKS,
                            LINK,
                            TIMEOUT,
                            HOSTS,
                            PRIVATE));

    private NotifySettings() {}

    static AnswerOptions answers(Map<String, String> env) {
        return new AnswerOptions(LINK.in(env));
    }

    private static String hours(String text) {
        if (!text.isEmpty()) {
            QuietHours.parse(text, ZoneOffset.UTC);
        }
        return text;
    }

    @Nullable
    private static QuietHours quietHours(String text, ZoneId zone) {
        return text.isEmpty() ? null : QuietHours.parse(text, zone);
    }

    /** By these variables; the zone is that of the quiet hours. */
    static NotifyOptions options(Map<String, String> env, ZoneId zone) {
        return new NotifyOptions(
                LATE.in(env),
                SETTLE.in(env),
                RED_DEADLINE.in(env),
                DEADLINE.in(env),
                new Holding.Policy(
                        DIGEST.in(env), MILD_DIGEST.in(env), quietHours(QUIET_HOURS.in(env), zone)),
                CIRCUIT_FAILURES.in(env),
                CIRCUIT_OPEN.in(env),
                KEEP.in(env),
                LINKS.in(env),
                new WebhookOptions(
                        TIMEOUT.in(env), TicketSettings.hosts(HOSTS.in(env)), PRIVATE.in(env)));
    }
}
