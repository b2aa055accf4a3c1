package org.citywall.gateway.ingest.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.charger.ChargerOrders;
import org.citywall.gateway.ingest.charger.PortCommand;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.text.PlainText;

/**
 * What chargers answer to orders over MQTT: {@code {"commandId","result","detail"?}}. It may come
 * by another connection, or at another gateway, than the order went by.
 */
final class CommandResults {
    private static final int MAX_DETAIL = 200;
    private static final Map<String, PortAnswer.Step> STEPS =
            Map.of(
                    "done", PortAnswer.Step.DONE,
                    "already-idle", PortAnswer.Step.ALREADY_IDLE,
                    "other-session", PortAnswer.Step.OTHER_SESSION,
                    "refused", PortAnswer.Step.REFUSED);

    private final ChargerOrders orders;
    private final CommandWait wait;
    private final MqttRejects rejects;
    private final IngestMeters meters;

    CommandResults(
            ChargerOrders orders, CommandWait wait, MqttRejects rejects, IngestMeters meters) {
        this.orders = orders;
        this.wait = wait;
        this.rejects = rejects;
        this.meters = meters;
    }

    /** Takes the answer; one that can never be taken is kept among the rejected. */
    Future<IngestResult> take(
            Credential sender, String deviceId, String payload, Instant receivedAt) {
        return tell(sender, deviceId, parse(payload))
                .onSuccess(result -> meters.event(MqttIngest.PROTOCOL, result.verdict()))
                .compose(
                        result ->
                                MqttRejects.isForEver(result)
                                        ? rejects.keep(
                                                new MqttRejects.Origin(
                                                        sender,
                                                        receivedAt,
                                                        payload,
                                                        null,
                                                        deviceId,
                                                        null),
                                                result)
                                        : Future.succeededFuture(result));
    }

    private Future<IngestResult> tell(Credential sender, String deviceId, JsonNode body) {
        if (!sender.mayReport(deviceId)) {
            return Future.succeededFuture(
                    new IngestResult(
                            Verdict.FORBIDDEN,
                            "wrong-device",
                            null,
                            "this credential does not speak for " + deviceId));
        }
        if (body == null || !body.isObject()) {
            return fault("invalid-json", "", "the payload must be a JSON object");
        }
        PortAnswer.Step step = STEPS.get(body.path("result").asText());
        if (step == null) {
            return fault(
                    "schema", "/result", "must be done, already-idle, other-session or refused");
        }
        String text = detail(body.path("detail"));
        return wait.heard(body.path("commandId").asText())
                .map(heard -> heard.filter(each -> each.device().deviceId().equals(deviceId)))
                .compose(
                        command ->
                                command.isPresent()
                                        ? told(command.get(), step, text)
                                        : fault(
                                                "unknown-command",
                                                "/commandId",
                                                "nothing was ordered of it under this id"));
    }

    private Future<IngestResult> told(PortCommand command, PortAnswer.Step step, String detail) {
        return orders.answered(command, step, detail)
                .map(IngestResult.ACCEPTED)
                .otherwise(
                        error ->
                                new IngestResult(
                                        Verdict.UNAVAILABLE,
                                        "unavailable",
                                        null,
                                        "the answer could not be made durable"));
    }

    private static String detail(JsonNode given) {
        if (!given.isTextual() || given.textValue().isBlank()) {
            return null;
        }
        String text = PlainText.storable(given.textValue());
        return text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) : text;
    }

    private static JsonNode parse(String payload) {
        try {
            return Json.mapper().readTree(payload);
        } catch (IOException e) {
            return null;
        }
    }

    private static Future<IngestResult> fault(String reason, String field, String detail) {
        return Future.succeededFuture(MqttRejects.fault(reason, field, detail));
    }
}
