package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;

/**
 * What the columns of a recording of tickets mean. A row is a ticket: it came in at {@code time},
 * and, if {@code closed} is there, was done then.
 *
 * @param format how times are written
 * @param fields field of {@code citywall.ticket.event.v1}, {@code time} or {@code closed} → columns
 *     whose texts are joined, or one constant
 */
record TicketMap(RecordedTime format, Map<String, List<String>> fields) {
    private static final String TIME = "time";
    private static final String CLOSED = "closed";
    private static final String ID = "ticketId";
    private static final String SYSTEM = "system";
    private static final String LON = "lon";
    private static final String LAT = "lat";
    private static final String JOINT = " / ";

    /** Of several columns one text can be made. */
    private static final Set<String> TEXTS =
            Set.of("category", "categoryName", "title", "text", "address");

    /** The same for all rows, if no column says otherwise. */
    private static final Set<String> CONSTANTS =
            Set.of(SYSTEM, "class", "category", "categoryName", "department");

    private static final List<String> FIELDS =
            List.of(
                    TIME,
                    CLOSED,
                    ID,
                    SYSTEM,
                    "class",
                    "category",
                    "categoryName",
                    "title",
                    "text",
                    LON,
                    LAT,
                    "address",
                    "department");

    private static final Set<String> OF_TIME = Set.of("zone", "timePattern", "timeFrom");

    /**
     * Reads the map.
     *
     * @throws IllegalArgumentException with the field that is missing or wrong
     */
    static TicketMap read(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("The map must be one JSON object.");
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (FIELDS.contains(field.getKey())) {
                fields.put(field.getKey(), names(field.getKey(), field.getValue()));
            } else if (!OF_TIME.contains(field.getKey())) {
                throw new IllegalArgumentException(
                        "The map's \"%s\" is no field; there are: %s, timeFrom, timePattern, zone"
                                .formatted(field.getKey(), String.join(", ", FIELDS)));
            }
        }
        for (String name : List.of(TIME, ID, SYSTEM)) {
            if (!fields.containsKey(name)) {
                throw new IllegalArgumentException("The map lacks \"%s\".".formatted(name));
            }
        }
        if (fields.containsKey(LON) != fields.containsKey(LAT)) {
            throw new IllegalArgumentException("The map has only one of \"lon\" and \"lat\".");
        }
        try {
            return new TicketMap(RecordedTime.of(json), fields);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The map's zone, timePattern or timeFrom is wrong: " + e.getMessage(), e);
        }
    }

    private static List<String> names(String field, JsonNode value) {
        List<String> names = new ArrayList<>();
        if (value.isArray() && TEXTS.contains(field)) {
            value.forEach(one -> names.add(one.asText()));
        } else if (value.isValueNode()) {
            names.add(value.asText());
        }
        if (names.isEmpty() || names.contains("")) {
            throw new IllegalArgumentException(
                    "The map's \"%s\" must be the name of a column%s."
                            .formatted(
                                    field,
                                    TEXTS.contains(field)
                                            ? " or a list of them"
                                            : CONSTANTS.contains(field) ? ", or a constant" : ""));
        }
        return names;
    }

    /** What a row says: first that the ticket came in, then that it was done. */
    List<RowMap> rows() {
        return List.of(new Row(this, false), new Row(this, true));
    }

    private record Row(TicketMap map, boolean done) implements RowMap {
        @Override
        public void check(List<String> columns) {
            map.check(columns);
        }

        @Override
        public @Nullable RecordedReading of(CSVRecord row) {
            return done ? map.done(row) : map.created(row);
        }
    }

    /** A misspelt column would else be a constant in each of a million rows. */
    private void check(List<String> columns) {
        fields.forEach(
                (field, names) -> {
                    boolean isConstant = names.size() == 1 && CONSTANTS.contains(field);
                    for (String name : names) {
                        if (!isConstant && !columns.contains(name)) {
                            throw new IllegalArgumentException(
                                    "The map's \"%s\" is \"%s\": the file has no such column; %s"
                                            .formatted(
                                                    field,
                                                    name,
                                                    "its columns: " + String.join(", ", columns)));
                        }
                    }
                });
    }

    private RecordedReading created(CSVRecord row) {
        Instant at = time(row, TIME);
        ObjectNode data = event(row, "created", at);
        for (String field : FIELDS) {
            boolean isText = !Set.of(TIME, CLOSED, ID, SYSTEM, LON, LAT).contains(field);
            String text = isText && fields.containsKey(field) ? text(row, field) : "";
            if (!text.isEmpty()) {
                data.put(field, text);
            }
        }
        Double lon = degrees(row, LON);
        Double lat = degrees(row, LAT);
        if ((lon == null) != (lat == null)) {
            throw new IllegalArgumentException(
                    "%s is empty, the other is not".formatted(lon == null ? LON : LAT));
        }
        if (lon != null) {
            data.put(LON, lon).put(LAT, lat);
        }
        return new RecordedReading(id(row), at, data);
    }

    /** Null while it is open, and of a ticket that never came in: that was said before. */
    private @Nullable RecordedReading done(CSVRecord row) {
        if (!fields.containsKey(CLOSED) || text(row, CLOSED).isEmpty()) {
            return null;
        }
        Instant began;
        try {
            began = created(row).at();
        } catch (IllegalArgumentException e) {
            return null;
        }
        Instant at = time(row, CLOSED);
        if (at.isBefore(began)) {
            throw new IllegalArgumentException(
                    "closed (column %s) is before time: %s".formatted(column(CLOSED), at));
        }
        ObjectNode data = event(row, "done", at);
        String department = fields.containsKey("department") ? text(row, "department") : "";
        if (!department.isEmpty()) {
            data.put("department", department);
        }
        return new RecordedReading(id(row), at, data);
    }

    private ObjectNode event(CSVRecord row, String event, Instant at) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put(SYSTEM, needed(row, SYSTEM)).put(ID, id(row));
        return data.put("event", event).put("occurredAt", Json.time(at));
    }

    private String id(CSVRecord row) {
        return needed(row, ID);
    }

    private String needed(CSVRecord row, String field) {
        String text = text(row, field);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s (column %s) is empty".formatted(field, column(field)));
        }
        return text;
    }

    private String text(CSVRecord row, String field) {
        return fields.get(field).stream()
                .map(name -> RowMap.cell(row, name))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(JOINT));
    }

    private Instant time(CSVRecord row, String field) {
        return RowMap.time(row, column(field), format);
    }

    private @Nullable Double degrees(CSVRecord row, String field) {
        String text = fields.containsKey(field) ? text(row, field) : "";
        if (text.isEmpty()) {
            return null;
        }
        try {
            double degrees = Double.parseDouble(text);
            if (Double.isFinite(degrees)) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // answered below, like what is no finite number
        }
        throw new IllegalArgumentException(
                "%s (column %s) is no number: %s".formatted(field, column(field), text));
    }

    private String column(String field) {
        return fields.get(field).get(0);
    }
}
