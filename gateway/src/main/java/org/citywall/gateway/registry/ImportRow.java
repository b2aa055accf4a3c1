package org.citywall.gateway.registry;

import java.util.Map;

/**
 * One row to write.
 *
 * @param line where it stands, for errors
 * @param values column name to value; empty for absent
 */
record ImportRow(long line, Map<String, String> values) {
    String get(String column) {
        return values.getOrDefault(column, "");
    }
}
