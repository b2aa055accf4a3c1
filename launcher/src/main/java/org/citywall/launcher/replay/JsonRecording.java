package org.citywall.launcher.replay;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;

/**
 * An array of objects, or one after the other: each the data of a reading, or a message of {@code
 * $dp}. After what is no JSON nothing more can be read, and that is an error.
 */
final class JsonRecording implements Recording {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private final byte[] bytes;

    JsonRecording(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public void read(Sink sink) throws IOException, InterruptedException {
        try (JsonParser json = MAPPER.createParser(bytes)) {
            boolean isList = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    object(json, sink);
                } else if (token == JsonToken.START_ARRAY && !isList) {
                    isList = true;
                } else if (token == JsonToken.END_ARRAY) {
                    isList = false;
                } else {
                    sink.reject(where(json.currentTokenLocation()), "must be an object");
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            sink.reject(
                    where(e.getLocation()), e.getOriginalMessage() + "; what follows was not read");
        }
    }

    /** As the bytes have it: of two members of one name a tree keeps only the last. */
    private void object(JsonParser json, Sink sink) throws IOException, InterruptedException {
        JsonLocation begin = json.currentTokenLocation();
        json.skipChildren();
        int end = (int) json.currentLocation().getByteOffset();
        byte[] object = Arrays.copyOfRange(bytes, (int) begin.getByteOffset(), end);
        JsonNode tree = MAPPER.readTree(object);
        if (tree.has("stationId")) {
            reading(where(begin), (ObjectNode) tree, sink);
        } else {
            DpRecording.message(where(begin), object, sink);
        }
    }

    private static void reading(String where, ObjectNode data, Sink sink)
            throws InterruptedException {
        String station = data.path("stationId").asText();
        String time = data.path("deviceTime").asText();
        try {
            sink.take(
                    where,
                    new RecordedReading(station, OffsetDateTime.parse(time).toInstant(), data));
        } catch (DateTimeException e) {
            sink.reject(where, "deviceTime is no time: " + time);
        }
    }

    private static String where(JsonLocation at) {
        return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }
}
