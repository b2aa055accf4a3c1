package org.citywall.gateway.ticket;

import java.time.Duration;
import java.util.Set;

/**
 * How orders are sent.
 *
 * @param deadline an order that nobody took for so long is given up
 * @param timeout of one try, from the connection to the answer's head
 * @param hosts the only ones to which anything is sent; empty: any
 * @param allowPrivate also to addresses that are not of the public Internet
 */
public record WebhookOptions(
        Duration deadline, Duration timeout, Set<String> hosts, boolean allowPrivate) {
    /** 24 h, 10 s, any host, public addresses alone. */
    public static WebhookOptions defaults() {
        return new WebhookOptions(Duration.ofHours(24), Duration.ofSeconds(10), Set.of(), false);
    }
}
