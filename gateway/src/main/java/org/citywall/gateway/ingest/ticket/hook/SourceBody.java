package org.citywall.gateway.ingest.ticket.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.text.PlainText;
import org.citywall.gateway.ticketsource.TicketSource;

/** Reads a ticket source; a fault names its field. A field that is missing is empty. */
final class SourceBody {
    private static final int MAX_WORDS = 200;
    private static final int MAX_MAPPING = 32_000;
    private static final int MAX_EXAMPLES = 50;
    private static final int LEAST_SECRET = 16;
    private static final int DAYS_S = 31 * 24 * 3_600;

    private SourceBody() {}

    /** The next version; a secret that is not mentioned stays. */
    static TicketSource next(
            String id,
            JsonNode body,
            @Nullable TicketSource before,
            Sealing sealing,
            Principal who,
            Instant now) {
        return new TicketSource(
                id,
                before == null ? 1 : before.version() + 1,
                plain(JsonBody.text(body, "title", 1, MAX_WORDS), "/title"),
                TicketSource.Protocol.of(body.path("protocol").asText())
                        .orElseThrow(
                                () -> fault("/protocol", "must be events, mqtt, hook or open311")),
                optional(body, "owner", MAX_WORDS),
                mapping(body),
                examples(body),
                optional(body, "credential", MAX_WORDS),
                secret(id, body, before, sealing),
                enabled(body),
                interval(body.path("expectedIntervalS")),
                who.name(),
                now);
    }

    static @Nullable String mapping(JsonNode body) {
        return optional(body, "mapping", MAX_MAPPING);
    }

    static ArrayNode examples(JsonNode body) {
        JsonNode examples = body.path("examples");
        if (examples.isMissingNode() || examples.isNull()) {
            if (mapping(body) != null) {
                throw fault("/examples", "a mapping needs at least one example");
            }
            return Json.mapper().createArrayNode();
        }
        if (!examples.isArray() || examples.size() > MAX_EXAMPLES) {
            throw fault("/examples", "must be an array of at most %d".formatted(MAX_EXAMPLES));
        }
        if (mapping(body) != null && examples.isEmpty()) {
            throw fault("/examples", "a mapping needs at least one example");
        }
        for (int i = 0; i < examples.size(); i++) {
            for (String field : new String[] {"name", "input", "expect"}) {
                if (examples.get(i).path(field).isMissingNode()) {
                    throw fault("/examples/%d/%s".formatted(i, field), "is missing");
                }
            }
        }
        return (ArrayNode) examples;
    }

    private static @Nullable Sealing.Sealed secret(
            String id, JsonNode body, @Nullable TicketSource before, Sealing sealing) {
        JsonNode secret = body.path("secret");
        if (secret.isMissingNode()) {
            return before == null ? null : before.secret();
        }
        if (secret.isNull()) {
            return null;
        }
        String text = JsonBody.text(body, "secret", LEAST_SECRET, MAX_WORDS);
        return sealing.seal(
                Json.mapper().createObjectNode().put("secret", text), TicketSource.associated(id));
    }

    private static boolean enabled(JsonNode body) {
        JsonNode enabled = body.path("enabled");
        if (!enabled.isMissingNode() && !enabled.isBoolean()) {
            throw fault("/enabled", "must be true or false");
        }
        return enabled.asBoolean(true);
    }

    private static @Nullable Integer interval(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > DAYS_S) {
            throw fault(
                    "/expectedIntervalS", "must be a whole number from 1 to %d".formatted(DAYS_S));
        }
        return value.intValue();
    }

    private static @Nullable String optional(JsonNode body, String field, int most) {
        JsonNode value = body.path(field);
        return value.isMissingNode() || value.isNull()
                ? null
                : plain(JsonBody.text(body, field, 1, most), "/" + field);
    }

    private static String plain(String text, String field) {
        if (!PlainText.isPlain(text)) {
            throw fault(field, PlainText.RULE);
        }
        return text;
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", field, detail));
    }
}
