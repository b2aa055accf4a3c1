package org.citywall.stream.alert;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Every number of the alert rules.
 *
 * @param escalation who is told while an alarm of level red or orange is unacknowledged. Default 30
 *     s second seat, 60 s duty leader, 120 s all (docs/domain/fire.md, "Confirmation and
 *     escalation"; every shift has at least two seats by GB 25201)
 * @param autoCloseAfter maintenance closes itself so long after its condition cleared. Default 10
 *     min: longer than a device that comes and goes (chattering is 3 times a minute, ISA-18.2)
 * @param forgetAfter a closed alert can be reopened and commented so long, then it leaves state and
 *     view. Default 24 h: one full rota of shifts
 * @param shelveDefault how long shelving lasts if nobody says. Default 2 h (ISA-18.2 practice)
 * @param shelveMax longest shelving. Default 8 h: one shift (GB 25201: at most 8 h)
 * @param memory how long ids of detections and answers to commands are remembered. Default 24 h:
 *     longer than any replay of the fire job
 * @param maxSeenIds most detection ids remembered per group. Default 2,048
 * @param maxAnswers most answers remembered per group. Default 1,024
 * @param maxSources most devices and points listed in one alert. Default 500; further ones are only
 *     counted
 */
public record AlertPolicy(
        List<EscalationStep> escalation,
        Duration autoCloseAfter,
        Duration forgetAfter,
        Duration shelveDefault,
        Duration shelveMax,
        Duration memory,
        int maxSeenIds,
        int maxAnswers,
        int maxSources)
        implements Serializable {

    /** Checks that each number can work. */
    public AlertPolicy {
        escalation = List.copyOf(escalation);
        if (maxSeenIds < 1 || maxAnswers < 1 || maxSources < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
        if (shelveDefault.compareTo(shelveMax) > 0) {
            throw new IllegalArgumentException("shelveDefault exceeds shelveMax");
        }
    }

    /** The documented defaults. */
    public static AlertPolicy defaults() {
        return new AlertPolicy(
                List.of(
                        new EscalationStep(Duration.ofSeconds(30), "第二席"),
                        new EscalationStep(Duration.ofSeconds(60), "带班领导"),
                        new EscalationStep(Duration.ofSeconds(120), "全员")),
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                Duration.ofHours(2),
                Duration.ofHours(8),
                Duration.ofHours(24),
                2_048,
                1_024,
                500);
    }
}
