package org.citywall.gateway.charger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.kafka.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders for ports: written down first with who gave them, then appended among the readings of the
 * site, where the job decides what becomes of them. The same id is the same order, however often it
 * is sent.
 */
public final class PortOrders {
    private static final Logger LOG = LoggerFactory.getLogger(PortOrders.class);

    /** Who presses waits no longer for a database that takes connections but does not answer. */
    private static final long WRITE_LIMIT_S = 3;

    private static final int MAX_UNWRITTEN = 1_000;
    private static final String KIND = "charger-orders";
    private static final String INSERT =
            "INSERT INTO charger_order (command_id, site_id, station_id, port, action, ordered_by,"
                    + " reason, alert_id, ordered_at, recorded, rev, state, view) VALUES ($1, $2,"
                    + " $3, $4, $5, $6, $7, $8, $9, false, 0, $10, $11) ON CONFLICT DO NOTHING";
    private static final String RECORDED =
            "UPDATE charger_order SET recorded = true WHERE command_id = $1";
    private static final String LIST =
            "SELECT * FROM charger_order WHERE site_id = $1 AND (ordered_at, command_id) < ($2, $3)"
                    + " ORDER BY ordered_at DESC, command_id DESC LIMIT $4";

    /** Only what the job accepted counts; one that has not ended may yet. */
    private static final String LAST_OF_PORT =
            "SELECT action, ordered_by FROM charger_order WHERE station_id = $1 AND port = $2"
                    + " AND state <> 'REFUSED' AND recorded AND command_id <> $3"
                    + " AND (action = 'cut-off' OR state = 'ENABLED')"
                    + " ORDER BY ordered_at DESC LIMIT 1";

    private final Pool pool;
    private final EventLog log;
    private final Audit audit;

    /** Given while PostgreSQL was away, to be written down when it is back. */
    private final Map<String, Unwritten> unwritten = new LinkedHashMap<>();

    private record Unwritten(PortOrder order, @Nullable String place) {}

    /** Writes to this database and this log. */
    public PortOrders(Pool pool, EventLog log, Clock clock) {
        this.pool = pool;
        this.log = log;
        this.audit = new Audit(clock);
    }

    /**
     * Gives the order; completes when it is on the log. 409 if another has its id, 403 if whoever
     * cut the port off would lift the lock, 503 if the log is away.
     *
     * <p>A port is cut off without PostgreSQL too, because it burns meanwhile, and the job decides
     * all the same; to lift a lock needs it, because it knows who cut the port off.
     */
    Future<Void> give(PortOrder order, @Nullable String place) {
        Future<PortOrder> written = checkSecondPerson(order).compose(ok -> write(order, place));
        if (order.action() != PortAction.CUT_OFF) {
            return written.compose(this::append);
        }
        return written.timeout(WRITE_LIMIT_S, TimeUnit.SECONDS)
                .transform(
                        done -> {
                            if (done.succeeded()) {
                                return append(done.result());
                            }
                            if (!Answers.isOutage(done.cause())) {
                                return Future.failedFuture(done.cause());
                            }
                            LOG.warn(
                                    "not written down yet: {}: {}", order, done.cause().toString());
                            return log(order).onSuccess(given -> writeLater(order, place));
                        });
    }

    /** The order as it was given first. */
    private Future<PortOrder> write(PortOrder order, @Nullable String place) {
        return pool.withTransaction(transaction -> store(transaction, order, place))
                .compose(
                        isNew ->
                                isNew
                                        ? Future.succeededFuture(order)
                                        : find(order.commandId()).map(found -> same(found, order)));
    }

    private void writeLater(PortOrder order, @Nullable String place) {
        synchronized (unwritten) {
            if (unwritten.size() < MAX_UNWRITTEN) {
                unwritten.putIfAbsent(order.commandId(), new Unwritten(order, place));
            }
        }
    }

    /** Writes down, with the audit, what was given while PostgreSQL was away. */
    Future<Void> writeDown() {
        List<Unwritten> all;
        synchronized (unwritten) {
            all = List.copyOf(unwritten.values());
        }
        Future<Void> done = Future.succeededFuture();
        for (Unwritten each : all) {
            done = done.compose(before -> writeDown(each));
        }
        return done;
    }

    private Future<Void> writeDown(Unwritten each) {
        return pool.withTransaction(
                        transaction ->
                                insert(transaction, each.order(), each.place())
                                        .compose(any -> recorded(transaction, each.order()))
                                        // The stream may have told of it first, but not the audit.
                                        .compose(any -> audit(transaction, each.order())))
                .onSuccess(
                        written -> {
                            synchronized (unwritten) {
                                unwritten.remove(each.order().commandId());
                            }
                        })
                .mapEmpty();
    }

    /** The job decides it too; whoever asks should know at once. */
    private Future<Void> checkSecondPerson(PortOrder order) {
        if (order.action() != PortAction.ENABLE) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(LAST_OF_PORT)
                .execute(Tuple.of(order.stationId(), (short) order.port(), order.commandId()))
                .compose(
                        rows -> {
                            for (Row row : rows) {
                                boolean isOwn =
                                        row.getString("action").equals("cut-off")
                                                && row.getString("ordered_by").equals(order.by());
                                if (isOwn) {
                                    return Future.failedFuture(new Refusal(ownCut()));
                                }
                            }
                            return Future.succeededFuture();
                        });
    }

    private static Problem ownCut() {
        return Problem.of(
                403,
                "second-person",
                "you cut this port off; somebody else must look at it and enable it");
    }

    private Future<Boolean> store(
            SqlConnection transaction, PortOrder order, @Nullable String place) {
        return insert(transaction, order, place)
                .compose(
                        isNew ->
                                isNew
                                        ? audit(transaction, order).map(true)
                                        : Future.succeededFuture(false));
    }

    private Future<?> audit(SqlConnection transaction, PortOrder order) {
        return audit.write(
                transaction,
                order.by(),
                wire(order.action()),
                KIND,
                order.stationId() + "/" + order.port(),
                null,
                new JsonObject(Json.string(order)));
    }

    private static Future<Boolean> insert(
            SqlConnection transaction, PortOrder order, @Nullable String place) {
        PortOrderView view = requested(order, place);
        return transaction
                .preparedQuery(INSERT)
                .execute(
                        Tuple.from(
                                new Object[] {
                                    order.commandId(),
                                    order.siteId(),
                                    order.stationId(),
                                    (short) order.port(),
                                    wire(order.action()),
                                    order.by(),
                                    order.reason(),
                                    order.alertId(),
                                    order.at().atOffset(ZoneOffset.UTC),
                                    view.state().name(),
                                    new JsonObject(Json.string(view))
                                }))
                .map(rows -> rows.rowCount() > 0);
    }

    private static PortOrderView requested(PortOrder order, @Nullable String place) {
        return new PortOrderView(
                order.commandId(),
                0,
                order.siteId(),
                place,
                order.stationId(),
                order.port(),
                order.action(),
                PortOrderState.REQUESTED,
                "",
                order.by(),
                order.reason(),
                order.alertId(),
                0,
                order.at(),
                null,
                null,
                null,
                null);
    }

    /** The order as it was given first; 409 if it is another. */
    private static PortOrder same(Optional<Row> found, PortOrder order) {
        Row row = found.orElseThrow();
        boolean isSame =
                row.getString("site_id").equals(order.siteId())
                        && row.getString("station_id").equals(order.stationId())
                        && row.getShort("port") == order.port()
                        && row.getString("action").equals(wire(order.action()))
                        && row.getString("ordered_by").equals(order.by())
                        && row.getString("reason").equals(order.reason())
                        && Objects.equals(row.getString("alert_id"), order.alertId());
        if (!isSame) {
            throw new Refusal(
                    Problem.ofField(
                            409,
                            "not the same",
                            "/commandId",
                            "another order has this id already"));
        }
        return of(row);
    }

    /** The order of a row. */
    static PortOrder of(Row row) {
        return new PortOrder(
                row.getString("command_id"),
                row.getString("site_id"),
                row.getString("station_id"),
                row.getShort("port"),
                Json.mapper().convertValue(row.getString("action"), PortAction.class),
                row.getString("ordered_by"),
                row.getString("reason"),
                row.getString("alert_id"),
                row.getOffsetDateTime("ordered_at").toInstant());
    }

    /** Tells the job, and notes that; 503 if the log is away. */
    Future<Void> append(PortOrder order) {
        return log(order)
                // It is on the log: what becomes of it will say so.
                .compose(done -> recorded(pool, order).<Void>mapEmpty().otherwiseEmpty());
    }

    private static Future<?> recorded(SqlClient client, PortOrder order) {
        return client.preparedQuery(RECORDED).execute(Tuple.of(order.commandId()));
    }

    private Future<Void> log(PortOrder order) {
        return log.append(
                        new EventLog.Entry(
                                Topics.CHARGER_READINGS,
                                null,
                                order.siteId(),
                                EventTypes.CHARGER_ORDER,
                                order.commandId(),
                                "/gateway/chargers",
                                Json.bytes(order),
                                Map.of()))
                .recover(error -> Future.failedFuture(new Refusal(unavailable())));
    }

    private static Problem unavailable() {
        return Problem.of(
                503,
                "log unavailable",
                "the order has no effect yet; it is tried for 10 s, or send it again with the same"
                        + " commandId");
    }

    /** The order with this id. */
    Future<Optional<Row>> find(String commandId) {
        return pool.preparedQuery("SELECT * FROM charger_order WHERE command_id = $1")
                .execute(Tuple.of(commandId))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(rows.iterator().next()));
    }

    /** Orders of the site, newest first. */
    Future<ObjectNode> list(String siteId, Page page) {
        TimeCursor cursor = TimeCursor.of(page);
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(siteId, cursor.at(), cursor.id(), page.limit() + 1))
                .map(rows -> page(rows, page.limit()));
    }

    private static ObjectNode page(RowSet<Row> rows, int limit) {
        ObjectNode page = Json.mapper().createObjectNode();
        var items = page.putArray("items");
        OffsetDateTime lastAt = null;
        String lastId = "";
        for (Row row : rows) {
            if (items.size() == limit) {
                return page.put("nextCursor", TimeCursor.after(lastAt, lastId));
            }
            items.add(item(row));
            lastAt = row.getOffsetDateTime("ordered_at");
            lastId = row.getString("command_id");
        }
        return page;
    }

    /** The order as it stands, and whether it is on the log. */
    static ObjectNode item(Row row) {
        try {
            ObjectNode view =
                    (ObjectNode) Json.mapper().readTree(row.getJsonObject("view").encode());
            return view.put("recorded", row.getBoolean("recorded"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL keeps no other", e);
        }
    }

    private static String wire(PortAction action) {
        return Json.mapper().convertValue(action, String.class);
    }
}
