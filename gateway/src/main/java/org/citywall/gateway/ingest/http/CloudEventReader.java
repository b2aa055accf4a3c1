package org.citywall.gateway.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.citywall.contracts.Json;
import org.citywall.gateway.ingest.FieldFault;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.registry.Credential;

/**
 * Reads CloudEvents 1.0 so that each fault names its field. (The CloudEvents SDK reads them too,
 * but says only that an event is invalid; the tests use it as the other side.)
 */
final class CloudEventReader {
    private static final String DATA = "/data";
    private static final ObjectReader STRICT =
            Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Credential sender;
    private final Instant receivedAt;

    /**
     * One event of a batch: either read, or at fault.
     *
     * @param event the event, or null
     * @param fault what is wrong with it, or null
     */
    record Item(Inbound event, IngestResult fault) {}

    CloudEventReader(Credential sender, Instant receivedAt) {
        this.sender = sender;
        this.receivedAt = receivedAt;
    }

    Inbound structured(Buffer body) throws FieldFault {
        return event(parse(body.getBytes(), ""));
    }

    List<Item> batch(Buffer body) throws FieldFault {
        JsonNode events = parse(body.getBytes(), "");
        if (!events.isArray()) {
            throw new FieldFault("", "a batch must be a JSON array");
        }
        List<Item> items = new ArrayList<>(events.size());
        for (JsonNode event : events) {
            try {
                items.add(new Item(event(event), null));
            } catch (FieldFault e) {
                items.add(
                        new Item(
                                null,
                                new IngestResult(
                                        Verdict.INVALID, "schema", e.field(), e.getMessage())));
            }
        }
        return items;
    }

    Inbound binary(HttpServerRequest request, Buffer body) throws FieldFault {
        String version = header(request, "ce-specversion");
        checkVersion("ce-specversion", version);
        checkTime("ce-time", header(request, "ce-time"));
        return inbound(
                required("ce-type", header(request, "ce-type")),
                required("ce-id", header(request, "ce-id")),
                required("ce-source", header(request, "ce-source")),
                parse(body.getBytes(), ""),
                "",
                "true".equals(header(request, "ce-cwreplay")));
    }

    private Inbound event(JsonNode event) throws FieldFault {
        if (!event.isObject()) {
            throw new FieldFault("", "an event must be a JSON object");
        }
        checkVersion("/specversion", text(event, "specversion"));
        checkTime("/time", text(event, "time"));
        checkContentType(text(event, "datacontenttype"));
        return inbound(
                required("/type", text(event, "type")),
                required("/id", text(event, "id")),
                required("/source", text(event, "source")),
                data(event),
                DATA,
                event.path("cwreplay").asBoolean(false));
    }

    private Inbound inbound(
            String type, String id, String source, JsonNode data, String pointer, boolean replay) {
        // Only an integration may say that an event is a recording, which never pages.
        boolean isReplay = replay && sender.deviceId() == null;
        return new Inbound(
                "http", sender, type, id, source, data, pointer, receivedAt, false, isReplay);
    }

    private static JsonNode data(JsonNode event) throws FieldFault {
        JsonNode encoded = event.path("data_base64");
        if (encoded.isMissingNode()) {
            return event.path("data");
        }
        try {
            return parse(Base64.getDecoder().decode(encoded.asText()), "/data_base64");
        } catch (IllegalArgumentException e) {
            throw new FieldFault("/data_base64", "is not base64");
        }
    }

    private static JsonNode parse(byte[] json, String field) throws FieldFault {
        try {
            JsonNode node = STRICT.readTree(json);
            if (node != null && !node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new FieldFault(
                    field,
                    "is not JSON: line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
        } catch (IOException e) {
            throw new FieldFault(field, "is not JSON");
        }
        throw new FieldFault(field, "is empty");
    }

    private static String text(JsonNode event, String name) throws FieldFault {
        JsonNode value = event.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new FieldFault("/" + name, "must be a text");
        }
        return value.textValue();
    }

    private static String required(String field, String value) throws FieldFault {
        if (value == null || value.isBlank()) {
            throw new FieldFault(field, "is missing");
        }
        return value;
    }

    private static void checkVersion(String field, String version) throws FieldFault {
        if (!"1.0".equals(required(field, version))) {
            throw new FieldFault(field, "must be 1.0");
        }
    }

    private static void checkTime(String field, String time) throws FieldFault {
        try {
            if (time != null) {
                OffsetDateTime.parse(time);
            }
        } catch (DateTimeException e) {
            throw new FieldFault(field, "must be a time as of RFC 3339");
        }
    }

    private static void checkContentType(String type) throws FieldFault {
        String media = type == null ? "application/json" : type.toLowerCase(Locale.ROOT);
        if (!media.startsWith("application/json") && !media.contains("+json")) {
            throw new FieldFault("/datacontenttype", "must be JSON");
        }
    }

    /** A header's value; the binding percent-encodes what is not printable ASCII. */
    private static String header(HttpServerRequest request, String name) throws FieldFault {
        String value = request.getHeader(name);
        if (value == null || value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new FieldFault(name, "is not percent-encoded rightly");
        }
    }
}
