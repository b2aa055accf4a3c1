package org.citywall.gateway.ingest;

import io.vertx.core.Future;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.text.PlainText;

/** Keeps refused events durably; the quarantine is filled from there. */
public final class RejectedLog {
    /** Characters of a payload that are kept, 16 Ki. */
    public static final int MAX_PAYLOAD = 16 << 10;

    private static final String SOURCE = "citywall/gateway";

    private final EventLog log;

    /** Appends to this log. */
    public RejectedLog(EventLog log) {
        this.log = log;
    }

    /**
     * Id of a rejection. An event that was corrected and sent again under its old id is another
     * one; the same bytes refused for the same reason are not.
     */
    public static String idOf(String source, String eventId, String reason, String payload) {
        return Ids.of("rejected", source, eventId, reason, payload);
    }

    /** Completes when it is durable. */
    public Future<Void> append(RejectedEvent given) {
        RejectedEvent event = storable(given);
        return log.append(
                new EventLog.Entry(
                        Topics.REJECTED,
                        null,
                        event.deviceId(),
                        EventTypes.REJECTED,
                        event.id(),
                        SOURCE,
                        Json.bytes(event),
                        Map.of()));
    }

    /** The same with what neither Kafka's JSON nor PostgreSQL can hold replaced in every text. */
    public static RejectedEvent storable(RejectedEvent event) {
        return new RejectedEvent(
                PlainText.storable(event.id()),
                event.receivedAt(),
                PlainText.storable(event.protocol()),
                PlainText.storable(event.principal()),
                PlainText.storable(event.reason()),
                PlainText.storable(event.field()),
                PlainText.storable(event.detail()),
                PlainText.storable(event.eventType()),
                PlainText.storable(event.deviceId()),
                PlainText.storable(event.eventId()),
                PlainText.storable(event.source()),
                PlainText.storable(event.payload()));
    }

    /** The payload as it may be kept. */
    public static String cut(String payload) {
        return payload.length() > MAX_PAYLOAD ? payload.substring(0, MAX_PAYLOAD) : payload;
    }
}
