package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;
import org.citywall.gateway.webhook.WebhookOptions;
import org.citywall.gateway.webhook.WebhookTarget;

/** REST of departments and of what they are told. */
public final class OrderRoutes {
    private static final String ORDERS = "/api/v1/ticket-orders";
    private static final String DEPARTMENTS = "/api/v1/departments";
    private static final Set<String> STATES = Set.of("waiting", "sent", "dead", "recorded");
    private static final int MIN_SECRET = 16;
    private static final int MAX_SECRET = 200;
    private static final int MAX_NAME = 100;
    private static final int MAX_URL = 500;

    private static final String SEEN =
            " AND ($%1$d = '' OR o.place = $%1$d OR starts_with(o.place, $%1$d || '/'))";
    private static final String RETRY =
            "UPDATE ticket_order SET state = 'waiting', attempts = 0, next_at = $2,"
                    + " deadline_from = $2, settled_at = NULL WHERE id = $1 AND state = 'dead'";

    private final Pool pool;
    private final Departments departments;
    private final WebhookOptions options;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;
    private final Audit audit;

    /** Serves what stands in this database. */
    public OrderRoutes(
            Pool pool, WebhookOptions options, Guard guard, JsonBody bodies, Clock clock) {
        this.pool = pool;
        this.departments = new Departments(pool, clock);
        this.options = options;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(ORDERS).handler(guard.require(Role.OFFICER, this::list));
        router.post(ORDERS + "/:id/retry").handler(guard.require(Role.SHIFT_LEAD, this::retry));
        router.get(DEPARTMENTS).handler(guard.require(Role.OFFICER, this::departments));
        router.get(DEPARTMENTS + "/:name").handler(guard.require(Role.ADMIN, this::department));
        router.put(DEPARTMENTS + "/:name").handler(guard.require(Role.ADMIN, this::put));
    }

    private void list(RoutingContext context, Principal who) {
        Page page = Page.of(context.request());
        String state = context.request().getParam("state", "");
        if (!state.isEmpty() && !STATES.contains(state)) {
            throw TicketFilter.fault("state", "must be of " + STATES.stream().sorted().toList());
        }
        List<Object> parameters = new ArrayList<>();
        parameters.add(Rows.before(page));
        parameters.add(who.place());
        StringBuilder sql =
                new StringBuilder("SELECT o.*, coalesce(t.secret, false) AS secret")
                        .append(" FROM ticket_order AS o LEFT JOIN ticket AS t USING (case_id)")
                        .append(" WHERE o.seq < $1")
                        .append(SEEN.formatted(2));
        condition(sql, parameters, "o.state", state);
        String department = context.request().getParam("department", "");
        if (!PlainText.isPlain(department)) {
            throw TicketFilter.fault("department", PlainText.RULE);
        }
        condition(sql, parameters, "o.department", department);
        parameters.add(page.limit() + 1);
        sql.append(" ORDER BY o.seq DESC LIMIT $").append(parameters.size());
        TicketRoutes.answer(
                context,
                pool.preparedQuery(sql.toString())
                        .execute(Tuple.from(parameters))
                        .map(rows -> Rows.page(rows, "seq", page.limit(), row -> order(row, who))));
    }

    private static ObjectNode order(Row row, Principal who) {
        return TicketView.order(row, TicketView.isReduced(row, who));
    }

    private static void condition(
            StringBuilder sql, List<Object> parameters, String column, String value) {
        if (!value.isEmpty()) {
            parameters.add(value);
            sql.append(" AND ").append(column).append(" = $").append(parameters.size());
        }
    }

    /** Only what was given up: the others are on their way. */
    private void retry(RoutingContext context, Principal who) {
        String id = context.pathParam("id");
        bodies.read(
                context,
                body ->
                        pool.withTransaction(transaction -> retry(transaction, id, who))
                                .onFailure(error -> Answers.failure(context, error))
                                .onSuccess(done -> Answers.nothing(context.response())));
    }

    private Future<Void> retry(SqlConnection transaction, String id, Principal who) {
        return transaction
                .preparedQuery(
                        "SELECT o.state FROM ticket_order AS o WHERE o.id = $1"
                                + SEEN.formatted(2)
                                + " FOR UPDATE")
                .execute(Tuple.of(id, who.place()))
                .compose(
                        rows -> {
                            if (rows.size() == 0) {
                                return Future.failedFuture(
                                        new Refusal(
                                                Problem.of(
                                                        404,
                                                        "unknown-order",
                                                        "there is no such order")));
                            }
                            String state = rows.iterator().next().getString("state");
                            if (!state.equals("dead")) {
                                return Future.failedFuture(
                                        new Refusal(
                                                Problem.of(
                                                        409, "not-dead", "the order is " + state)));
                            }
                            return transaction
                                    .preparedQuery(RETRY)
                                    .execute(
                                            Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC)));
                        })
                .compose(
                        done ->
                                audit.write(
                                        transaction,
                                        who.name(),
                                        "retry",
                                        "ticket-orders",
                                        id,
                                        null,
                                        null));
    }

    private void departments(RoutingContext context, Principal who) {
        TicketRoutes.answer(context, departments.list(who.role() == Role.ADMIN));
    }

    private void department(RoutingContext context, Principal who) {
        TicketRoutes.answer(context, departments.find(name(context)));
    }

    private void put(RoutingContext context, Principal who) {
        String name = name(context);
        bodies.read(
                context,
                body ->
                        TicketRoutes.answer(
                                context, departments.put(entry(name, body), who.name())));
    }

    private static String name(RoutingContext context) {
        String name = context.pathParam("name");
        if (name.isBlank() || name.length() > MAX_NAME || !PlainText.isPlain(name)) {
            throw TicketFilter.fault("name", "must be a text of 1 to " + MAX_NAME + " characters");
        }
        return name;
    }

    private Departments.Entry entry(String name, JsonNode body) {
        String url = JsonBody.text(body, "url", 1, MAX_URL);
        try {
            WebhookTarget.of(url, options);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.ofField(400, "bad field", "/url", e.getMessage()));
        }
        JsonNode enabled = body.path("enabled");
        if (!enabled.isBoolean()) {
            throw new Refusal(
                    Problem.ofField(400, "bad field", "/enabled", "must be true or false"));
        }
        String secret =
                body.path("secret").isMissingNode() || body.path("secret").isNull()
                        ? null
                        : JsonBody.text(body, "secret", MIN_SECRET, MAX_SECRET);
        return new Departments.Entry(name, url, secret, enabled.booleanValue());
    }
}
