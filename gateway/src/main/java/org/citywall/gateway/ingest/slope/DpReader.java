package org.citywall.gateway.ingest.slope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads one message of the dialect: {@code {station: {channel: {timestamp: value or values}}}},
 * every timestamp of it, with or without the head of type and length. Reads token by token: makers
 * put messages together from pieces, and of two members of one name a tree keeps only the last.
 *
 * <p>The length in the head is not relied on (two bytes end at 64 KiB); the JSON says itself where
 * it ends.
 */
public final class DpReader {
    /** Longest message, 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    /** Timestamps of one message; a station that was cut off for a year sends fewer hours. */
    public static final int MAX_TIMESTAMPS = 10_000;

    private static final int HEAD = 3;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private final List<DpReading> readings = new ArrayList<>();
    private int timestamps;
    private int faults;
    private String faultField;
    private String faultDetail;

    private DpReader() {}

    /** Reads the message, or says why nothing of it can be taken. */
    public static DpMessage read(byte[] payload) throws DpFault {
        DpMessage message = new DpReader().message(payload);
        if (payload.length > MAX_BYTES) {
            throw new DpFault(
                    "too-large", "a message must not exceed %d bytes".formatted(MAX_BYTES));
        }
        return message;
    }

    private DpMessage message(byte[] payload) throws DpFault {
        int start = start(payload);
        try (JsonParser json = MAPPER.createParser(payload, start, payload.length - start)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notJson("a message must be a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                station(json, json.currentName());
            }
            checkEnd(payload, start, (int) json.currentLocation().getByteOffset());
        } catch (IOException e) {
            throw notJson("the message is not JSON, or not whole");
        }
        if (timestamps == 0 && faults == 0) {
            throw new DpFault("empty", "the message holds no reading");
        }
        readings.sort(Comparator.comparing(DpReading::deviceTime));
        return new DpMessage(List.copyOf(readings), faults, faultField, faultDetail);
    }

    /** Where the JSON begins: at once, after one control character, or after the head. */
    private static int start(byte[] payload) {
        if (at(payload, HEAD) == '{' && headLength(payload) == payload.length - HEAD) {
            return HEAD;
        }
        if (at(payload, 0) != '{' && at(payload, 1) == '{' && payload[0] < ' ') {
            return 1;
        }
        return at(payload, 0) != '{' && at(payload, HEAD) == '{' ? HEAD : 0;
    }

    private static int at(byte[] payload, int index) {
        return index < payload.length ? payload[index] : -1;
    }

    private static int headLength(byte[] payload) {
        return ((payload[1] & 0xff) << 8) | (payload[2] & 0xff);
    }

    /** After the object only blanks and padding, unless the head says that it ends there. */
    private static void checkEnd(byte[] payload, int start, int length) throws DpFault {
        if (start == HEAD && headLength(payload) == length) {
            return;
        }
        for (int i = start + Math.max(0, length); i < payload.length; i++) {
            if (payload[i] < 0 || payload[i] > ' ') {
                throw notJson("something follows the JSON object");
            }
        }
    }

    private void station(JsonParser json, String stationId) throws IOException, DpFault {
        JsonToken token = json.nextToken();
        String field = "/" + stationId;
        if (stationId.equals("header") || stationId.equals("bodies")) {
            JsonNode part = json.readValueAsTree();
            if (part.has("appId") || part.has("body")) {
                throw new DpFault(
                        "encrypted",
                        "the message is wrapped and encrypted by the maker's platform"
                                + " (header.appId, bodies.body); let the station or that platform"
                                + " send the plain message");
            }
            fault(field, "is no station");
        } else if (token != JsonToken.START_OBJECT) {
            fault(field, "must be an object of channels");
            json.skipChildren();
        } else {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                channel(json, stationId, json.currentName());
            }
        }
    }

    private void channel(JsonParser json, String stationId, String channel)
            throws IOException, DpFault {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            fault("/" + stationId + "/" + channel, "must be an object of timestamps");
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String time = json.currentName();
            json.nextToken();
            JsonNode value = json.readValueAsTree();
            if (++timestamps > MAX_TIMESTAMPS) {
                throw new DpFault(
                        "too-many",
                        "a message must not hold more than %d timestamps"
                                .formatted(MAX_TIMESTAMPS));
            }
            Instant deviceTime = instant(time);
            if (deviceTime == null) {
                fault(
                        "/%s/%s/%s".formatted(stationId, channel, time),
                        "must be a time like 2026-01-31T08:00:00.000Z");
            } else {
                readings.add(DpReading.of(stationId, channel, deviceTime, value));
            }
        }
    }

    /** A time without zone is none: eight hours would be guessed. */
    private static Instant instant(String time) {
        try {
            return OffsetDateTime.parse(time.strip()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private void fault(String field, String detail) {
        if (faults == 0) {
            faultField = field;
            faultDetail = detail;
        }
        faults++;
    }

    private static DpFault notJson(String detail) {
        return new DpFault("not-json", detail);
    }
}
