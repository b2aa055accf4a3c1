package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Answers;

/**
 * {@code GET /api/v1/me/pages}: of which alerts the account that asks was told, or should have
 * been. By this the phone knows which alerts are its person's; it holds nothing that the message
 * did not say.
 */
public final class MyPageRoutes {
    /** A person is told of a few alerts a day, and of hundreds in a flood. */
    private static final int MOST = 1_000;

    /**
     * The newest of each alert. A page reaches a person as the contact that was on call, or by that
     * person's own name although no contact has it.
     */
    private static final String MINE =
            """
            SELECT DISTINCT ON (alert_id) alert_id, step, level, state, decided_at
            FROM (SELECT id, alert_id, step, level, state, decided_at FROM notification
                WHERE (contact = $1 OR recipient = $1) AND alert_id IS NOT NULL
                    AND ($2 = '' OR place = $2 OR starts_with(place, $2 || '/'))
                ORDER BY id DESC LIMIT $3) AS newest
            ORDER BY alert_id, id DESC
            """;

    private final Pool pool;
    private final Guard guard;

    /** Serves what stands in this database. */
    public MyPageRoutes(Pool pool, Guard guard) {
        this.pool = pool;
        this.guard = guard;
    }

    /** Adds the route. */
    public void mount(Router router) {
        router.get("/api/v1/me/pages").handler(guard.require(Role.VIEWER, this::list));
    }

    private void list(RoutingContext context, Principal who) {
        pool.preparedQuery(MINE)
                .execute(Tuple.of(who.name(), who.place(), MOST))
                .map(MyPageRoutes::body)
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(body -> Answers.json(context.response(), 200, body));
    }

    private static ObjectNode body(RowSet<Row> rows) {
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode items = body.putArray("items");
        for (Row row : rows) {
            items.addObject()
                    .put("alertId", row.getString("alert_id"))
                    .put("step", row.getString("step"))
                    .put("level", row.getInteger("level"))
                    .put("state", row.getString("state"))
                    .put("decidedAt", Json.time(Rows.instant(row, "decided_at")));
        }
        return body;
    }
}
