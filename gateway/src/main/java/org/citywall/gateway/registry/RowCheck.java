package org.citywall.gateway.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.gateway.registry.ImportResult.LineError;

/** Checks rows: each value, keys that repeat, and what they refer to. */
final class RowCheck {
    /** More are not told; whoever gets so many has taken the wrong file. */
    static final int MAX_ERRORS = 100;

    private final ImportKind kind;
    private final Map<String, Set<String>> existing;
    private final List<LineError> errors;

    /**
     * @param existing by column name, the values that it may refer to
     * @param errors faults that are already known
     */
    RowCheck(ImportKind kind, Map<String, Set<String>> existing, List<LineError> errors) {
        this.kind = kind;
        this.existing = existing;
        this.errors = new ArrayList<>(errors);
    }

    List<LineError> check(List<ImportRow> rows) {
        Map<String, Long> lineOfKey = new HashMap<>();
        for (ImportRow row : rows) {
            Long first = lineOfKey.putIfAbsent(row.get(kind.key().name()), row.line());
            if (first != null) {
                error(row, kind.key().name(), "stands already on line " + first);
            }
        }
        for (ImportRow row : rows) {
            if (errors.size() >= MAX_ERRORS) {
                break;
            }
            kind.columns().forEach(column -> value(row, column));
            if (kind == ImportKind.PLACES) {
                parent(row, lineOfKey.keySet());
            }
        }
        return errors.size() > MAX_ERRORS ? errors.subList(0, MAX_ERRORS) : errors;
    }

    private void value(ImportRow row, Column column) {
        String value = row.get(column.name());
        if (value.isEmpty()) {
            if (column.required()) {
                error(row, column.name(), "must not be empty");
            }
            return;
        }
        String fault = column.fault().apply(value);
        if (fault != null) {
            error(row, column.name(), fault);
        } else if (existing.containsKey(column.name())
                && !existing.get(column.name()).contains(value)) {
            error(row, column.name(), "there is no '%s'".formatted(value));
        }
    }

    private void parent(ImportRow row, Set<String> inFile) {
        String parent = Place.parent(row.get("path"));
        Set<String> known = existing.getOrDefault(PARENTS, new HashSet<>());
        if (!parent.isEmpty() && !known.contains(parent) && !inFile.contains(parent)) {
            error(row, "path", "its parent '%s' is missing".formatted(parent));
        }
    }

    /** Stands for the paths that may be parents. */
    static final String PARENTS = "(parents)";

    private void error(ImportRow row, String field, String detail) {
        errors.add(new LineError(row.line(), field, detail));
    }
}
