package org.citywall.gateway.notify.webpush;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/**
 * In which browsers people want to be told. With the first of a person the contact of that name
 * gets the way {@code webpush} as its last, or has it on again; with the last it goes off, so that
 * what is for that person goes to {@code *} rather than nowhere.
 */
final class Subscriptions {
    private static final String KIND = "webpush-subscriptions";
    private static final int MOST = 10;

    /** An account that is gone hears nothing more. */
    private static final String OF =
            "SELECT s.* FROM webpush_subscription AS s WHERE s.person = $1"
                    + " AND EXISTS (SELECT FROM account AS a WHERE a.username = s.person)"
                    + " ORDER BY s.made_at, s.id";

    private static final String LIST =
            "SELECT * FROM webpush_subscription WHERE person = $1 ORDER BY made_at, id";

    /** One after the other for one person, whatever the number of gateways. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('webpush ' || $1))";

    private static final String STORE =
            """
            INSERT INTO webpush_subscription (id, person, endpoint, p256dh, auth, made_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (endpoint) DO UPDATE SET
                person = excluded.person, p256dh = excluded.p256dh, auth = excluded.auth,
                made_at = excluded.made_at
            RETURNING id, (SELECT count(*) FROM webpush_subscription AS o
                WHERE o.person = $2 AND o.endpoint <> $3) AS others
            """;

    private static final String CONTACT =
            "INSERT INTO contact (name, updated_by, updated_at) VALUES ($1, $1, $2)"
                    + " ON CONFLICT (name) DO NOTHING";

    private static final String WAY_ON =
            "UPDATE contact_channel SET enabled = true WHERE contact = $1 AND channel = 'webpush'"
                    + " AND address = $1";

    /** Ways are at most ten. */
    private static final String WAY =
            """
            WITH way AS (
                INSERT INTO contact_channel (contact, position, channel, address, enabled)
                SELECT $1, coalesce(max(position), 0) + 1, 'webpush', $1, true
                FROM contact_channel WHERE contact = $1 HAVING coalesce(max(position), 0) < 10
                RETURNING contact, position)
            INSERT INTO contact_lane (contact, position, red)
            SELECT contact, position, red FROM way, (VALUES (true), (false)) AS of (red)
            """;

    private static final String WAY_OFF =
            """
            UPDATE contact_channel AS c SET enabled = false
            WHERE c.channel = 'webpush' AND c.contact = c.address AND c.address = ANY($1)
                AND NOT EXISTS (SELECT FROM webpush_subscription AS s WHERE s.person = c.address)
            """;

    private static final String REMOVE =
            "DELETE FROM webpush_subscription WHERE id = ANY($1) AND ($2 = '' OR person = $2)"
                    + " RETURNING id, person, endpoint";

    private static final String TAKEN =
            "UPDATE webpush_subscription SET taken_at = $2 WHERE id = ANY($1)";

    private final Pool pool;
    private final Clock clock;
    private final Audit audit;

    Subscriptions(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** Where this person is told. */
    Future<List<Subscription>> of(String person) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(person))
                .map(
                        rows -> {
                            List<Subscription> all = new ArrayList<>();
                            rows.forEach(row -> all.add(subscription(row)));
                            return all;
                        });
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.getUUID("id"),
                row.getString("endpoint"),
                row.getString("p256dh"),
                row.getString("auth"));
    }

    /** Those of a person, as rows. */
    Future<RowSet<Row>> list(String person) {
        return pool.preparedQuery(LIST).execute(Tuple.of(person));
    }

    /** The browser is this person's from now on; answers its id, the same if it was before. */
    Future<UUID> add(String person, Subscription asked) {
        return pool.withTransaction(
                db ->
                        db.preparedQuery(LOCK)
                                .execute(Tuple.of(person))
                                .compose(locked -> before(db, asked.endpoint()))
                                .compose(before -> add(db, person, asked, before)));
    }

    /** Whose browser it was; none: nobody's. */
    private static Future<List<String>> before(SqlConnection db, String endpoint) {
        return db.preparedQuery("SELECT person FROM webpush_subscription WHERE endpoint = $1")
                .execute(Tuple.of(endpoint))
                .map(
                        rows -> {
                            List<String> people = new ArrayList<>();
                            rows.forEach(row -> people.add(row.getString("person")));
                            return people;
                        });
    }

    private Future<UUID> add(
            SqlConnection db, String person, Subscription asked, List<String> before) {
        return db.preparedQuery(STORE)
                .execute(
                        Tuple.of(
                                asked.id(),
                                person,
                                asked.endpoint(),
                                asked.p256dh(),
                                asked.auth(),
                                now()))
                .compose(
                        rows -> {
                            Row row = rows.iterator().next();
                            UUID id = row.getUUID("id");
                            if (row.getLong("others") >= MOST) {
                                return refused("a person has at most " + MOST + " browsers");
                            }
                            if (before.contains(person)) {
                                return way(db, person).map(id);
                            }
                            JsonObject after =
                                    new JsonObject()
                                            .put("person", person)
                                            .put("host", asked.host());
                            return way(db, person)
                                    .compose(done -> off(db, before))
                                    .compose(
                                            done ->
                                                    audit.write(
                                                            db,
                                                            person,
                                                            "create",
                                                            KIND,
                                                            id.toString(),
                                                            null,
                                                            after))
                                    .map(id);
                        });
    }

    private Future<Void> way(SqlConnection db, String person) {
        return db.preparedQuery(CONTACT)
                .execute(Tuple.of(person, now()))
                .compose(made -> db.preparedQuery(WAY_ON).execute(Tuple.of(person)))
                .compose(
                        on ->
                                on.rowCount() > 0
                                        ? Future.succeededFuture(on)
                                        : db.preparedQuery(WAY).execute(Tuple.of(person)))
                .compose(
                        stored ->
                                stored.rowCount() > 0
                                        ? Future.succeededFuture()
                                        : refused("the contact has ten channels already"));
    }

    private static <T> Future<T> refused(String detail) {
        return Future.failedFuture(new Refusal(Problem.of(409, "too-many", detail)));
    }

    /** A person takes one back; whether it was that person's. */
    Future<Boolean> remove(String person, UUID id) {
        return pool.withTransaction(db -> remove(db, person, person, List.of(id), "delete"))
                .map(gone -> gone > 0);
    }

    /** What push services said of some: no such any more, or taken. */
    Future<Void> settle(List<UUID> gone, List<UUID> taken) {
        Future<?> written =
                taken.isEmpty()
                        ? Future.succeededFuture()
                        : pool.preparedQuery(TAKEN).execute(Tuple.of(array(taken), now()));
        return gone.isEmpty()
                ? written.mapEmpty()
                : written.compose(
                                done ->
                                        pool.withTransaction(
                                                db -> remove(db, "", "push-service", gone, "gone")))
                        .mapEmpty();
    }

    private Future<Integer> remove(
            SqlConnection db, String person, String who, List<UUID> ids, String action) {
        return db.preparedQuery(REMOVE)
                .execute(Tuple.of(array(ids), person))
                .compose(
                        rows -> {
                            Future<Void> all = Future.succeededFuture();
                            List<String> people = new ArrayList<>();
                            for (Row row : rows) {
                                people.add(row.getString("person"));
                                all = all.compose(done -> audit(db, who, action, row));
                            }
                            return all.compose(done -> off(db, people)).map(rows.rowCount());
                        });
    }

    private Future<Void> audit(SqlConnection db, String who, String action, Row row) {
        String host = URI.create(row.getString("endpoint")).getHost();
        JsonObject before =
                new JsonObject().put("person", row.getString("person")).put("host", host);
        return audit.write(db, who, action, KIND, row.getUUID("id").toString(), before, null);
    }

    private static Future<Void> off(SqlConnection db, List<String> people) {
        return people.isEmpty()
                ? Future.succeededFuture()
                : db.preparedQuery(WAY_OFF)
                        .execute(Tuple.of((Object) people.toArray(String[]::new)))
                        .mapEmpty();
    }

    private static UUID[] array(List<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
