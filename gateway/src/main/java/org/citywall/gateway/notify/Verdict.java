package org.citywall.gateway.notify;

import java.time.Instant;
import org.citywall.contracts.alert.Level;
import org.citywall.gateway.webhook.DeliveryTry;

/**
 * What becomes of a notification after a try.
 *
 * @param next sent, to be tried again on this channel, or to pass to the next one
 * @param at not tried again before that
 * @param reason in a few words
 */
record Verdict(Next next, Instant at, String reason) {
    /** Where it goes. */
    enum Next {
        /** Somebody has it. */
        SENT,
        /** The same channel, later. */
        AGAIN,
        /** The next channel; where there is none, nowhere. */
        PASS
    }

    /**
     * A notification while it is on a channel.
     *
     * @param level of its alert
     * @param attempts on this channel, with the one that ended now
     * @param deadlineAt by when the channel must have taken it
     * @param hasNext whether there is another channel
     */
    record Standing(int level, int attempts, Instant deadlineAt, boolean hasNext) {}

    /**
     * By how the try ended. What may pass is tried again while the deadline allows it; red does not
     * wait for an address that is being left alone if there is another.
     *
     * @param isLeftAlone the address has failed too often
     * @param random 0 to 1
     */
    static Verdict of(
            DeliveryTry tried, Standing standing, boolean isLeftAlone, double random, Instant now) {
        if (tried.end() == DeliveryTry.End.TAKEN) {
            return new Verdict(Next.SENT, now, tried.said());
        }
        if (tried.end() == DeliveryTry.End.NEVER) {
            return new Verdict(Next.PASS, now, tried.said());
        }
        if (isLeftAlone && standing.hasNext() && standing.level() == Level.RED) {
            return new Verdict(Next.PASS, now, tried.said());
        }
        Instant at = tried.nextAt(standing.attempts(), random, now);
        // Who asked for patience and is the last one to ask gets it: nobody else could be told.
        boolean isAskedToWait = tried.isTooFast() && !standing.hasNext();
        return at.isAfter(standing.deadlineAt()) && !isAskedToWait
                ? new Verdict(Next.PASS, now, tried.said())
                : new Verdict(Next.AGAIN, at, tried.said());
    }
}
