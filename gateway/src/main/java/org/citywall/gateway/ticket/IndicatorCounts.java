package org.citywall.gateway.ticket;

import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;

/** What was counted for one group. */
final class IndicatorCounts {
    private final Map<String, Double> counts = new HashMap<>();

    /** Takes all columns but the group. */
    void add(Row row) {
        for (int i = 0; i < row.size(); i++) {
            if (row.getValue(i) instanceof Number number) {
                counts.put(row.getColumnName(i), number.doubleValue());
            }
        }
    }

    /** A count; 0 if nothing was there to be counted. */
    double of(String name) {
        return counts.getOrDefault(name, 0.0);
    }
}
