package org.citywall.stream.alert;

import java.io.Serializable;
import java.time.Duration;
import org.citywall.contracts.alert.Level;

/**
 * How long a called person has before the next call. The reasons of the defaults are on
 * docs/config.md, "Call and answer".
 *
 * @param orangeFirst from the first call of an orange alarm to the second
 * @param orangeAgain from each later call of an orange alarm to the next
 * @param redFirst the same for red: first to second
 * @param redAgain the same for red: later ones
 * @param callsBeforePost after so many unanswered calls the next post of the escalation is told too
 */
public record AnswerPolicy(
        Duration orangeFirst,
        Duration orangeAgain,
        Duration redFirst,
        Duration redAgain,
        int callsBeforePost)
        implements Serializable {

    /** Checks that each number can work. */
    public AnswerPolicy {
        if (callsBeforePost < 1) {
            throw new IllegalArgumentException("a post cannot be told before the first call");
        }
    }

    /** The documented defaults. */
    public static AnswerPolicy defaults() {
        return new AnswerPolicy(
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                2);
    }

    /** From this call, counted from 1, to the next. */
    Duration waitAfter(int call, int level) {
        if (level == Level.RED) {
            return call == 1 ? redFirst : redAgain;
        }
        return call == 1 ? orangeFirst : orangeAgain;
    }
}
