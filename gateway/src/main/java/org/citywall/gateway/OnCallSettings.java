package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.oncall.OnCallOptions;
import org.citywall.gateway.oncall.ReachPolicy;
import org.citywall.gateway.oncall.readiness.ReadinessPolicy;

/** Variables of who is on call. */
final class OnCallSettings {
    private static final OnCallOptions DEFAULTS = OnCallOptions.defaults();
    private static final int MAX_POSTS = 10;

    private static final Setting<ZoneId> ZONE =
            new Setting<>(
                    "CITYWALL_ONCALL_ZONE",
                    "time zone",
                    DEFAULTS.zone().getId(),
                    "Hand-overs and hours of rotas that name no zone of their own are local times of"
                            + " this one.",
                    OnCallSettings::zone);
    private static final Setting<List<String>> CHAIN =
            new Setting<>(
                    "CITYWALL_ONCALL_CHAIN",
                    "`post,…`",
                    String.join(",", DEFAULTS.reach().chain()),
                    "Posts that are told in this order if nobody is on call where a page goes: the"
                            + " chief of the cell, then the leader on duty, each looked for from the"
                            + " alert's place upwards.",
                    OnCallSettings::posts);

    private static final Setting<Duration> LEAD =
            Setting.duration(
                    "CITYWALL_ONCALL_READINESS_LEAD_MIN",
                    MINUTES,
                    DEFAULTS.readiness().lead(),
                    0,
                    720,
                    "So long before a shift begins who comes on gets a test that must be answered; 0:"
                            + " nobody is asked. Twice the time for an answer must fit in it, or the"
                            + " shift has begun before the chain hears of silence.");
    private static final Setting<Duration> ANSWER =
            Setting.duration(
                    "CITYWALL_ONCALL_READINESS_ANSWER_MIN",
                    MINUTES,
                    DEFAULTS.readiness().answer(),
                    1,
                    120,
                    "A test that is not answered for so long goes over the contact's next channel,"
                            + " and after the same time again the chain is told.");

    static final SettingGroup GROUP =
            new SettingGroup("On call", List.of(ZONE, CHAIN, LEAD, ANSWER));

    private OnCallSettings() {}

    static OnCallOptions options(Map<String, String> env) {
        return new OnCallOptions(
                ZONE.in(env),
                new ReachPolicy(CHAIN.in(env)),
                new ReadinessPolicy(LEAD.in(env), ANSWER.in(env)));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time zone like Asia/Shanghai", e);
        }
    }

    private static List<String> posts(String text) {
        List<String> posts = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (posts.size() > MAX_POSTS || posts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("must be 1 to " + MAX_POSTS + " posts: " + text);
        }
        return posts;
    }
}
