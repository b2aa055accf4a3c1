package org.citywall.gateway.ingest.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** The three ways in which the CloudEvents HTTP binding carries events. */
enum EventMode {
    STRUCTURED,
    BATCH,
    BINARY;

    /** The mode of a request, or null if its content type fits none. */
    static EventMode of(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        String media = type == null ? "" : mediaType(type);
        return switch (media) {
            case "application/cloudevents+json" -> STRUCTURED;
            case "application/cloudevents-batch+json" -> BATCH;
            case "application/json" ->
                    request.getHeader("ce-specversion") != null
                                    || request.getHeader("ce-id") != null
                            ? BINARY
                            : null;
            default -> null;
        };
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .trim()
                .toLowerCase(Locale.ROOT);
    }
}
