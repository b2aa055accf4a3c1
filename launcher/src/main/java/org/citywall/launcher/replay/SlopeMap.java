package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.citywall.contracts.Json;

/**
 * What the columns of a recording mean. Each text is the name of a column, or, if the file has no
 * such column, a constant.
 *
 * @param time when it was measured
 * @param format how times are written
 * @param stationId registry id of the station
 * @param instrument as in {@code citywall.slope.reading.v1}
 * @param channel of the station
 * @param values column → name of the value
 */
record SlopeMap(
        String time,
        RecordedTime format,
        String stationId,
        String instrument,
        String channel,
        Map<String, String> values) {

    /** A reading as ingest wants it. */
    record Reading(String stationId, Instant at, ObjectNode data) {}

    /**
     * One map, or a list of them for files with several instruments in a row.
     *
     * @throws IllegalArgumentException with what is missing
     */
    static List<SlopeMap> read(JsonNode json) {
        List<SlopeMap> maps = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(one -> maps.add(one(one)));
        } else {
            maps.add(one(json));
        }
        return maps;
    }

    private static SlopeMap one(JsonNode json) {
        Map<String, String> values = new LinkedHashMap<>();
        json.path("values")
                .properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The map names no column in \"values\".");
        }
        return new SlopeMap(
                required(json, "time"),
                RecordedTime.of(json),
                required(json, "stationId"),
                required(json, "instrument"),
                required(json, "channel"),
                values);
    }

    private static String required(JsonNode json, String name) {
        String text = json.path(name).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The map lacks \"%s\".".formatted(name));
        }
        return text;
    }

    /**
     * What a row says; null when it has no value.
     *
     * @throws IllegalArgumentException when it has no time or lacks a column
     */
    Reading of(CSVRecord row) {
        ObjectNode numbers = Json.mapper().createObjectNode();
        values.forEach(
                (column, name) -> {
                    if (!row.isMapped(column)) {
                        throw new IllegalArgumentException("The file has no column " + column);
                    }
                    put(numbers, name, row.get(column).strip());
                });
        if (numbers.isEmpty()) {
            return null;
        }
        Instant at;
        try {
            at = format.parse(cell(row, time));
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "column %s is no time: %s".formatted(time, cell(row, time)), e);
        }
        String station = cell(row, stationId);
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("stationId", station).put("instrument", cell(row, instrument));
        data.put("channel", cell(row, channel)).put("deviceTime", at.toString());
        data.set("values", numbers);
        return new Reading(station, at, data);
    }

    /** What is no number goes as it is: ingest leaves it out and says so. */
    private static void put(ObjectNode numbers, String name, String text) {
        if (text.isEmpty()) {
            return;
        }
        try {
            numbers.put(name, Double.parseDouble(text));
        } catch (NumberFormatException e) {
            numbers.put(name, text);
        }
    }

    private static String cell(CSVRecord row, String columnOrConstant) {
        return row.isMapped(columnOrConstant)
                ? row.get(columnOrConstant).strip()
                : columnOrConstant;
    }
}
