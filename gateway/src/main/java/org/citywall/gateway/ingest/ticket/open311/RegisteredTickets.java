package org.citywall.gateway.ingest.ticket.open311;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.citywall.contracts.ticket.TicketState;

/**
 * What is known of tickets before there is a record of them: that a number was taken in, and when.
 * So each is open and received, and nothing is known of its category or place.
 */
public final class RegisteredTickets implements PublicTickets {
    private static final String SELECT =
            "SELECT case_id, min(linked_at) FROM ticket_ref WHERE number NOT LIKE '%~replay'";

    private final Pool pool;

    /** Reads these tables. */
    public RegisteredTickets(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Optional<PublicTicket>> find(String number) {
        return pool.preparedQuery(SELECT + " AND case_id = $1 GROUP BY case_id")
                .execute(Tuple.of(number))
                .map(rows -> tickets(rows).stream().findFirst());
    }

    @Override
    public Future<List<PublicTicket>> list(Asked asked) {
        if (Boolean.FALSE.equals(asked.open()) || !asked.categories().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return pool.preparedQuery(
                        SELECT
                                + " AND (cardinality($1::text[]) = 0 OR case_id = ANY($1)) GROUP BY"
                                + " case_id HAVING min(linked_at) BETWEEN $2 AND $3 ORDER BY 2 DESC,"
                                + " 1 LIMIT $4")
                .execute(
                        Tuple.of(
                                asked.numbers().toArray(String[]::new),
                                asked.from().atOffset(ZoneOffset.UTC),
                                asked.to().atOffset(ZoneOffset.UTC),
                                asked.limit()))
                .map(RegisteredTickets::tickets);
    }

    private static List<PublicTicket> tickets(RowSet<Row> rows) {
        List<PublicTicket> tickets = new ArrayList<>();
        for (Row row : rows) {
            tickets.add(
                    new PublicTicket(
                            row.getString(0),
                            TicketState.RECEIVED,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            row.getOffsetDateTime(1).toInstant(),
                            null,
                            null));
        }
        return tickets;
    }
}
