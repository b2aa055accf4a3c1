package org.citywall.contracts.names;

/**
 * Names of Micrometer meters; Prometheus shows them with underscores, unit and {@code _total}
 * (docs/metrics.md).
 */
public final class MetricNames {
    /** Counter. Tags: protocol, result (accepted, invalid, quarantined, unavailable …). */
    public static final String INGEST_EVENTS = "citywall.ingest.events";

    /** Counter. Tags: protocol, reason (bad-token, too-large, time-out …). */
    public static final String INGEST_REFUSED = "citywall.ingest.refused";

    /**
     * Timer with histogram: {@code receivedAt} of an alert to the write of its WebSocket frame.
     * Tag: level (red, orange, yellow, blue).
     */
    public static final String PIPELINE_LATENCY = "citywall.pipeline.latency";

    /** Gauge: WebSocket sessions. */
    public static final String LIVE_SESSIONS = "citywall.live.sessions";

    /** Gauge: items waiting in all outboxes. */
    public static final String LIVE_OUTBOX_DEPTH = "citywall.live.outbox.depth";

    /** Counter: items replaced in an outbox by a newer revision before they were sent. */
    public static final String LIVE_CONFLATED = "citywall.live.conflated";

    /** Counter. Tag: reason. */
    public static final String LIVE_RESYNCS = "citywall.live.resyncs";

    /**
     * Timer with histogram: {@code receivedAt} of an alert to its paint on a wall ({@code seen}).
     */
    public static final String LIVE_EYE_LATENCY = "citywall.live.eye.latency";

    /** Gauge: sessions by what they say of their sound. Tag: state (armed, off, unknown). */
    public static final String LIVE_SOUND = "citywall.live.sound";

    /** Gauge, seconds: age of the oldest partition's newest canary. */
    public static final String CANARY_AGE = "citywall.canary.age";

    /** Timer: a canary's way through the chain. Tag: partition. */
    public static final String CANARY_LATENCY = "citywall.canary.latency";

    /** Counter: canaries sent, of all partitions. */
    public static final String CANARY_SENT = "citywall.canary.sent";

    /** Counter: canaries that came back within 5 s. */
    public static final String CANARY_IN_TIME = "citywall.canary.in.time";

    /** Gauge, seconds: age of the newest data of a feed. Tag: feed (fire, slope, ebike). */
    public static final String FEED_AGE = "citywall.feed.age";

    /** Gauge, seconds since 1970: when the certificate of the web port's proxy ends. */
    public static final String CERTIFICATE_EXPIRY = "citywall.certificate.expiry.timestamp";

    /** Gauge: presses shown without an outcome. Tag: state. */
    public static final String RAW_PRESSES = "citywall.raw.presses";

    /** Counter. Tags: action, result. */
    public static final String COMMANDS = "citywall.commands";

    /** Gauge: open TCP connections. Tag: protocol. */
    public static final String CONNECTIONS = "citywall.connections";

    /** Timer: a command's way to the alerts job and back. */
    public static final String COMMAND_LATENCY = "citywall.command.latency";

    /** Counter: records of the log written to PostgreSQL. Tag: table. */
    public static final String RECORD_WRITES = "citywall.record.writes";

    /** Counter: records of the log that stand in no table. Tags: table, reason. */
    public static final String RECORD_LEFT_OUT = "citywall.record.left.out";

    /** Gauge: records of the log that wait for their table of PostgreSQL. Tag: table. */
    public static final String RECORD_LAG = "citywall.record.lag";

    /** Gauge: registered panels whose connection this gateway holds. */
    public static final String PANELS = "citywall.panels";

    /** Gauge: registered chargers to which this gateway can send orders. */
    public static final String CHARGERS = "citywall.chargers";

    /** Counter: orders to devices by how they ended. Tags: kind, result. */
    public static final String DEVICE_COMMANDS = "citywall.device.commands";

    /** Counter: duty checks that schedules ordered. */
    public static final String DUTY_SCHEDULED = "citywall.duty.scheduled";

    /** Counter: due times of schedules that were left out because nobody was there. */
    public static final String DUTY_MISSED = "citywall.duty.missed";

    /** Counter: commands of the desk for tickets. Tags: action, result. */
    public static final String TICKET_COMMANDS = "citywall.ticket.commands";

    /** Counter: cases whose originals were shown. */
    public static final String TICKET_REVEALS = "citywall.ticket.reveals";

    /** Counter: orders to departments by how a try ended. Tag: result (sent, failed, dead). */
    public static final String TICKET_ORDERS = "citywall.ticket.orders";

    /** Gauge: orders to departments that wait to be sent. */
    public static final String TICKET_ORDERS_WAITING = "citywall.ticket.orders.waiting";

    /** Counter: events of registered systems of tickets. Tags: system, result. */
    public static final String TICKET_SOURCE_EVENTS = "citywall.ticket.source.events";

    /** Counter: pages as they were read. Tag: result (queued, held, late, no-contact). */
    public static final String NOTIFY_PAGES = "citywall.notify.pages";

    /** Counter: pages by whom they reached. Tag: result (named, on-call, gap). */
    public static final String ONCALL_PAGES = "citywall.oncall.pages";

    /** Counter: tests before shifts. Tag: result. */
    public static final String ONCALL_READINESS = "citywall.oncall.readiness";

    /** Counter: tries to tell somebody. Tags: channel, result, reason. */
    public static final String NOTIFY_ATTEMPTS = "citywall.notify.attempts";

    /** Counter: notifications that left a channel. Tags: channel, result (sent, passed, dead). */
    public static final String NOTIFY_ENDED = "citywall.notify.ended";

    /**
     * Counter: pages that went with others as one message, for their channel's pace. Tag: channel.
     */
    public static final String NOTIFY_MERGED = "citywall.notify.merged";

    /** Gauge: notifications that wait to be sent. */
    public static final String NOTIFY_WAITING = "citywall.notify.waiting";

    /** Gauge, seconds: since the oldest red page that is not sent was decided; 0: there is none. */
    public static final String NOTIFY_OLDEST_RED = "citywall.notify.oldest.red";

    /**
     * Timer with histogram: from the decision that somebody must be told to the first request.
     * Tags: channel, level (red, orange, yellow, blue).
     */
    public static final String NOTIFY_LATENCY = "citywall.notify.latency";

    /**
     * Counter: links to answer without a log-in. Tag: event (made, opened, accepted, refused,
     * unsettled, answered, expired, revoked, unknown, locked).
     */
    public static final String NOTIFY_LINKS = "citywall.notify.links";

    /**
     * Counter: photos that were sent. Tag: result (kept, repeated, bad, too-large, refused,
     * failed).
     */
    public static final String PHOTOS = "citywall.photos";

    private MetricNames() {}
}
