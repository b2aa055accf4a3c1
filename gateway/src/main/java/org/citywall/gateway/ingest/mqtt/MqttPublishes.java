package org.citywall.gateway.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.charger.ChargerOrders;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.text.PlainText;

/**
 * Makes events of publishes. MQTT has no refusal: a publish that can never be taken is kept durably
 * among the rejected and then acknowledged, or it would come again for ever.
 */
final class MqttPublishes {
    private static final String PREFIX = "citywall/v1/";
    private static final Map<String, Feed> FEEDS =
            Map.of(
                    "fire", new Feed(EventTypes.FIRE_SIGNAL, "deviceId"),
                    "slope", new Feed(EventTypes.SLOPE_READING, "stationId"),
                    "charger", new Feed(EventTypes.CHARGER_READING, "stationId"),
                    "camera", new Feed(EventTypes.CAMERA_EVENT, "cameraId"),
                    "ticket", new Feed(EventTypes.TICKET_EVENT, "system"));

    /** Of a ticket that cannot be taken nobody knows what in it names a person. */
    private static final String WITHHELD = "(withheld: an event of a ticket may name a person)";

    private final Ingest ingest;
    private final MqttRejects rejects;
    private final IngestMeters meters;
    private final Clock clock;
    private final DupWindow dups;
    private final DpPublishes slopes;
    private final CommandResults results;

    MqttPublishes(
            Vertx vertx,
            Ingest ingest,
            RejectedLog rejected,
            ChargerOrders orders,
            IngestMeters meters,
            Clock clock) {
        this.ingest = ingest;
        this.rejects = new MqttRejects(rejected);
        this.slopes = new DpPublishes(ingest, rejects, meters, clock);
        this.results =
                new CommandResults(orders, new CommandWait(vertx, orders, clock), rejects, meters);
        this.meters = meters;
        this.clock = clock;
        this.dups = new DupWindow(clock);
    }

    /** Takes the publish; the result may be retried only if nothing of it is durable. */
    Future<IngestResult> take(Credential sender, MqttPublishMessage message) {
        String topic = message.topicName();
        if (topic.equals(DpPublishes.TOPIC)) {
            return slopes.take(sender, message.payload().getBytes());
        }
        Instant receivedAt = clock.instant();
        String payload = message.payload().toString(UTF_8);
        Optional<String> answering = ChargerTopics.ofResults(topic);
        if (answering.isPresent()) {
            return results.take(sender, answering.get(), payload, receivedAt);
        }
        String[] parts =
                topic.startsWith(PREFIX)
                        ? topic.substring(PREFIX.length()).split("/", -1)
                        : new String[0];
        boolean known = parts.length == 2 && FEEDS.containsKey(parts[0]) && !parts[1].isEmpty();
        if (!known) {
            meters.event(MqttIngest.PROTOCOL, Verdict.INVALID);
            return rejects.keep(
                    new MqttRejects.Origin(sender, receivedAt, payload, null, null, null),
                    MqttRejects.fault("unknown-topic", null, "there is no topic " + topic));
        }
        Feed feed = FEEDS.get(parts[0]);
        String type = feed.type();
        String keepable = type.equals(EventTypes.TICKET_EVENT) ? WITHHELD : payload;
        String deviceId = parts[1];
        ObjectNode data = parse(payload);
        if (data != null && isFire(data) && eventIdFault(data) != null) {
            data.remove("eventId"); // A fire is not lost over its number: it gets one of ours.
        }
        IngestResult fault = data == null ? notJson() : formFault(data, feed, deviceId);
        if (fault != null) {
            meters.event(MqttIngest.PROTOCOL, Verdict.INVALID);
            return rejects.keep(
                    new MqttRejects.Origin(sender, receivedAt, keepable, type, deviceId, null),
                    fault);
        }
        data.put(feed.deviceField(), deviceId);
        JsonNode given = data.remove("eventId");
        String eventId =
                given != null ? given.asText() : dups.idOf(topic, payload, message.isDup());
        Inbound event =
                new Inbound(
                        MqttIngest.PROTOCOL,
                        sender,
                        type,
                        eventId,
                        MqttRejects.source(deviceId),
                        data,
                        "",
                        receivedAt,
                        true,
                        false);
        MqttRejects.Origin origin =
                new MqttRejects.Origin(sender, receivedAt, keepable, type, deviceId, eventId);
        return ingest.accept(event)
                .compose(
                        result ->
                                MqttRejects.isForEver(result)
                                        ? rejects.keep(origin, result)
                                        : Future.succeededFuture(result));
    }

    private static ObjectNode parse(String payload) {
        try {
            return Json.mapper().readTree(payload) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static IngestResult notJson() {
        return MqttRejects.fault("invalid-json", "", "the payload must be a JSON object");
    }

    private static IngestResult formFault(ObjectNode data, Feed feed, String deviceId) {
        JsonNode named = data.path(feed.deviceField());
        if (!named.isMissingNode() && !deviceId.equals(named.asText())) {
            return MqttRejects.fault(
                    "schema", "/" + feed.deviceField(), "differs from the topic's device");
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
            return MqttRejects.fault("schema", "/eventId", "must be a text or a whole number");
        }
        return PlainText.isPlain(eventId.asText())
                ? null
                : MqttRejects.fault("schema", "/eventId", PlainText.RULE);
    }

    /**
     * What comes on the topics of one domain.
     *
     * @param type CloudEvents type
     * @param deviceField name of the field that holds the device of the topic
     */
    private record Feed(String type, String deviceField) {}
}
