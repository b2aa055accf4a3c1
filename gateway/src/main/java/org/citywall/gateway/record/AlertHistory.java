package org.citywall.gateway.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.citywall.contracts.Json;

/** Reads the record. */
public final class AlertHistory {
    private final Pool pool;

    /** Reads through the pool. */
    public AlertHistory(Pool pool) {
        this.pool = pool;
    }

    /** An alert as it was recorded last. */
    public Future<Optional<JsonNode>> alert(String id) {
        return pool.preparedQuery("SELECT body::text FROM alert WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> trees(rows).stream().findFirst());
    }

    /** The lines of an alert's timeline, oldest first. */
    Future<List<JsonNode>> timeline(String id) {
        return pool.preparedQuery(
                        "SELECT entry::text FROM alert_change WHERE alert_id = $1 ORDER BY"
                                + " change_no")
                .execute(Tuple.of(id))
                .map(AlertHistory::trees);
    }

    /**
     * Closed alerts, newest first.
     *
     * @param after the last alert of the page before, or null
     * @param limit the most that are wanted
     */
    Future<List<JsonNode>> closed(AlertFilter filter, Position after, int limit) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql =
                new StringBuilder("SELECT body::text FROM alert WHERE ")
                        .append(filter.where(parameters));
        if (after != null) {
            parameters.add(after.raisedAt().atOffset(ZoneOffset.UTC));
            parameters.add(after.id());
            int last = parameters.size();
            sql.append(" AND (raised_at, id) < ($").append(last - 1);
            sql.append(", $").append(last).append(')');
        }
        parameters.add(limit);
        sql.append(" ORDER BY raised_at DESC, id DESC LIMIT $").append(parameters.size());
        return pool.preparedQuery(sql.toString())
                .execute(Tuple.from(parameters))
                .map(AlertHistory::trees);
    }

    /**
     * Place of an alert in the order of lists: newest first.
     *
     * @param raisedAt when it was raised
     * @param id decides between alerts of the same millisecond
     */
    record Position(Instant raisedAt, String id) {
        /** Where this alert stands. */
        static Position of(JsonNode alert) {
            return new Position(
                    Instant.parse(alert.path("raisedAt").asText()), alert.path("id").asText());
        }

        /** Whether the other stands behind this one. */
        boolean isBefore(Position other) {
            int byTime = raisedAt.compareTo(other.raisedAt);
            return byTime != 0 ? byTime > 0 : id.compareTo(other.id) > 0;
        }
    }

    private static List<JsonNode> trees(RowSet<Row> rows) {
        List<JsonNode> trees = new ArrayList<>(rows.size());
        for (Row row : rows) {
            try {
                trees.add(Json.mapper().readTree(row.getString(0)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("PostgreSQL keeps only JSON here", e);
            }
        }
        return trees;
    }
}
