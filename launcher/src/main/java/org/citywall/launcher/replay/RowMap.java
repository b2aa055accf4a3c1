package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * What the columns of a table mean. Each text of a map is the name of a column, or, if the table
 * has no such column, a constant.
 */
interface RowMap {
    /**
     * Looks whether the table has what the map needs, before anything of it is sent.
     *
     * @throws IllegalArgumentException with the field that is wrong
     */
    void check(List<String> columns);

    /**
     * What a row says; null when it says nothing.
     *
     * @throws IllegalArgumentException with the field of the row that is wrong
     */
    RecordedReading of(CSVRecord row);

    /** The text of a map that must be there. */
    static String required(JsonNode json, String name) {
        String text = json.path(name).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The map lacks \"%s\".".formatted(name));
        }
        return text;
    }

    /** The text of the column in this row, or the constant. */
    static String cell(CSVRecord row, String columnOrConstant) {
        if (!row.isMapped(columnOrConstant)) {
            return columnOrConstant;
        }
        if (!row.isSet(columnOrConstant)) {
            throw new IllegalArgumentException(
                    "the row ends before column %s".formatted(columnOrConstant));
        }
        return row.get(columnOrConstant).strip();
    }

    /** The time in this column. */
    static Instant time(CSVRecord row, String column, RecordedTime format) {
        String text = cell(row, column);
        try {
            return format.parse(text);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "column %s is no time: %s".formatted(column, text), e);
        }
    }
}
