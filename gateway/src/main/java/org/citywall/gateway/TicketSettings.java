package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.ticket.TicketLimits;
import org.citywall.gateway.webhook.WebhookOptions;

/** Variables of orders to departments, and of who sees originals of tickets. */
final class TicketSettings {
    private static final TicketLimits LIMITS = TicketLimits.defaults();

    static final Setting<Duration> DEADLINE =
            Setting.duration(
                    "CITYWALL_TICKET_ORDER_DEADLINE_H",
                    HOURS,
                    LIMITS.orderDeadline(),
                    1,
                    24 * 30,
                    "An order that its department did not take for so long is given up, and waits"
                            + " for a person (`GET /api/v1/ticket-orders?state=dead`).");
    static final Setting<Duration> TIMEOUT =
            Setting.duration(
                    "CITYWALL_TICKET_WEBHOOK_TIMEOUT_S",
                    SECONDS,
                    LIMITS.webhooks().timeout(),
                    1,
                    25,
                    "One try to send an order, from the connection to the answer.");
    static final Setting<String> HOSTS =
            Setting.text(
                    "CITYWALL_TICKET_WEBHOOK_HOSTS",
                    "",
                    "Hosts to which orders may be sent, with commas between; empty: any. Together"
                            + " with private addresses it should not be empty.");
    static final Setting<Boolean> PRIVATE =
            Setting.flag(
                    "CITYWALL_TICKET_WEBHOOK_PRIVATE",
                    "Orders also go to addresses that are not of the public Internet, as in a"
                            + " government's own network. Otherwise nobody can use the gateway to"
                            + " reach what stands beside it.");
    static final Setting<Integer> REVEALS =
            Setting.whole(
                    "CITYWALL_TICKET_REVEALS_PER_H",
                    "cases",
                    LIMITS.revealsPerHour(),
                    1,
                    10_000,
                    "Cases whose originals one account may see within an hour.");

    static final SettingGroup GROUP =
            new SettingGroup("Tickets", List.of(DEADLINE, TIMEOUT, HOSTS, PRIVATE, REVEALS));

    private TicketSettings() {}

    static TicketLimits limits(Map<String, String> env) {
        return new TicketLimits(
                DEADLINE.in(env),
                new WebhookOptions(TIMEOUT.in(env), hosts(HOSTS.in(env)), PRIVATE.in(env)),
                REVEALS.in(env));
    }

    /** Names between commas. */
    static Set<String> hosts(String text) {
        return Arrays.stream(text.split(","))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
