package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** Reads cases from the record. */
public final class Tickets {
    /** Lines of the story that come with a case. */
    static final int STEPS = 100;

    private static final String STORY =
            "SELECT seq, body FROM ticket_step WHERE case_id = $1 AND seq < $2"
                    + " ORDER BY seq DESC LIMIT $3";
    private static final String ORDERS =
            "SELECT * FROM ticket_order WHERE case_id = $1 AND seq < $2"
                    + " ORDER BY seq DESC LIMIT $3";

    private static final Problem UNKNOWN =
            Problem.of(404, "unknown-ticket", "there is no such ticket");

    private final Pool pool;

    /** Reads through the pool. */
    public Tickets(Pool pool) {
        this.pool = pool;
    }

    /** A page of cases. */
    Future<ObjectNode> list(TicketFilter filter, TicketOrderBy order, Page page, Principal who) {
        order.after(page, filter);
        List<Object> parameters = new ArrayList<>(filter.parameters());
        parameters.add(page.limit() + 1);
        String sql =
                "SELECT t.* FROM ticket AS t WHERE "
                        + filter.where()
                        + order.orderBy()
                        + " LIMIT $"
                        + parameters.size();
        return pool.preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .map(rows -> page(rows, order, page.limit(), who));
    }

    private static ObjectNode page(
            RowSet<Row> rows, TicketOrderBy order, int limit, Principal who) {
        ObjectNode page = Json.mapper().createObjectNode();
        ArrayNode items = page.putArray("items");
        Row last = null;
        for (Row row : rows) {
            if (items.size() == limit) {
                return page.put(
                        "nextCursor",
                        order.cursor(
                                last.getOffsetDateTime(order.column()).toInstant(),
                                last.getString("case_id")));
            }
            items.add(TicketView.of(row, who, false));
            last = row;
        }
        return page;
    }

    /** The case as a row; fails with 404 if there is none that this person may see. */
    Future<Row> find(String caseId, Principal who) {
        if (!PlainText.isPlain(caseId)) {
            return Future.failedFuture(new Refusal(UNKNOWN)); // PostgreSQL would not take it
        }
        return pool.preparedQuery("SELECT * FROM ticket WHERE case_id = $1")
                .execute(Tuple.of(caseId))
                .map(
                        rows -> {
                            for (Row row : rows) {
                                if (who.sees(row.getString("place"))) {
                                    return row;
                                }
                            }
                            throw new Refusal(UNKNOWN);
                        });
    }

    /** The case with the newest of its story. */
    Future<ObjectNode> detail(Row ticket, Principal who) {
        return story(ticket, who, Long.MAX_VALUE, STEPS)
                .map(
                        story -> {
                            ObjectNode detail = TicketView.of(ticket, who, true);
                            detail.set("timeline", story.get("items"));
                            if (story.has("nextCursor")) {
                                detail.set("timelineCursor", story.get("nextCursor"));
                            }
                            return detail;
                        });
    }

    /** Its story, newest first. */
    Future<ObjectNode> story(Row ticket, Principal who, long before, int limit) {
        boolean isReduced = TicketView.isReduced(ticket, who);
        return pool.preparedQuery(STORY)
                .execute(Tuple.of(ticket.getString("case_id"), before, limit + 1))
                .map(rows -> Rows.page(rows, "seq", limit, row -> TicketView.step(row, isReduced)));
    }

    /** What departments were told of it, newest first. */
    Future<ObjectNode> orders(Row ticket, Principal who, long before, int limit) {
        boolean isReduced = TicketView.isReduced(ticket, who);
        return pool.preparedQuery(ORDERS)
                .execute(Tuple.of(ticket.getString("case_id"), before, limit + 1))
                .map(
                        rows ->
                                Rows.page(
                                        rows,
                                        "seq",
                                        limit,
                                        row -> TicketView.order(row, isReduced)));
    }
}
