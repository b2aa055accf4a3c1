package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** REST of what people were told. */
public final class NotificationRoutes {
    private static final String PATH = "/api/v1/notifications";
    private static final Set<String> STATES =
            Set.of("waiting", "held", "merged", "sent", "passed", "dead", "late");

    private static final String SEEN =
            " ($1 = '' OR n.place = $1 OR starts_with(n.place, $1 || '/'))";

    /** What was merged stands where its digest stands. */
    private static final String ROWS =
            "SELECT n.*, d.page_id AS digest_id, d.state AS digest_state, "
                    + NotificationAnswers.COLUMNS
                    + " FROM notification AS n"
                    + " LEFT JOIN notification AS d ON d.id = n.merged_into"
                    + NotificationAnswers.JOIN
                    + " WHERE"
                    + SEEN;

    private static final String ATTEMPTS =
            "SELECT * FROM notification_attempt WHERE notification = ANY($1) ORDER BY id";

    private static final int MOST_OF_ALERT = 1_000;

    private final Pool pool;
    private final NotificationRetry retry;
    private final Map<String, Channel> channels;
    private final Guard guard;
    private final JsonBody bodies;

    /**
     * Serves what stands in this database.
     *
     * @param channels by their names
     */
    public NotificationRoutes(
            Pool pool,
            NotificationRetry retry,
            Map<String, Channel> channels,
            Guard guard,
            JsonBody bodies) {
        this.pool = pool;
        this.retry = retry;
        this.channels = channels;
        this.guard = guard;
        this.bodies = bodies;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(PATH).handler(guard.require(Role.OFFICER, this::list));
        router.get("/api/v1/alerts/:id/notifications")
                .handler(guard.require(Role.OFFICER, this::ofAlert));
        router.post(PATH + "/:id/retry").handler(guard.require(Role.SHIFT_LEAD, this::retry));
    }

    private void list(RoutingContext context, Principal who) {
        Page page = Page.of(context.request());
        String state = context.request().getParam("state", "");
        if (!state.isEmpty() && !STATES.contains(state)) {
            throw fault("state", "must be of " + STATES.stream().sorted().toList());
        }
        String to = context.request().getParam("to", "");
        if (!PlainText.isPlain(to)) {
            throw fault("to", PlainText.RULE);
        }
        StringBuilder sql = new StringBuilder(ROWS).append(" AND n.id < $2");
        Tuple parameters = Tuple.of(who.place(), Rows.before(page));
        condition(sql, parameters, "n.state", state);
        condition(sql, parameters, "n.recipient", to);
        parameters.addInteger(page.limit() + 1);
        sql.append(" ORDER BY n.id DESC LIMIT $").append(parameters.size());
        answer(
                context,
                withAttempts(
                        sql.toString(),
                        parameters,
                        who,
                        (rows, item) -> Rows.page(rows, "id", page.limit(), item::apply)));
    }

    private static void condition(
            StringBuilder sql, Tuple parameters, String column, String value) {
        if (!value.isEmpty()) {
            parameters.addString(value);
            sql.append(" AND ").append(column).append(" = $").append(parameters.size());
        }
    }

    private void ofAlert(RoutingContext context, Principal who) {
        String id = context.pathParam("id");
        if (!PlainText.isPlain(id)) {
            throw new Refusal(Problem.of(404, "not found", "there is no such alert"));
        }
        answer(
                context,
                withAttempts(
                        ROWS + " AND n.alert_id = $2 ORDER BY n.id LIMIT $3",
                        Tuple.of(who.place(), id, MOST_OF_ALERT),
                        who,
                        (rows, item) -> {
                            ObjectNode page = Json.mapper().createObjectNode();
                            ArrayNode items = page.putArray("items");
                            rows.forEach(row -> items.add(item.apply(row)));
                            return page;
                        }));
    }

    private interface Item {
        ObjectNode apply(Row row);
    }

    private interface Listing {
        ObjectNode of(RowSet<Row> rows, Item item);
    }

    private Future<ObjectNode> withAttempts(
            String sql, Tuple parameters, Principal who, Listing listing) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .compose(
                        rows -> {
                            List<Long> found = new ArrayList<>();
                            rows.forEach(row -> found.add(row.getLong("id")));
                            Long[] ids = found.toArray(Long[]::new);
                            return pool.preparedQuery(ATTEMPTS)
                                    .execute(Tuple.of(ids))
                                    .map(attempts -> byNotification(attempts, who))
                                    .compose(
                                            tries ->
                                                    NotificationAnswers.links(pool, ids)
                                                            .map(
                                                                    links ->
                                                                            listing.of(
                                                                                    rows,
                                                                                    row ->
                                                                                            item(
                                                                                                    row,
                                                                                                    tries,
                                                                                                    links))));
                        });
    }

    private Map<Long, ArrayNode> byNotification(RowSet<Row> rows, Principal who) {
        Map<Long, ArrayNode> all = new HashMap<>();
        for (Row row : rows) {
            ObjectNode item = Json.mapper().createObjectNode();
            item.put("at", Json.time(Rows.instant(row, "at")));
            item.put("channel", row.getString("channel"));
            item.put("address", address(row, who)).put("result", row.getString("result"));
            put(item, "said", row.getString("said"));
            if (row.getInteger("status") != null) {
                item.put("status", row.getInteger("status"));
            }
            if (row.getInteger("ms") != null) {
                item.put("ms", row.getInteger("ms"));
            }
            all.computeIfAbsent(row.getLong("notification"), id -> Json.mapper().createArrayNode())
                    .add(item);
        }
        return all;
    }

    private static ObjectNode item(
            Row row, Map<Long, ArrayNode> tries, Map<Long, ArrayNode> links) {
        ObjectNode item = Json.mapper().createObjectNode();
        item.put("id", Long.toString(row.getLong("id"))).put("pageId", row.getString("page_id"));
        put(item, "alertId", row.getString("alert_id"));
        item.put("to", row.getString("recipient"));
        put(item, "contact", row.getString("contact"));
        put(item, "channel", row.getString("channel"));
        put(item, "step", row.getString("step"));
        item.put("level", row.getInteger("level")).put("state", row.getString("state"));
        put(item, "said", row.getString("said"));
        if (row.getString("digest_id") != null) {
            item.put("digest", row.getString("digest_id"));
            item.put("digestState", row.getString("digest_state"));
        }
        item.put("decidedAt", Json.time(Rows.instant(row, "decided_at")));
        if (Rows.instant(row, "settled_at") != null) {
            item.put("settledAt", Json.time(Rows.instant(row, "settled_at")));
        }
        if (row.getString("state").equals("waiting")) {
            item.put("nextAt", Json.time(Rows.instant(row, "next_at")));
        }
        NotificationAnswers.put(item, row);
        if (links.containsKey(row.getLong("id"))) {
            item.set("links", links.get(row.getLong("id")));
        }
        item.set("data", Rows.tree(row, "body"));
        item.set(
                "attempts", tries.getOrDefault(row.getLong("id"), Json.mapper().createArrayNode()));
        return item;
    }

    private static void put(ObjectNode item, String field, String value) {
        if (value != null) {
            item.put(field, value);
        }
    }

    /** Addresses hold tokens and numbers of people: only who types them sees more. */
    private String address(Row row, Principal who) {
        String address = row.getString("address");
        Channel channel = channels.get(row.getString("channel"));
        if (channel == null) {
            return "";
        }
        return who.role() == Role.ADMIN ? channel.listed(address) : channel.shown(address);
    }

    private void retry(RoutingContext context, Principal who) {
        String id = context.pathParam("id");
        bodies.read(
                context,
                body ->
                        retry.retry(id, who)
                                .onFailure(error -> Answers.failure(context, error))
                                .onSuccess(done -> Answers.nothing(context.response())));
    }

    private static void answer(RoutingContext context, Future<ObjectNode> body) {
        body.onFailure(error -> Answers.failure(context, error))
                .onSuccess(found -> Answers.json(context.response(), 200, found));
    }

    private static Refusal fault(String parameter, String detail) {
        return new Refusal(Problem.ofField(400, "bad parameter", parameter, detail));
    }
}
