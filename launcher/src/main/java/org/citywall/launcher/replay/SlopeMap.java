package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        Map<String, String> values)
        implements RowMap {

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
                RowMap.required(json, "time"),
                RecordedTime.of(json),
                RowMap.required(json, "stationId"),
                RowMap.required(json, "instrument"),
                RowMap.required(json, "channel"),
                values);
    }

    @Override
    public void check(List<String> columns) {
        for (String column : values.keySet()) {
            if (!columns.contains(column)) {
                throw new IllegalArgumentException(
                        "The file has no column %s; there are: %s".formatted(column, columns));
            }
        }
    }

    @Override
    public RecordedReading of(CSVRecord row) {
        ObjectNode numbers = Json.mapper().createObjectNode();
        values.forEach((column, name) -> put(numbers, name, RowMap.cell(row, column)));
        if (numbers.isEmpty()) {
            return null;
        }
        Instant at = RowMap.time(row, time, format);
        String station = RowMap.cell(row, stationId);
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("stationId", station).put("instrument", RowMap.cell(row, instrument));
        data.put("channel", RowMap.cell(row, channel)).put("deviceTime", at.toString());
        data.set("values", numbers);
        return new RecordedReading(station, at, data);
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
}
