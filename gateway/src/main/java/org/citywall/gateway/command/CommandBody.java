package org.citywall.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertOrderState;
import org.citywall.contracts.alert.FalseAlarmCause;
import org.citywall.contracts.alert.VerifyResult;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** Reads the body of a command; a {@link Refusal} names the field at fault. */
final class CommandBody {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int REASON_MAX = 2_000;
    private static final int TO_MAX = 200;
    private static final int ORDER_ID_MAX = 100;
    private static final long SHELVE_MAX_MS = Duration.ofDays(30).toMillis();

    private CommandBody() {}

    /**
     * The command.
     *
     * @param alertId the alert in the path
     * @param who asks
     * @param now when the gateway received it
     */
    static AlertCommand read(JsonNode body, String alertId, Principal who, Instant now) {
        String commandId = text(body, "commandId", 36);
        if (commandId == null || !UUID.matcher(commandId).matches()) {
            throw fault("commandId", "must be a UUID");
        }
        AlertAction action = word(body, "action", AlertAction.class);
        return new AlertCommand(
                commandId,
                alertId,
                action,
                text(body, "reason", REASON_MAX),
                text(body, "to", TO_MAX),
                number(body, "untilMs", SHELVE_MAX_MS),
                optionalWord(body, "result", VerifyResult.class),
                optionalWord(body, "cause", FalseAlarmCause.class),
                CountsBody.read(body, action),
                orderId(body, action),
                reply(body, action),
                number(body, "expectedRevision", Long.MAX_VALUE),
                who.name(),
                who.displayName(),
                who.role(),
                now);
    }

    private static String orderId(JsonNode body, AlertAction action) {
        String id = text(body, "orderId", ORDER_ID_MAX);
        if (id == null && action == AlertAction.REPLY) {
            throw fault("orderId", "must name an order of the alert");
        }
        return id;
    }

    /** What a department says: it can neither be silent nor say that it was told. */
    private static AlertOrderState reply(JsonNode body, AlertAction action) {
        AlertOrderState reply = optionalWord(body, "reply", AlertOrderState.class);
        boolean isNone = reply == AlertOrderState.SENT || reply == AlertOrderState.OVERDUE;
        if (isNone || (reply == null && action == AlertAction.REPLY)) {
            throw fault("reply", "must be accepted, refused or done");
        }
        return reply;
    }

    private static <T extends Enum<T>> T optionalWord(JsonNode body, String field, Class<T> words) {
        JsonNode value = body.path(field);
        return value.isMissingNode() || value.isNull() ? null : word(body, field, words);
    }

    private static <T extends Enum<T>> T word(JsonNode body, String field, Class<T> words) {
        JsonNode value = body.path(field);
        for (T each : words.getEnumConstants()) {
            if (value.isTextual()
                    && Json.mapper().valueToTree(each).asText().equals(value.textValue())) {
                return each;
            }
        }
        throw fault(field, "is none of the words for it");
    }

    private static String text(JsonNode body, String field, int max) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > max) {
            throw fault(field, "must be a text of at most %d characters".formatted(max));
        }
        if (!PlainText.isPlain(value.textValue())) {
            throw fault(field, PlainText.RULE);
        }
        return value.textValue().isBlank() ? null : value.textValue().strip();
    }

    private static Long number(JsonNode body, String field, long max) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > max) {
            throw fault(field, "must be a whole number of 1 to " + max);
        }
        return value.longValue();
    }

    static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", "/" + field, detail));
    }
}
