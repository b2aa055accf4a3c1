package org.citywall.gateway.webhook;

import java.time.Duration;
import java.util.Set;

/**
 * How messages are sent.
 *
 * @param timeout of one try, from the connection to the answer's head
 * @param hosts the only ones to which anything is sent; empty: any
 * @param allowPrivate also to addresses that are not of the public Internet
 */
public record WebhookOptions(Duration timeout, Set<String> hosts, boolean allowPrivate) {
    /** Any host, public addresses alone. */
    public static WebhookOptions within(Duration timeout) {
        return new WebhookOptions(timeout, Set.of(), false);
    }
}
