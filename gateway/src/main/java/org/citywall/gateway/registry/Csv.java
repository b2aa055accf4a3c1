package org.citywall.gateway.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.citywall.gateway.registry.ImportResult.LineError;

/** Reads the CSV of an import: RFC 4180 with a header line, UTF-8 with or without a BOM. */
final class Csv {
    static final int MAX_ROWS = 200_000;

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setTrim(true)
                    .setIgnoreEmptyLines(true)
                    .get();

    private final List<ImportRow> rows = new ArrayList<>();
    private final List<LineError> errors = new ArrayList<>();

    private Csv() {}

    /** Reads all rows; faults of form are in {@link #errors}. */
    static Csv read(ImportKind kind, String text) {
        Csv csv = new Csv();
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        try (CSVParser parser = CSVParser.parse(plain, FORMAT)) {
            csv.header(kind, parser.getHeaderNames());
            if (csv.errors.isEmpty()) {
                csv.body(kind, parser);
            }
        } catch (CSVException | UncheckedIOException | IllegalArgumentException e) {
            csv.error(csv.rows.size() + 2L, "", "cannot be read as CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
        return csv;
    }

    List<ImportRow> rows() {
        return rows;
    }

    List<LineError> errors() {
        return errors;
    }

    private void header(ImportKind kind, List<String> names) {
        for (Column column : kind.columns()) {
            if (column.required() && !names.contains(column.name())) {
                error(1, column.name(), "this column is missing");
            }
        }
        for (String name : names) {
            if (kind.columns().stream().noneMatch(column -> column.name().equals(name))) {
                error(1, name, "there is no such column");
            }
        }
    }

    private void body(ImportKind kind, CSVParser parser) {
        for (CSVRecord record : parser) {
            if (rows.size() == MAX_ROWS) {
                error(parser.getCurrentLineNumber(), "", "more than %d rows".formatted(MAX_ROWS));
                return;
            }
            long line = parser.getCurrentLineNumber() - lineBreaks(record);
            if (!record.isConsistent()) {
                error(
                        line,
                        "",
                        "has %d values instead of %d"
                                .formatted(record.size(), parser.getHeaderNames().size()));
            }
            Map<String, String> values = new HashMap<>();
            for (Column column : kind.columns()) {
                if (record.isMapped(column.name())) {
                    values.put(
                            column.name(),
                            record.isSet(column.name()) ? record.get(column.name()) : "");
                }
            }
            rows.add(new ImportRow(line, values));
        }
    }

    private static long lineBreaks(CSVRecord record) {
        return record.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
    }

    private void error(long line, String field, String detail) {
        errors.add(new LineError(line, field, detail));
    }
}
