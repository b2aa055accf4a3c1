package org.citywall.stream.insight;

import java.io.Serializable;
import java.time.Duration;

/**
 * Every threshold of insight. The reasons of the defaults are in docs/domain/ticket-insight.md.
 *
 * @param repeatWithin the same caller, or others at the same place, count within so long
 * @param samePlaceWithin of unknown callers the same place counts within so long of the first
 * @param nearM places no farther apart are the same for groups and proposals, metres
 * @param groupCallers so many distinct callers make a group
 * @param likeWithin two cases may be one if no longer apart
 * @param likeness and if their texts are at least so alike, 0 to 1
 * @param likeLength and have at least so many characters each
 * @param mostNear newest cases that a cell remembers
 * @param hotCellM side of the cells of hot spots, metres
 * @param hotCount a hot spot has at least so many cases in 24 hours
 * @param hotSigmas and more than the mean by so many of its square roots
 * @param hotKeep once hot it stays so down to this share of what it had to reach, so that it does
 *     not come and go with each case, 0 to 1
 * @param hotCallers and at least so many distinct callers
 * @param reorder cases of several partitions wait so long for older ones
 * @param proactiveAlarm an alarm of level 1 or 2 that is still active after so long gets a ticket
 * @param proactiveFault so does a fault that nobody has closed after so long
 */
public record InsightPolicy(
        Duration repeatWithin,
        Duration samePlaceWithin,
        int nearM,
        int groupCallers,
        Duration likeWithin,
        double likeness,
        int likeLength,
        int mostNear,
        int hotCellM,
        int hotCount,
        double hotSigmas,
        double hotKeep,
        int hotCallers,
        Duration reorder,
        Duration proactiveAlarm,
        Duration proactiveFault)
        implements Serializable {

    /** The documented defaults. */
    public static InsightPolicy defaults() {
        return new InsightPolicy(
                Duration.ofDays(30),
                Duration.ofHours(24),
                50,
                3,
                Duration.ofHours(72),
                0.75,
                8,
                200,
                500,
                5,
                3,
                0.8,
                3,
                Duration.ofSeconds(2),
                Duration.ofMinutes(30),
                Duration.ofHours(24));
    }
}
