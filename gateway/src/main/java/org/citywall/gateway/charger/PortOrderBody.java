package org.citywall.gateway.charger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** Reads an order for a port; a {@link Refusal} names the field at fault. */
final class PortOrderBody {
    private static final int MAX_REASON = 500;
    private static final int MAX_ALERT = 64;
    private static final int MAX_PORT = 255;
    private static final Map<String, PortAction> ACTIONS =
            Map.of("cut-off", PortAction.CUT_OFF, "enable", PortAction.ENABLE);

    private PortOrderBody() {}

    static PortOrder read(
            JsonNode body, String siteId, String stationId, int port, Principal who, Instant now) {
        PortAction action = ACTIONS.get(body.path("action").asText());
        if (action == null) {
            throw fault("action", "must be cut-off or enable");
        }
        String reason = JsonBody.text(body, "reason", 1, MAX_REASON);
        if (reason.isBlank() || !PlainText.isPlain(reason)) {
            throw fault("reason", PlainText.RULE);
        }
        return new PortOrder(
                commandId(body),
                siteId,
                stationId,
                port,
                action,
                who.name(),
                reason.strip(),
                alertId(body),
                now);
    }

    /** Number of the port in a path. */
    static int port(String text) {
        if (text.matches("\\d{1,3}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= MAX_PORT) {
                return port;
            }
        }
        throw new Refusal(
                Problem.ofField(400, "bad parameter", "port", "must be 1 to " + MAX_PORT));
    }

    private static String commandId(JsonNode body) {
        String commandId = JsonBody.text(body, "commandId", 36, 36);
        try {
            return UUID.fromString(commandId).toString();
        } catch (IllegalArgumentException e) {
            throw fault("commandId", "must be a UUID");
        }
    }

    private static String alertId(JsonNode body) {
        JsonNode value = body.path("alertId");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String alertId = JsonBody.text(body, "alertId", 1, MAX_ALERT);
        if (!PlainText.isPlain(alertId)) {
            throw fault("alertId", PlainText.RULE);
        }
        return alertId;
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", "/" + field, detail));
    }
}
