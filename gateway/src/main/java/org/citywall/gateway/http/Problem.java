package org.citywall.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.citywall.contracts.Json;

/**
 * An error as RFC 9457 problem+json, which names the field at fault and says why.
 *
 * @param status HTTP status
 * @param title the kind of problem, the same for each occurrence
 * @param detail this occurrence, in a sentence
 * @param field the field at fault as a JSON pointer, or null
 */
public record Problem(int status, String title, String detail, String field) {
    /** Media type of RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that no single field caused. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, null);
    }

    /** A problem with one field. */
    public static Problem ofField(int status, String title, String field, String detail) {
        return new Problem(status, title, detail, field);
    }

    /** Answers the request with this problem, unless it was answered already. */
    public void send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("content-type", MEDIA_TYPE)
                .end(Buffer.buffer(Json.bytes(toJson())));
    }

    /** The body. */
    public ObjectNode toJson() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("type", "about:blank").put("status", status).put("title", title);
        json.put("detail", detail);
        if (field != null) {
            json.put("field", field);
        }
        return json;
    }
}
