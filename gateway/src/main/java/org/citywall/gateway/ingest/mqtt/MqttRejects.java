package org.citywall.gateway.ingest.mqtt;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.registry.Credential;

/** Keeps publishes that can never be taken, so that they may be acknowledged. */
final class MqttRejects {
    private final RejectedLog log;

    MqttRejects(RejectedLog log) {
        this.log = log;
    }

    /**
     * Where a publish came from, as far as it is known.
     *
     * @param type CloudEvents type, or null
     * @param deviceId the device, or null
     * @param eventId its event id, or null
     */
    record Origin(
            Credential sender,
            Instant receivedAt,
            String payload,
            String type,
            String deviceId,
            String eventId) {}

    static String source(String deviceId) {
        return "mqtt/" + deviceId;
    }

    static IngestResult fault(String reason, String field, String detail) {
        return new IngestResult(Verdict.INVALID, reason, field, detail);
    }

    /** Whether it can never be taken; what is in quarantine was kept by ingest already. */
    static boolean isForEver(IngestResult result) {
        return switch (result.verdict()) {
            case INVALID, UNSUPPORTED, FORBIDDEN -> true;
            case ACCEPTED, QUARANTINED, OVERLOADED, UNAVAILABLE -> false;
        };
    }

    /** Answers the fault again once it is durable, or that it must come again. */
    Future<IngestResult> keep(Origin origin, IngestResult fault) {
        String id = origin.eventId() == null ? UUID.randomUUID().toString() : origin.eventId();
        String source = origin.deviceId() == null ? MqttIngest.PROTOCOL : source(origin.deviceId());
        RejectedEvent event =
                new RejectedEvent(
                        RejectedLog.idOf(source, id, fault.reason(), origin.payload()),
                        origin.receivedAt(),
                        MqttIngest.PROTOCOL,
                        origin.sender().id(),
                        fault.reason(),
                        fault.field(),
                        fault.detail(),
                        origin.type(),
                        origin.deviceId(),
                        origin.eventId(),
                        source,
                        RejectedLog.cut(origin.payload()));
        return log.append(event)
                .map(fault)
                .otherwise(
                        error ->
                                new IngestResult(
                                        Verdict.UNAVAILABLE,
                                        "unavailable",
                                        null,
                                        "the rejection could not be made durable"));
    }
}
