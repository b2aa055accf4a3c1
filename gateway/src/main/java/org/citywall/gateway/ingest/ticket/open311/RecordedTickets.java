package org.citywall.gateway.ingest.ticket.open311;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketState;

/**
 * Tickets as they stand in the record. One that was taken in a moment ago, and that the stream has
 * not told yet, is received. Secret ones and recordings are nobody's business here.
 */
public final class RecordedTickets implements PublicTickets {
    /** A promise that is due never. */
    private static final int NEVER = 9_000;

    private static final String SELECT =
            """
            SELECT r.case_id, coalesce(t.created_at, r.at) AS created_at, t.state, t.category,
                t.category_name, t.title, t.text, t.departments[1] AS department, t.lon, t.lat,
                t.updated_at, t.due_at
            FROM (SELECT case_id, min(linked_at) AS at FROM ticket_ref
                    WHERE number NOT LIKE '%~replay' GROUP BY case_id) AS r
                LEFT JOIN ticket AS t ON t.case_id = r.case_id
            WHERE NOT coalesce(t.secret, false) AND NOT coalesce(t.replay, false)
            """;

    private final Pool pool;

    /** Reads through the pool. */
    public RecordedTickets(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Optional<PublicTicket>> find(String number) {
        return pool.preparedQuery(SELECT + " AND r.case_id = $1")
                .execute(Tuple.of(number))
                .map(rows -> tickets(rows).stream().findFirst());
    }

    @Override
    public Future<List<PublicTicket>> list(Asked asked) {
        return pool.preparedQuery(
                        SELECT
                                + " AND (cardinality($1::text[]) = 0 OR r.case_id = ANY($1))"
                                + " AND ($2::boolean IS NULL OR coalesce(t.open, true) = $2)"
                                + " AND (cardinality($3::text[]) = 0 OR t.category = ANY($3))"
                                + " AND coalesce(t.created_at, r.at) BETWEEN $4 AND $5"
                                + " ORDER BY 2 DESC, 1 LIMIT $6")
                .execute(
                        Tuple.of(
                                asked.numbers().toArray(String[]::new),
                                asked.open(),
                                asked.categories().toArray(String[]::new),
                                asked.from().atOffset(ZoneOffset.UTC),
                                asked.to().atOffset(ZoneOffset.UTC),
                                asked.limit()))
                .map(RecordedTickets::tickets);
    }

    private static List<PublicTicket> tickets(RowSet<Row> rows) {
        List<PublicTicket> tickets = new ArrayList<>();
        for (Row row : rows) {
            String state = row.getString("state");
            String text = row.getString("text");
            tickets.add(
                    new PublicTicket(
                            row.getString("case_id"),
                            state == null
                                    ? TicketState.RECEIVED
                                    : Json.mapper().convertValue(state, TicketState.class),
                            row.getString("category"),
                            row.getString("category_name"),
                            text == null ? row.getString("title") : text,
                            row.getString("department"),
                            null,
                            row.getDouble("lon"),
                            row.getDouble("lat"),
                            row.getOffsetDateTime("created_at").toInstant(),
                            instant(row.getOffsetDateTime("updated_at")),
                            due(row.getOffsetDateTime("due_at"))));
        }
        return tickets;
    }

    private static @Nullable Instant due(@Nullable OffsetDateTime time) {
        return time == null || time.getYear() > NEVER ? null : time.toInstant();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
