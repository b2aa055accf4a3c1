package org.citywall.stream.alert;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Every number of the alert rules. The reasons of the defaults are on docs/config.md, "Alert
 * rules".
 *
 * @param escalation who is told while an alarm of level red or orange is unacknowledged; at least
 *     one step, each later than the one before
 * @param handling clocks of a fire alarm from its acknowledgement to a verdict
 * @param answer times of calls about a slope alarm
 * @param autoCloseAfter maintenance closes itself so long after its condition cleared
 * @param forgetAfter a closed alert can be reopened and commented so long, then it leaves state and
 *     view
 * @param shelveDefault how long shelving lasts if nobody says
 * @param shelveMax longest shelving
 * @param memory how long ids of detections and answers to commands are remembered
 * @param maxSeenIds most detection ids remembered per group
 * @param maxAnswers most answers remembered per group
 * @param maxSources most devices and points listed in one alert; further ones are counted, and
 *     {@link #maxUnlisted} of them remembered until they end
 * @param rulesSlice groups that learn of a new version of the rules per step of time
 */
public record AlertPolicy(
        List<EscalationStep> escalation,
        HandlingPolicy handling,
        AnswerPolicy answer,
        Duration autoCloseAfter,
        Duration forgetAfter,
        Duration shelveDefault,
        Duration shelveMax,
        Duration memory,
        int maxSeenIds,
        int maxAnswers,
        int maxSources,
        int rulesSlice)
        implements Serializable {
    private static final int UNLISTED_PER_LISTED = 20;

    /** Checks that each number can work. */
    public AlertPolicy {
        escalation = List.copyOf(escalation);
        if (escalation.isEmpty()) {
            throw new IllegalArgumentException("an escalation must have a step");
        }
        if (maxSeenIds < 1 || maxAnswers < 1 || maxSources < 1 || rulesSlice < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
        if (shelveDefault.compareTo(shelveMax) > 0) {
            throw new IllegalArgumentException("shelveDefault exceeds shelveMax");
        }
    }

    /** Most active sources that one alert remembers beyond those that it lists. */
    int maxUnlisted() {
        return UNLISTED_PER_LISTED * maxSources;
    }

    /** The documented defaults. */
    public static AlertPolicy defaults() {
        return new AlertPolicy(
                List.of(
                        new EscalationStep(Duration.ofSeconds(30), "第二席"),
                        new EscalationStep(Duration.ofSeconds(60), "带班领导"),
                        new EscalationStep(Duration.ofSeconds(120), "全员")),
                HandlingPolicy.defaults(),
                AnswerPolicy.defaults(),
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                Duration.ofHours(2),
                Duration.ofHours(8),
                Duration.ofHours(24),
                2_048,
                1_024,
                100,
                1_000);
    }
}
