package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.PortState;

/**
 * What the columns of a recording of chargers mean.
 *
 * @param format how times are written
 * @param fields field of {@code citywall.charger.reading.v1}, or {@code time} → name of the column,
 *     or a constant
 */
record ChargerMap(RecordedTime format, Map<String, String> fields) implements RowMap {
    private static final String TIME = "time";
    private static final String STATION = "stationId";
    private static final String PORT = "port";

    /** How a field is written, and what to say of one that is not. */
    private enum Kind {
        TEXT("text"),
        NUMBER("number"),
        WHOLE("whole number"),
        FLAG("true, false, 1 or 0"),
        STATE("state of a port");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(STATION, Kind.TEXT);
        KINDS.put(PORT, Kind.WHOLE);
        KINDS.put("state", Kind.STATE);
        KINDS.put("powerW", Kind.NUMBER);
        KINDS.put("voltageV", Kind.NUMBER);
        KINDS.put("currentA", Kind.NUMBER);
        KINDS.put("portTempC", Kind.NUMBER);
        KINDS.put("boardTempC", Kind.NUMBER);
        KINDS.put("smoke", Kind.FLAG);
        KINDS.put("sessionId", Kind.TEXT);
        KINDS.put("elapsedS", Kind.WHOLE);
        KINDS.put("energyWh", Kind.NUMBER);
        KINDS.put("stopReason", Kind.TEXT);
    }

    private static final Set<String> OF_TIME = Set.of(TIME, "zone", "timePattern", "timeFrom");

    /** What every row has; a row with nothing else says nothing. */
    private static final Set<String> ADDRESS = Set.of(STATION, PORT);

    /**
     * Reads the map.
     *
     * @throws IllegalArgumentException with the field that is missing or wrong
     */
    static ChargerMap read(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("The map must be one JSON object.");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            boolean isField = KINDS.containsKey(field.getKey());
            if (!isField && !OF_TIME.contains(field.getKey())) {
                throw new IllegalArgumentException(
                        "The map's \"%s\" is no field; there are: %s, %s"
                                .formatted(
                                        field.getKey(),
                                        String.join(", ", OF_TIME.stream().sorted().toList()),
                                        String.join(", ", KINDS.keySet())));
            }
            if (!field.getValue().isValueNode() || field.getValue().asText().isEmpty()) {
                throw new IllegalArgumentException(
                        "The map's \"%s\" must be the name of a column, or a constant."
                                .formatted(field.getKey()));
            }
            if (isField) {
                fields.put(field.getKey(), field.getValue().asText());
            }
        }
        List.of(TIME, STATION, PORT).forEach(name -> RowMap.required(json, name));
        if (fields.size() == ADDRESS.size()) {
            throw new IllegalArgumentException("The map names nothing that was measured.");
        }
        fields.put(TIME, json.path(TIME).asText());
        return new ChargerMap(timeFormat(json), fields);
    }

    private static RecordedTime timeFormat(JsonNode json) {
        try {
            return RecordedTime.of(json);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The map's zone, timePattern or timeFrom is wrong: " + e.getMessage(), e);
        }
    }

    /** A misspelt column would else be a constant, or an error in each of a million rows. */
    @Override
    public void check(List<String> columns) {
        fields.forEach(
                (field, name) -> {
                    if (columns.contains(name)) {
                        return;
                    }
                    if (field.equals(TIME)) {
                        throw noColumn(field, name, columns, "");
                    }
                    try {
                        value(field, name);
                    } catch (IllegalArgumentException e) {
                        throw noColumn(field, name, columns, ", and it is " + e.getMessage());
                    }
                });
    }

    private static IllegalArgumentException noColumn(
            String field, String name, List<String> columns, String more) {
        return new IllegalArgumentException(
                "The map's \"%s\" is \"%s\": the file has no such column%s; its columns: %s"
                        .formatted(field, name, more, String.join(", ", columns)));
    }

    @Override
    public RecordedReading of(CSVRecord row) {
        ObjectNode data = Json.mapper().createObjectNode();
        boolean saysSomething = false;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String text = field.getKey().equals(TIME) ? "" : RowMap.cell(row, field.getValue());
            if (!text.isEmpty()) {
                data.set(field.getKey(), value(row, field, text));
                saysSomething |= !ADDRESS.contains(field.getKey());
            }
        }
        if (!saysSomething) {
            return null;
        }
        for (String field : ADDRESS) {
            if (!data.has(field)) {
                throw new IllegalArgumentException(
                        "%s (column %s) is empty".formatted(field, fields.get(field)));
            }
        }
        Instant at = RowMap.time(row, fields.get(TIME), format);
        data.put("deviceTime", at.toString());
        return new RecordedReading(data.path(STATION).asText(), at, data);
    }

    private static JsonNode value(CSVRecord row, Map.Entry<String, String> field, String text) {
        try {
            return value(field.getKey(), text);
        } catch (IllegalArgumentException e) {
            String column =
                    row.isMapped(field.getValue()) ? " (column " + field.getValue() + ")" : "";
            throw new IllegalArgumentException(
                    "%s%s is %s: %s".formatted(field.getKey(), column, e.getMessage(), text), e);
        }
    }

    private static JsonNode value(String field, String text) {
        Kind kind = KINDS.get(field);
        try {
            return switch (kind) {
                case TEXT -> Json.mapper().getNodeFactory().textNode(text);
                case NUMBER -> Json.mapper().getNodeFactory().numberNode(number(text));
                case WHOLE -> Json.mapper().getNodeFactory().numberNode(whole(text));
                case FLAG -> Json.mapper().getNodeFactory().booleanNode(flag(text));
                case STATE -> Json.mapper().valueToTree(state(text));
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no " + kind.words, e);
        }
    }

    private static double number(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /** Spreadsheets write 60.0. */
    private static int whole(String text) {
        double number = number(text);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new NumberFormatException(text);
        }
        return (int) number;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "1", "true", "TRUE", "True" -> true;
            case "0", "false", "FALSE", "False" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static PortState state(String text) {
        return Json.mapper().convertValue(text, PortState.class);
    }
}
