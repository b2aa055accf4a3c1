package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** Where the orders of departments are sent. Their secrets go in and never come out. */
final class Departments {
    private static final String KIND = "departments";
    private static final String FIND = "SELECT * FROM department WHERE name = $1";
    private static final String STORE =
            "INSERT INTO department (name, url, secret, enabled, updated_by, updated_at)"
                    + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name) DO UPDATE SET"
                    + " url = excluded.url, secret = excluded.secret, enabled = excluded.enabled,"
                    + " updated_by = excluded.updated_by, updated_at = excluded.updated_at";

    private final Pool pool;
    private final Clock clock;
    private final Audit audit;

    /**
     * What an admin says of a department.
     *
     * @param name as the stream names it
     * @param url where its orders go
     * @param secret key of their signature; null: as before
     * @param enabled whether they are sent
     */
    record Entry(String name, String url, @Nullable String secret, boolean enabled) {}

    Departments(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /**
     * All of them.
     *
     * @param whole also where orders go, which is a matter of admins; else names to choose from
     */
    Future<ObjectNode> list(boolean whole) {
        return pool.query("SELECT * FROM department ORDER BY name")
                .execute()
                .map(
                        rows -> {
                            ObjectNode page = Json.mapper().createObjectNode();
                            var items = page.putArray("items");
                            rows.forEach(row -> items.add(whole ? shown(row) : named(row)));
                            return page;
                        });
    }

    Future<ObjectNode> find(String name) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(name))
                .map(
                        rows -> {
                            for (Row row : rows) {
                                return shown(row);
                            }
                            throw new Refusal(
                                    Problem.of(
                                            404,
                                            "unknown-department",
                                            "there is no such department"));
                        });
    }

    Future<ObjectNode> put(Entry entry, String who) {
        return pool.withTransaction(transaction -> put(transaction, entry, who))
                .compose(done -> find(entry.name()));
    }

    private Future<Void> put(SqlConnection transaction, Entry entry, String who) {
        return transaction
                .preparedQuery(FIND + " FOR UPDATE")
                .execute(Tuple.of(entry.name()))
                .compose(
                        rows -> {
                            Optional<Row> before =
                                    rows.size() == 0
                                            ? Optional.empty()
                                            : Optional.of(rows.iterator().next());
                            String secret =
                                    entry.secret() == null
                                            ? before.map(row -> row.getString("secret"))
                                                    .orElse(null)
                                            : entry.secret();
                            if (secret == null) {
                                return Future.failedFuture(
                                        new Refusal(
                                                Problem.ofField(
                                                        400,
                                                        "bad field",
                                                        "/secret",
                                                        "a new department needs one")));
                            }
                            return store(transaction, entry, secret, who, before);
                        });
    }

    private Future<Void> store(
            SqlConnection transaction,
            Entry entry,
            String secret,
            String who,
            Optional<Row> before) {
        JsonObject after =
                new JsonObject()
                        .put("url", entry.url())
                        .put("enabled", entry.enabled())
                        .put("secretChanged", entry.secret() != null);
        return transaction
                .preparedQuery(STORE)
                .execute(
                        Tuple.of(
                                entry.name(),
                                entry.url(),
                                secret,
                                entry.enabled(),
                                who,
                                clock.instant().atOffset(ZoneOffset.UTC)))
                .compose(
                        done ->
                                audit.write(
                                        transaction,
                                        who,
                                        before.isPresent() ? "update" : "create",
                                        KIND,
                                        entry.name(),
                                        before.map(Departments::audited).orElse(null),
                                        after));
    }

    private static JsonObject audited(Row row) {
        return new JsonObject()
                .put("url", row.getString("url"))
                .put("enabled", row.getBoolean("enabled"));
    }

    private static ObjectNode named(Row row) {
        ObjectNode item = Json.mapper().createObjectNode();
        return item.put("name", row.getString("name")).put("enabled", row.getBoolean("enabled"));
    }

    private static ObjectNode shown(Row row) {
        ObjectNode item = named(row).put("url", row.getString("url"));
        item.put("updatedBy", row.getString("updated_by"));
        item.put("updatedAt", Json.time(row.getOffsetDateTime("updated_at").toInstant()));
        return item;
    }
}
