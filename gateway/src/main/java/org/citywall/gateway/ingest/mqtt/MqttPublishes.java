package org.citywall.gateway.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.text.PlainText;

/**
 * Makes events of publishes. MQTT has no refusal: a publish that can never be taken is kept durably
 * among the rejected and then acknowledged, or it would come again for ever.
 */
final class MqttPublishes {
    private static final String PREFIX = "citywall/v1/";
    private static final Map<String, String> TYPES =
            Map.of(
                    "fire", EventTypes.FIRE_SIGNAL,
                    "slope", "citywall.slope.reading.v1",
                    "charger", "citywall.charger.reading.v1",
                    "ticket", "citywall.ticket.event.v1");

    private final Ingest ingest;
    private final RejectedLog rejected;
    private final IngestMeters meters;
    private final Clock clock;
    private final DupWindow dups;

    MqttPublishes(Ingest ingest, RejectedLog rejected, IngestMeters meters, Clock clock) {
        this.ingest = ingest;
        this.rejected = rejected;
        this.meters = meters;
        this.clock = clock;
        this.dups = new DupWindow(clock);
    }

    /** Takes the publish; the result may be retried only if nothing of it is durable. */
    Future<IngestResult> take(Credential sender, MqttPublishMessage message) {
        Instant receivedAt = clock.instant();
        String topic = message.topicName();
        String payload = message.payload().toString(UTF_8);
        String[] parts =
                topic.startsWith(PREFIX)
                        ? topic.substring(PREFIX.length()).split("/", -1)
                        : new String[0];
        boolean known = parts.length == 2 && TYPES.containsKey(parts[0]) && !parts[1].isEmpty();
        if (!known) {
            meters.event(MqttIngest.PROTOCOL, Verdict.INVALID);
            return keep(
                    new Origin(sender, receivedAt, payload, null, null, null),
                    fault("unknown-topic", null, "there is no topic " + topic));
        }
        String type = TYPES.get(parts[0]);
        String deviceId = parts[1];
        ObjectNode data = parse(payload);
        if (data != null && isFire(data) && eventIdFault(data) != null) {
            data.remove("eventId"); // A fire is not lost over its number: it gets one of ours.
        }
        IngestResult fault = data == null ? notJson() : formFault(data, deviceId);
        if (fault != null) {
            meters.event(MqttIngest.PROTOCOL, Verdict.INVALID);
            return keep(new Origin(sender, receivedAt, payload, type, deviceId, null), fault);
        }
        data.put("deviceId", deviceId);
        JsonNode given = data.remove("eventId");
        String eventId =
                given != null ? given.asText() : dups.idOf(topic, payload, message.isDup());
        Inbound event =
                new Inbound(
                        MqttIngest.PROTOCOL,
                        sender,
                        type,
                        eventId,
                        source(deviceId),
                        data,
                        "",
                        receivedAt,
                        true,
                        false);
        Origin origin = new Origin(sender, receivedAt, payload, type, deviceId, eventId);
        return ingest.accept(event)
                .compose(
                        result ->
                                isForEver(result)
                                        ? keep(origin, result)
                                        : Future.succeededFuture(result));
    }

    private static String source(String deviceId) {
        return "mqtt/" + deviceId;
    }

    /** Whether it can never be taken; what is in quarantine was kept by ingest already. */
    private static boolean isForEver(IngestResult result) {
        return switch (result.verdict()) {
            case INVALID, UNSUPPORTED, FORBIDDEN -> true;
            case ACCEPTED, QUARANTINED, OVERLOADED, UNAVAILABLE -> false;
        };
    }

    private static ObjectNode parse(String payload) {
        try {
            return Json.mapper().readTree(payload) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static IngestResult notJson() {
        return fault("invalid-json", "", "the payload must be a JSON object");
    }

    private static IngestResult formFault(ObjectNode data, String deviceId) {
        JsonNode named = data.path("deviceId");
        if (!named.isMissingNode() && !deviceId.equals(named.asText())) {
            return fault("schema", "/deviceId", "differs from the topic's device");
        }
        return eventIdFault(data);
    }

    private static boolean isFire(ObjectNode data) {
        String signal = data.path("signal").asText();
        return signal.equals("press") || signal.equals("alarm");
    }

    private static IngestResult eventIdFault(ObjectNode data) {
        JsonNode eventId = data.path("eventId");
        boolean usable =
                eventId.isMissingNode()
                        || ((eventId.isTextual() || eventId.isIntegralNumber())
                                && !eventId.asText().isBlank());
        if (!usable) {
            return fault("schema", "/eventId", "must be a text or a whole number");
        }
        return PlainText.isPlain(eventId.asText())
                ? null
                : fault("schema", "/eventId", PlainText.RULE);
    }

    private static IngestResult fault(String reason, String field, String detail) {
        return new IngestResult(Verdict.INVALID, reason, field, detail);
    }

    private Future<IngestResult> keep(Origin origin, IngestResult fault) {
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
        return rejected.append(event)
                .map(fault)
                .otherwise(
                        error ->
                                new IngestResult(
                                        Verdict.UNAVAILABLE,
                                        "unavailable",
                                        null,
                                        "the rejection could not be made durable"));
    }

    /** Where a publish came from, as far as it is known. */
    private record Origin(
            Credential sender,
            Instant receivedAt,
            String payload,
            String type,
            String deviceId,
            String eventId) {}
}
