package org.citywall.gateway.ticket;

import java.time.Duration;
import org.citywall.gateway.webhook.WebhookOptions;

/**
 * What the desk's side of tickets may cost.
 *
 * @param orderDeadline an order that nobody took for so long is given up
 * @param webhooks how orders are sent to departments
 * @param revealsPerHour cases that one account may see the originals of within an hour
 */
public record TicketLimits(Duration orderDeadline, WebhookOptions webhooks, int revealsPerHour) {
    /** 24 h; 10 s for a try; and 30: a supervisor's work, and not a harvest. */
    public static TicketLimits defaults() {
        return new TicketLimits(
                Duration.ofHours(24), WebhookOptions.within(Duration.ofSeconds(10)), 30);
    }
}
