package org.citywall.gateway.ticket;

/**
 * What the desk's side of tickets may cost.
 *
 * @param webhooks how orders are sent to departments
 * @param revealsPerHour cases that one account may see the originals of within an hour
 */
public record TicketLimits(WebhookOptions webhooks, int revealsPerHour) {
    /** As webhooks by default, and 30: a supervisor's work, and not a harvest. */
    public static TicketLimits defaults() {
        return new TicketLimits(WebhookOptions.defaults(), 30);
    }
}
