package org.citywall.gateway.live.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.Json;
import org.citywall.gateway.live.topic.Offsets;

/** What a client may say. */
sealed interface ClientMessage {
    /** Longest text that a field may have. */
    int MAX_TEXT = 256;

    /**
     * Proves who it is.
     *
     * @param token session or wall token
     */
    record Auth(String token) implements ClientMessage {}

    /**
     * What it wants to see. A topic that is named again begins anew; those that are not named stay.
     *
     * @param topics names of topics; unknown ones stay empty
     * @param place grid path with everything below; empty: all that the account may see
     * @param epoch epoch of the resume point, or null
     * @param offsets resume point per topic; key {@code *}: of every topic that has no own
     */
    record Subscribe(Set<String> topics, String place, String epoch, Map<String, String> offsets)
            implements ClientMessage {
        /** The client's resume point of this topic, or null. */
        String offsetOf(String topic) {
            return offsets.getOrDefault(topic, offsets.get("*"));
        }
    }

    /**
     * The item is painted.
     *
     * @param id the item
     * @param rev the revision that is on the screen
     */
    record Seen(String id, long rev) implements ClientMessage {}

    /**
     * How the screen is.
     *
     * @param sound armed, off, or empty if it did not say
     */
    record Status(String sound) implements ClientMessage {}

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException with a sentence for the client's developer
     */
    static ClientMessage read(String text) {
        JsonNode json = parse(text);
        return switch (text(json, "op")) {
            case "auth" -> new Auth(text(json, "token"));
            case "subscribe" -> subscribe(json);
            case "seen" -> new Seen(text(json, "id"), json.path("rev").asLong());
            case "status" -> new Status(optionalText(json, "sound"));
            default -> throw new IllegalArgumentException("unknown op");
        };
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode json = Json.mapper().readTree(text);
            if (json == null || !json.isObject()) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static Subscribe subscribe(JsonNode json) {
        JsonNode topics = json.path("topics");
        if (!topics.isArray() || topics.isEmpty() || topics.size() > 16) {
            throw new IllegalArgumentException("topics must be a list of 1 to 16 names");
        }
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode topic : topics) {
            if (!topic.isTextual() || !topic.textValue().matches("[a-z-]{1,32}")) {
                throw new IllegalArgumentException("topics must be names of lower-case letters");
            }
            names.add(topic.textValue());
        }
        JsonNode resume = json.path("resume");
        Map<String, String> offsets = new HashMap<>();
        putOffset(offsets, "*", resume.path("offset"));
        resume.path("offsets")
                .properties()
                .forEach(each -> putOffset(offsets, each.getKey(), each.getValue()));
        String epoch = resume.path("epoch").asText(null);
        return new Subscribe(names, optionalText(json, "place"), epoch, offsets);
    }

    private static void putOffset(Map<String, String> offsets, String topic, JsonNode offset) {
        // A resume point that makes no sense is no error: the client gets a snapshot.
        if (Offsets.isOffset(offset.asText(null))) {
            offsets.put(topic, offset.asText());
        }
    }

    private static String text(JsonNode json, String field) {
        String text = optionalText(json, field);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }

    private static String optionalText(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
            throw new IllegalArgumentException(field + " must be a short text");
        }
        return value.textValue();
    }
}
