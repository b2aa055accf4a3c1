package org.citywall.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import org.citywall.contracts.alert.Level;
import org.citywall.gateway.webhook.WebhookOptions;

/**
 * How people are told.
 *
 * @param late a page that is older when it is read is recorded and not sent
 * @param settle the first page of an alert that is not red waits for so long: if something explains
 *     the alert by then, or it is part of a flood, the page goes with the next digest
 * @param redDeadline a channel that did not take a red page for so long is left for the next
 * @param deadline the same for all others
 * @param holding how long what may wait waits for a digest
 * @param circuitFailures after so many failures in a row an address is left alone
 * @param circuitOpen for so long; then one message tries it
 * @param keep how long it is kept what was told
 * @param links what stands before the path of a link; empty: nothing
 * @param webhooks how the channel of that name sends
 */
public record NotifyOptions(
        Duration late,
        Duration settle,
        Duration redDeadline,
        Duration deadline,
        Holding.Policy holding,
        int circuitFailures,
        Duration circuitOpen,
        Duration keep,
        String links,
        WebhookOptions webhooks) {
    /**
     * 6 h; 2 s; 15 s and 10 min; quiet pages each 10 min, others at once at any hour; 3 failures
     * and 30 s; a year; paths alone; 5 s a try.
     */
    public static NotifyOptions defaults() {
        return new NotifyOptions(
                Duration.ofHours(6),
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                new Holding.Policy(Duration.ofMinutes(10), Duration.ZERO, null),
                3,
                Duration.ofSeconds(30),
                Duration.ofDays(366),
                "",
                WebhookOptions.within(Duration.ofSeconds(5)));
    }

    /** The same with another time for explanations. */
    public NotifyOptions settling(Duration time) {
        return new NotifyOptions(
                late,
                time,
                redDeadline,
                deadline,
                holding,
                circuitFailures,
                circuitOpen,
                keep,
                links,
                webhooks);
    }

    /** The same with other rules of what waits. */
    public NotifyOptions holding(Holding.Policy policy) {
        return new NotifyOptions(
                late,
                settle,
                redDeadline,
                deadline,
                policy,
                circuitFailures,
                circuitOpen,
                keep,
                links,
                webhooks);
    }

    /**
     * Beyond its deadline a page waits for so long on the last channel of its contact: there is
     * nobody to pass it to, and to give it up after seconds would lose what a slow channel takes in
     * a minute.
     */
    public Duration lastChannel() {
        return deadline;
    }

    /** When a channel that begins now must have taken a page of this level. */
    public Instant deadlineOf(int level, Instant now) {
        return now.plus(level == Level.RED ? redDeadline : deadline);
    }
}
