package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.alert.AnswerPolicy;

/** Variables of call and answer; the defaults are those of {@link AnswerPolicy#defaults}. */
final class AnswerSettings {
    private static final AnswerPolicy BY_DEFAULT = AnswerPolicy.defaults();
    private static final long MINUTE = 60;
    private static final long DAY = 24 * 3_600;

    private static final Setting<Duration> ORANGE_FIRST =
            wait(
                    "CITYWALL_ALERT_ANSWER_ORANGE_FIRST_S",
                    BY_DEFAULT.orangeFirst(),
                    "Orange slope alarms: without an answer so long after the first call the"
                            + " responsible person is called again. 1 h: the \"1\" of Hunan's rule"
                            + " 631 (1 h before, the responsible person is called).");
    private static final Setting<Duration> ORANGE_AGAIN =
            wait(
                    "CITYWALL_ALERT_ANSWER_ORANGE_AGAIN_S",
                    BY_DEFAULT.orangeAgain(),
                    "Orange slope alarms: from each later call to the next. 30 min: 631 calls again"
                            + " after half an hour.");
    private static final Setting<Duration> RED_FIRST =
            wait(
                    "CITYWALL_ALERT_ANSWER_RED_FIRST_S",
                    BY_DEFAULT.redFirst(),
                    "Red slope alarms: from the first call to the second. 10 min, not 1 h: 631 counts"
                            + " back from rain that is forecast, but a red slope moves already, and"
                            + " an hour may be all that is left to move people out.");
    private static final Setting<Duration> RED_AGAIN =
            wait(
                    "CITYWALL_ALERT_ANSWER_RED_AGAIN_S",
                    BY_DEFAULT.redAgain(),
                    "Red slope alarms: from each later call to the next. 10 min, for the same"
                            + " reason.");
    private static final Setting<Integer> CALLS_BEFORE_POST =
            Setting.whole(
                    "CITYWALL_ALERT_ANSWER_CALLS",
                    "calls",
                    BY_DEFAULT.callsBeforePost(),
                    1,
                    100,
                    "Slope alarms: after so many unanswered calls the next post of the escalation is"
                            + " told too, and one more after each further call. 2: one missed call"
                            + " is common, two are not.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Call and answer",
                    List.of(ORANGE_FIRST, ORANGE_AGAIN, RED_FIRST, RED_AGAIN, CALLS_BEFORE_POST));

    private AnswerSettings() {}

    static AnswerPolicy policy(Map<String, String> env) {
        return new AnswerPolicy(
                ORANGE_FIRST.in(env),
                ORANGE_AGAIN.in(env),
                RED_FIRST.in(env),
                RED_AGAIN.in(env),
                CALLS_BEFORE_POST.in(env));
    }

    private static Setting<Duration> wait(String name, Duration byDefault, String meaning) {
        return Setting.duration(name, SECONDS, byDefault, MINUTE, DAY, meaning);
    }
}
