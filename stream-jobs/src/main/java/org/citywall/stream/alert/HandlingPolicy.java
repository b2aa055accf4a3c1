package org.citywall.stream.alert;

import java.io.Serializable;
import java.time.Duration;

/**
 * The clocks of handling a fire alarm, after it was acknowledged and beside it. The reasons of the
 * defaults are on docs/config.md, "Alert rules".
 *
 * @param verifyWithin result of the call back, from the acknowledgement
 * @param onSiteWithin somebody there, from the dispatch
 * @param presumeAfter without a verdict so long after it was raised, the alarm is taken for real
 * @param overduePost who is told when the first or the second was missed
 * @param replyWithin a department's reply to an order, if the order does not say
 */
public record HandlingPolicy(
        Duration verifyWithin,
        Duration onSiteWithin,
        Duration presumeAfter,
        String overduePost,
        Duration replyWithin)
        implements Serializable {

    /** The documented defaults. */
    public static HandlingPolicy defaults() {
        return new HandlingPolicy(
                Duration.ofSeconds(60),
                Duration.ofMinutes(3),
                Duration.ofMinutes(3),
                "带班领导",
                Duration.ofMinutes(30));
    }
}
