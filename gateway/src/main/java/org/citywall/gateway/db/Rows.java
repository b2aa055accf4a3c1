package org.citywall.gateway.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.function.Function;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** Cells of rows, and pages of rows that are sorted by a number. */
public final class Rows {
    private Rows() {}

    /** A JSON object. */
    public static ObjectNode tree(Row row, String column) {
        try {
            return (ObjectNode) Json.mapper().readTree(row.getJsonObject(column).encode());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds JSON there", e);
        }
    }

    /** A time; null stays null. */
    @Nullable
    public static Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    /**
     * A page of rows, greatest number first.
     *
     * @param rows one more than the limit, if there are more
     */
    public static ObjectNode page(
            RowSet<Row> rows, String number, int limit, Function<Row, ObjectNode> item) {
        ObjectNode page = Json.mapper().createObjectNode();
        ArrayNode items = page.putArray("items");
        long last = 0;
        for (Row row : rows) {
            if (items.size() == limit) {
                return page.put("nextCursor", Page.cursorAfter(Long.toString(last)));
            }
            items.add(item.apply(row));
            last = row.getLong(number);
        }
        return page;
    }

    /** Where such a page goes on: with numbers less than this. */
    public static long before(Page page) {
        try {
            return page.after().isEmpty() ? Long.MAX_VALUE : Long.parseLong(page.after());
        } catch (NumberFormatException e) {
            throw new Refusal(
                    Problem.ofField(400, "bad parameter", "cursor", "is not one that we gave"));
        }
    }
}
