package org.citywall.gateway.ingest;

import io.vertx.core.Future;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;

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

    /** Completes when it is durable. */
    public Future<Void> append(RejectedEvent event) {
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

    /** The payload as it may be kept. */
    public static String cut(String payload) {
        return payload.length() > MAX_PAYLOAD ? payload.substring(0, MAX_PAYLOAD) : payload;
    }
}
