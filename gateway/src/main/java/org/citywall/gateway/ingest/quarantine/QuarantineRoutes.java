package org.citywall.gateway.ingest.quarantine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.registry.ImportResult;
import org.citywall.gateway.registry.RegistryImport;

/** REST of the quarantine: what is in it, by event and by device, and adopting a device. */
public final class QuarantineRoutes {
    private static final String LIST =
            "SELECT * FROM quarantine WHERE (received_at, id) < ($1, $2)"
                    + " AND ($3::text IS NULL OR device_id = $3)"
                    + " AND ($4::text IS NULL OR reason = $4)"
                    + " AND ($5::boolean IS NULL OR (processed_at IS NOT NULL) = $5)"
                    + " ORDER BY received_at DESC, id DESC LIMIT $6";
    private static final String DEVICES =
            "SELECT device_id, count(*) AS events, count(*) FILTER (WHERE urgent) AS urgent,"
                    + " min(received_at) AS first_at, max(received_at) AS last_at FROM quarantine"
                    + " WHERE processed_at IS NULL AND reason = 'unknown-device' AND device_id > $1"
                    + " GROUP BY device_id ORDER BY device_id LIMIT $2";
    private static final OffsetDateTime LATEST =
            OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final Pool pool;
    private final RegistryImport imports;
    private final QuarantineRelease release;
    private final Guard guard;
    private final JsonBody bodies;

    /** Serves these parts. */
    public QuarantineRoutes(
            Pool pool,
            RegistryImport imports,
            QuarantineRelease release,
            Guard guard,
            Bodies bodies) {
        this.pool = pool;
        this.imports = imports;
        this.release = release;
        this.guard = guard;
        this.bodies = new JsonBody(bodies);
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        String base = "/api/v1/quarantine";
        router.get(base).handler(guard.require(Role.OFFICER, this::list));
        router.get(base + "/devices").handler(guard.require(Role.OFFICER, this::devices));
        router.post(base + "/devices/:deviceId/adopt")
                .handler(guard.require(Role.ADMIN, this::adopt));
    }

    private void list(RoutingContext context, Principal who) {
        HttpServerRequest request = context.request();
        Page page = Page.of(request);
        OffsetDateTime before = before(page);
        String beforeId = page.after().substring(page.after().indexOf(' ') + 1);
        String processed = request.getParam("processed");
        pool.preparedQuery(LIST)
                .execute(
                        Tuple.of(
                                before,
                                beforeId,
                                request.getParam("deviceId"),
                                request.getParam("reason"),
                                processed == null ? null : Boolean.valueOf(processed),
                                page.limit() + 1))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(rows -> Answers.json(context.response(), 200, page(rows, page.limit())));
    }

    private static OffsetDateTime before(Page page) {
        if (page.after().isEmpty()) {
            return LATEST;
        }
        try {
            return OffsetDateTime.parse(page.after().split(" ", 2)[0]);
        } catch (DateTimeException e) {
            throw new Refusal(
                    Problem.ofField(400, "bad parameter", "cursor", "is not one that we gave"));
        }
    }

    private static ObjectNode page(RowSet<Row> rows, int limit) {
        ObjectNode answer = Json.mapper().createObjectNode();
        var items = answer.putArray("items");
        String last = "";
        for (Row row : rows) {
            if (items.size() == limit) {
                return answer.put("nextCursor", Page.cursorAfter(last));
            }
            items.add(item(row));
            last = row.getOffsetDateTime("received_at") + " " + row.getString("id");
        }
        return answer;
    }

    private static ObjectNode item(Row row) {
        ObjectNode item = Json.mapper().createObjectNode();
        put(item, "id", row.getString("id"));
        put(item, "receivedAt", time(row, "received_at"));
        put(item, "protocol", row.getString("protocol"));
        put(item, "principal", row.getString("principal"));
        put(item, "reason", row.getString("reason"));
        put(item, "field", row.getString("field"));
        put(item, "detail", row.getString("detail"));
        put(item, "eventType", row.getString("event_type"));
        put(item, "deviceId", row.getString("device_id"));
        put(item, "eventId", row.getString("event_id"));
        put(item, "source", row.getString("source"));
        put(item, "payload", row.getString("payload"));
        item.put("urgent", row.getBoolean("urgent"));
        put(item, "processedAt", time(row, "processed_at"));
        return item;
    }

    private void devices(RoutingContext context, Principal who) {
        Page page = Page.of(context.request());
        pool.preparedQuery(DEVICES)
                .execute(Tuple.of(page.after(), page.limit() + 1))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        rows -> Answers.json(context.response(), 200, devices(rows, page.limit())));
    }

    private static ObjectNode devices(RowSet<Row> rows, int limit) {
        ObjectNode answer = Json.mapper().createObjectNode();
        var items = answer.putArray("items");
        String last = "";
        for (Row row : rows) {
            if (items.size() == limit) {
                return answer.put("nextCursor", Page.cursorAfter(last));
            }
            last = row.getString("device_id");
            ObjectNode item = items.addObject().put("deviceId", last);
            item.put("events", row.getLong("events")).put("urgent", row.getLong("urgent"));
            put(item, "firstAt", time(row, "first_at"));
            put(item, "lastAt", time(row, "last_at"));
        }
        return answer;
    }

    private void adopt(RoutingContext context, Principal who) {
        String deviceId = context.pathParam("deviceId");
        bodies.read(
                context,
                body -> {
                    Map<String, String> values = new HashMap<>();
                    values.put("id", deviceId);
                    for (String field : new String[] {"siteId", "kind", "domain"}) {
                        values.put(field, JsonBody.text(body, field, 1, 64));
                    }
                    if (body.hasNonNull("name")) {
                        values.put("name", JsonBody.text(body, "name", 1, 200));
                    }
                    imports.put(ImportKind.DEVICES, values, who.name())
                            .compose(done -> refuseFault(done))
                            .compose(
                                    done ->
                                            release.release(deviceId)
                                                    .map(n -> answer(deviceId, done, n)))
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(answer -> Answers.json(context.response(), 200, answer));
                });
    }

    private static Future<ImportResult> refuseFault(ImportResult done) {
        if (done.errors().isEmpty()) {
            return Future.succeededFuture(done);
        }
        ImportResult.LineError fault = done.errors().get(0);
        return Future.failedFuture(
                new Refusal(
                        Problem.ofField(400, "bad field", "/" + fault.field(), fault.detail())));
    }

    private static ObjectNode answer(String deviceId, ImportResult done, int processed) {
        return Json.mapper()
                .createObjectNode()
                .put("deviceId", deviceId)
                .put("created", done.created() == 1)
                .put("processed", processed);
    }

    private static String time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : Json.time(time.toInstant());
    }

    private static void put(ObjectNode item, String name, String value) {
        if (value != null) {
            item.put(name, value);
        }
    }
}
