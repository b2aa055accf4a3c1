package org.citywall.gateway.registry;

import java.util.Map;

/**
 * One row to write.
 *
 * @param line where it stands, for errors
 * @param values column name to value; an empty one empties what is there, an absent one leaves it
 */
record ImportRow(long line, Map<String, String> values) {
    String get(String column) {
        return values.getOrDefault(column, "");
    }
}
