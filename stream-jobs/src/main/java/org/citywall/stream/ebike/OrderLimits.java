package org.citywall.stream.ebike;

import java.io.Serializable;
import java.time.Duration;

/**
 * Numbers of orders. The sources are in docs/domain/ebike.md, "Cutting a port off".
 *
 * @param provenBelowW a port that is measured below this is off, W
 * @param sendWithin a gateway must have written an attempt within so long
 * @param answerWithin the charger must have answered it within so long
 * @param measureWithin the port must have been measured within so long after the answer
 * @param measureIntervals a charger that reports more rarely than that is waited for so many of its
 *     own intervals
 * @param measureAtMost but never longer
 * @param confirmAfter two samples in a row say that it is off, at least so long apart
 * @param attempts most attempts of one order
 * @param remembered how long the id of an order is remembered
 * @param maxRemembered most ids of one site
 */
public record OrderLimits(
        double provenBelowW,
        Duration sendWithin,
        Duration answerWithin,
        Duration measureWithin,
        double measureIntervals,
        Duration measureAtMost,
        Duration confirmAfter,
        int attempts,
        Duration remembered,
        int maxRemembered)
        implements Serializable {
    /** The documented defaults. */
    public static final OrderLimits DEFAULT =
            new OrderLimits(
                    5,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    1.5,
                    Duration.ofSeconds(400),
                    Duration.ofSeconds(2),
                    2,
                    Duration.ofDays(7),
                    512);
}
