package org.citywall.gateway.photo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** Photos of alerts in PostgreSQL; whoever adds or deletes one stands in the audit. */
public final class Photos {
    private static final String KIND = "photos";

    /** Nothing if it is there already, or the alert has as many as it may. */
    private static final String ADD =
            """
            INSERT INTO photo (id, alert_id, taken_by, taken_by_name, at, width, height, jpeg)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8
            WHERE (SELECT count(*) FROM photo WHERE alert_id = $2) < $9
            ON CONFLICT (id) DO NOTHING
            """;

    private final Pool pool;
    private final PhotoOptions options;
    private final Clock clock;
    private final Audit audit;

    /** Keeps them in this database. */
    public Photos(Pool pool, PhotoOptions options, Clock clock) {
        this.pool = pool;
        this.options = options;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /**
     * Whether this very photo is there: sent again because its answer was lost. Fails with a {@link
     * Refusal} if the id is another one's.
     */
    Future<Boolean> isThere(UUID id, String alertId, Principal who) {
        return pool.preparedQuery("SELECT alert_id, taken_by FROM photo WHERE id = $1")
                .execute(Tuple.of(id))
                .compose(
                        rows -> {
                            if (rows.size() == 0) {
                                return Future.succeededFuture(false);
                            }
                            Row row = rows.iterator().next();
                            boolean isSame =
                                    row.getString("alert_id").equals(alertId)
                                            && row.getString("taken_by").equals(who.name());
                            return isSame
                                    ? Future.succeededFuture(true)
                                    : Future.failedFuture(new Refusal(taken()));
                        });
    }

    /** Keeps it; fails with a {@link Refusal} if the alert has as many as it may. */
    Future<Void> add(UUID id, String alertId, Principal who, CleanPhoto photo) {
        Tuple row =
                Tuple.of(id, alertId, who.name(), who.displayName())
                        .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                        .addInteger(photo.width())
                        .addInteger(photo.height())
                        .addBuffer(Buffer.buffer(photo.jpeg()))
                        .addInteger(options.mostOfAlert());
        JsonObject audited =
                new JsonObject()
                        .put("alertId", alertId)
                        .put("width", photo.width())
                        .put("height", photo.height())
                        .put("bytes", photo.jpeg().length);
        return pool.withTransaction(
                        transaction ->
                                transaction
                                        .preparedQuery(ADD)
                                        .execute(row)
                                        .compose(
                                                added ->
                                                        added.rowCount() == 0
                                                                ? Future.succeededFuture(false)
                                                                : audited(
                                                                        transaction,
                                                                        who,
                                                                        "create",
                                                                        id,
                                                                        null,
                                                                        audited)))
                .compose(
                        added ->
                                added
                                        ? Future.succeededFuture(true)
                                        // Two tries at once: the other one was faster.
                                        : isThere(id, alertId, who))
                .compose(
                        there ->
                                there
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(new Refusal(tooMany())));
    }

    private Future<Boolean> audited(
            SqlConnection transaction,
            Principal who,
            String action,
            UUID id,
            JsonObject before,
            JsonObject after) {
        return audit.write(transaction, who.name(), action, KIND, id.toString(), before, after)
                .map(true);
    }

    /** The photos of an alert without their pixels, oldest first. */
    Future<ObjectNode> list(String alertId) {
        return pool.preparedQuery(
                        "SELECT id, taken_by, taken_by_name, at, width, height FROM photo"
                                + " WHERE alert_id = $1 ORDER BY at, id")
                .execute(Tuple.of(alertId))
                .map(
                        rows -> {
                            ObjectNode body = Json.mapper().createObjectNode();
                            ArrayNode items = body.putArray("items");
                            rows.forEach(row -> items.add(item(row)));
                            return body;
                        });
    }

    private static ObjectNode item(Row row) {
        return Json.mapper()
                .createObjectNode()
                .put("id", row.getUUID("id").toString())
                .put("by", row.getString("taken_by"))
                .put("byName", row.getString("taken_by_name"))
                .put("at", Json.time(Rows.instant(row, "at")))
                .put("width", row.getInteger("width"))
                .put("height", row.getInteger("height"));
    }

    /** One photo's JPEG. */
    Future<Optional<Buffer>> jpeg(UUID id, String alertId) {
        return pool.preparedQuery("SELECT jpeg FROM photo WHERE id = $1 AND alert_id = $2")
                .execute(Tuple.of(id, alertId))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(rows.iterator().next().getBuffer("jpeg")));
    }

    /** Deletes it; false if there is none. */
    Future<Boolean> delete(UUID id, String alertId, Principal who) {
        return pool.withTransaction(
                transaction ->
                        transaction
                                .preparedQuery(
                                        "DELETE FROM photo WHERE id = $1 AND alert_id = $2"
                                                + " RETURNING taken_by")
                                .execute(Tuple.of(id, alertId))
                                .compose(
                                        gone -> {
                                            if (gone.size() == 0) {
                                                return Future.succeededFuture(false);
                                            }
                                            JsonObject before =
                                                    new JsonObject()
                                                            .put("alertId", alertId)
                                                            .put(
                                                                    "by",
                                                                    gone.iterator()
                                                                            .next()
                                                                            .getString("taken_by"));
                                            return audited(
                                                    transaction, who, "delete", id, before, null);
                                        }));
    }

    /** Deletes what is older than is kept; how many that were. */
    public Future<Integer> prune() {
        return pool.preparedQuery("DELETE FROM photo WHERE at < $1")
                .execute(Tuple.of(clock.instant().minus(options.keep()).atOffset(ZoneOffset.UTC)))
                .map(gone -> gone.rowCount());
    }

    private static Problem taken() {
        return Problem.ofField(409, "id taken", "photoId", "another photo has this id");
    }

    private Problem tooMany() {
        return Problem.of(
                409,
                "too many photos",
                "the alert has %d photos, and may have no more".formatted(options.mostOfAlert()));
    }
}
