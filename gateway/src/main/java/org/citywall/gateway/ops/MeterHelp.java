package org.citywall.gateway.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.names.MetricNames;

/**
 * Gives each meter its line of help (docs/metrics.md has more), and leaves out what Micrometer
 * names against the conventions of Prometheus, so that {@code promtool check metrics} finds
 * nothing.
 */
public final class MeterHelp implements MeterFilter {
    /** A unit in the name that is none of the base units; a number that is called a count. */
    private static final Set<String> AGAINST_CONVENTIONS =
            Set.of("process.cpu.time", "system.cpu.count");

    private static final Map<String, String> HELP = help();

    private static Map<String, String> help() {
        Map<String, String> help = new HashMap<>();
        help.put(MetricNames.INGEST_EVENTS, "Events by how they ended.");
        help.put(MetricNames.INGEST_REFUSED, "Refused before any event could be read.");
        help.put(MetricNames.CONNECTIONS, "Open TCP connections.");
        help.put(MetricNames.PANELS, "Registered panels whose connection this gateway holds.");
        help.put(MetricNames.CHARGERS, "Registered chargers that this gateway can reach.");
        help.put(MetricNames.DEVICE_COMMANDS, "Orders to devices by how they ended.");
        help.put(MetricNames.DUTY_SCHEDULED, "Duty checks that schedules ordered.");
        help.put(MetricNames.DUTY_MISSED, "Due times of schedules that were left out.");
        help.put(MetricNames.PIPELINE_LATENCY, "From receipt to the write into a WebSocket.");
        help.put(MetricNames.LIVE_EYE_LATENCY, "From receipt to the paint on a wall.");
        help.put(MetricNames.LIVE_SESSIONS, "WebSocket sessions.");
        help.put(MetricNames.LIVE_OUTBOX_DEPTH, "Items that wait in all outboxes.");
        help.put(MetricNames.LIVE_CONFLATED, "Items replaced before they were sent.");
        help.put(MetricNames.LIVE_RESYNCS, "Sessions that got fresh snapshots.");
        help.put(MetricNames.LIVE_SOUND, "Sessions by what they say of their sound.");
        help.put(MetricNames.CANARY_AGE, "Age of the newest canary of the worst partition.");
        help.put(MetricNames.CANARY_LATENCY, "A canary's way through the whole alarm path.");
        help.put(MetricNames.CANARY_SENT, "Canaries sent.");
        help.put(MetricNames.CANARY_IN_TIME, "Canaries that came back within 5 s.");
        help.put(MetricNames.FEED_AGE, "Age of the newest data of a feed.");
        help.put(MetricNames.CERTIFICATE_EXPIRY, "When the watched certificate ends.");
        help.put(MetricNames.RAW_PRESSES, "Presses on the walls without an outcome.");
        help.put(MetricNames.COMMANDS, "Commands of people.");
        help.put(MetricNames.COMMAND_LATENCY, "A command's way to the alerts job and back.");
        help.put(MetricNames.RECORD_WRITES, "Records of the log written to PostgreSQL.");
        help.put(MetricNames.RECORD_LEFT_OUT, "Records of the log that no table has.");
        help.put(MetricNames.RECORD_LAG, "Records that wait for their table.");
        help.put(MetricNames.TICKET_COMMANDS, "Commands of the desk for tickets.");
        help.put(MetricNames.TICKET_REVEALS, "Cases whose originals were shown.");
        help.put(MetricNames.TICKET_ORDERS, "Tries to send an order to a department.");
        help.put(MetricNames.TICKET_ORDERS_WAITING, "Orders that wait to be sent.");
        help.put(MetricNames.TICKET_SOURCE_EVENTS, "Events of tickets by their system.");
        help.put(MetricNames.NOTIFY_PAGES, "Pages as they were read.");
        help.put(MetricNames.ONCALL_PAGES, "Pages by whom they reached.");
        help.put(MetricNames.ONCALL_READINESS, "Tests before shifts by what became of them.");
        help.put(MetricNames.NOTIFY_ATTEMPTS, "Tries to tell somebody by how they ended.");
        help.put(MetricNames.NOTIFY_ENDED, "Notifications that left a channel.");
        help.put(MetricNames.NOTIFY_MERGED, "Pages merged because their channel is slow.");
        help.put(MetricNames.NOTIFY_WAITING, "Notifications that wait to be sent.");
        help.put(MetricNames.NOTIFY_OLDEST_RED, "Age of the oldest red page that is not sent.");
        help.put(MetricNames.PHOTOS, "Photos that were sent.");
        help.put(MetricNames.NOTIFY_LINKS, "Links to answer without a log-in.");
        help.put(MetricNames.NOTIFY_LATENCY, "From the decision to the first request.");
        return Map.copyOf(help);
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return AGAINST_CONVENTIONS.contains(id.getName())
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String help = HELP.get(id.getName());
        return help == null
                ? id
                : new Meter.Id(
                        id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), help, id.getType());
    }
}
