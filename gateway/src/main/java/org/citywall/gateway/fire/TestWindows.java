package org.citywall.gateway.fire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.kafka.EventLog;

/**
 * Registers tests and takes them back. A test is written down first (nobody may be excused by a
 * test that no list shows), then appended among the fire signals of its site; only Kafka's
 * acknowledgement makes it one.
 */
public final class TestWindows {
    /** How long ended tests are still listed. */
    private static final Duration LISTED_AFTER = Duration.ofDays(30);

    private static final String KIND = "fire-test-windows";
    private static final String SOURCE = "/gateway/fire/windows";
    private static final int MAX_LISTED = 1_000;

    private final Pool pool;
    private final EventLog log;
    private final Clock clock;
    private final TestWindowLimits limits;
    private final Audit audit;

    /** Writes to this database and this log. */
    public TestWindows(Pool pool, EventLog log, TestWindowLimits limits, Clock clock) {
        this.pool = pool;
        this.log = log;
        this.clock = clock;
        this.limits = limits;
        this.audit = new Audit(clock);
    }

    /** What a test may be. */
    TestWindowLimits limits() {
        return limits;
    }

    /**
     * Registers the test; refuses with 409 if the site has too many, 503 if it is not on record.
     */
    Future<Void> register(TestWindow window, String place) {
        return pool.withTransaction(
                        transaction ->
                                count(transaction, window.siteId())
                                        .compose(room -> insert(transaction, window, place))
                                        .compose(
                                                done ->
                                                        audit.write(
                                                                transaction,
                                                                window.by(),
                                                                "create",
                                                                KIND,
                                                                window.id(),
                                                                null,
                                                                json(window))))
                .compose(written -> append(window))
                .compose(
                        appended ->
                                pool.preparedQuery(
                                                "UPDATE fire_test_window SET recorded = true"
                                                        + " WHERE id = $1")
                                        .execute(Tuple.of(UUID.fromString(window.id()))))
                .mapEmpty();
    }

    /**
     * Takes a test back: its points alarm again as soon as the record is on the log.
     *
     * @return false if there is no such test
     */
    Future<Boolean> cancel(String id, Principal who) {
        return find(id).compose(found -> found == null ? missing() : cancel(found, who));
    }

    /** Tests that run, will run, or ended in the last month; newest end first. */
    Future<List<ObjectNode>> list(String siteId, Principal who) {
        return pool.preparedQuery(
                        "SELECT * FROM fire_test_window WHERE ends_at > $1 AND"
                                + " ($2::text IS NULL OR site_id = $2) ORDER BY ends_at DESC, id"
                                + " LIMIT $3")
                .execute(Tuple.of(utc(clock.instant().minus(LISTED_AFTER)), siteId, MAX_LISTED))
                .map(
                        rows -> {
                            List<ObjectNode> items = new ArrayList<>();
                            for (Row row : rows) {
                                if (who.sees(row.getString("place"))) {
                                    items.add(item(row));
                                }
                            }
                            return items;
                        });
    }

    private Future<Row> find(String id) {
        return pool.preparedQuery("SELECT * FROM fire_test_window WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(id)))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next());
    }

    private static Future<Boolean> missing() {
        return Future.succeededFuture(false);
    }

    private Future<Boolean> cancel(Row row, Principal who) {
        if (!who.sees(row.getString("place"))) {
            return Future.failedFuture(
                    new Refusal(
                            Problem.of(403, "forbidden", "the site lies outside of your place")));
        }
        TestWindow cancelled = cancelled(row);
        // Appended first: a test that the list shows as taken back must excuse nothing.
        return append(cancelled)
                .compose(
                        appended ->
                                pool.withTransaction(
                                        transaction -> markCancelled(transaction, row, who)))
                .map(true);
    }

    private Future<Void> markCancelled(SqlConnection transaction, Row row, Principal who) {
        return transaction
                .preparedQuery(
                        "UPDATE fire_test_window SET cancelled_by = $2, cancelled_at = $3 WHERE id"
                                + " = $1 AND cancelled_at IS NULL")
                .execute(Tuple.of(row.getUUID("id"), who.name(), utc(clock.instant())))
                .compose(
                        done ->
                                done.rowCount() == 0
                                        ? Future.succeededFuture()
                                        : audit.write(
                                                transaction,
                                                who.name(),
                                                "cancel",
                                                KIND,
                                                row.getUUID("id").toString(),
                                                json(cancelled(row)),
                                                null));
    }

    private Future<Void> count(SqlConnection transaction, String siteId) {
        return transaction
                // Two who register at once must not both take the last place.
                .preparedQuery("SELECT pg_advisory_xact_lock(hashtext($1))")
                .execute(Tuple.of("fire_test_window/" + siteId))
                .compose(
                        locked ->
                                transaction
                                        .preparedQuery(
                                                "SELECT count(*) FROM fire_test_window WHERE"
                                                        + " site_id = $1 AND ends_at > $2 AND"
                                                        + " cancelled_at IS NULL")
                                        .execute(Tuple.of(siteId, utc(clock.instant()))))
                .compose(
                        rows ->
                                rows.iterator().next().getLong(0) < limits.maxPerSite()
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(new Refusal(tooMany())));
    }

    private Future<Void> insert(SqlConnection transaction, TestWindow window, String place) {
        return transaction
                .preparedQuery(
                        "INSERT INTO fire_test_window (id, site_id, place, points, starts_at,"
                                + " ends_at, reason, created_by, created_by_name, created_at)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
                .execute(
                        Tuple.from(
                                List.of(
                                        UUID.fromString(window.id()),
                                        window.siteId(),
                                        place,
                                        new JsonArray(Json.string(window.points())),
                                        utc(window.from()),
                                        utc(window.to()),
                                        window.reason(),
                                        window.by(),
                                        window.byName(),
                                        utc(clock.instant()))))
                .mapEmpty();
    }

    private Future<Void> append(TestWindow window) {
        return log.append(
                        new EventLog.Entry(
                                Topics.FIRE_SIGNALS,
                                null,
                                window.siteId(),
                                EventTypes.FIRE_TEST_WINDOW,
                                window.id() + (window.cancelled() ? ":cancelled" : ""),
                                SOURCE,
                                Json.bytes(window),
                                Map.of()))
                .recover(error -> Future.failedFuture(new Refusal(notOnRecord())));
    }

    private static TestWindow cancelled(Row row) {
        return new TestWindow(
                row.getUUID("id").toString(),
                row.getString("site_id"),
                List.of(Json.read(row.getJsonArray("points").encode(), TestPoint[].class)),
                row.getOffsetDateTime("starts_at").toInstant(),
                row.getOffsetDateTime("ends_at").toInstant(),
                row.getString("created_by"),
                row.getString("created_by_name"),
                row.getString("reason"),
                true);
    }

    private static ObjectNode item(Row row) {
        TestWindow window = cancelled(row);
        ObjectNode item = Json.mapper().valueToTree(window);
        boolean isCancelled = row.getOffsetDateTime("cancelled_at") != null;
        item.put("cancelled", isCancelled);
        item.put("recorded", row.getBoolean("recorded"));
        item.put("createdAt", Json.time(row.getOffsetDateTime("created_at").toInstant()));
        if (isCancelled) {
            item.put("cancelledBy", row.getString("cancelled_by"));
            item.put("cancelledAt", Json.time(row.getOffsetDateTime("cancelled_at").toInstant()));
        }
        return item;
    }

    private static JsonObject json(TestWindow window) {
        return new JsonObject(Json.string(window));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private Problem tooMany() {
        return Problem.ofField(
                409,
                "too-many-windows",
                "/siteId",
                "the site has %d tests already that have not ended".formatted(limits.maxPerSite()));
    }

    private static Problem notOnRecord() {
        return Problem.of(
                503, "unavailable", "the test could not be made durable: do not rely on it");
    }
}
