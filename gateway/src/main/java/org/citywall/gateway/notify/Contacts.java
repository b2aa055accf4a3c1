package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** How people are reached. Secrets go in and never come out. */
final class Contacts {
    private static final String KIND = "contacts";

    private static final String ALL =
            "SELECT c.name, c.updated_by, c.updated_at, w.channel, w.address, w.enabled,"
                    + " w.secret IS NOT NULL AS has_secret"
                    + " FROM contact AS c JOIN contact_channel AS w ON w.contact = c.name";

    private static final String WAYS =
            "SELECT * FROM contact_channel WHERE contact = $1 ORDER BY position FOR UPDATE";

    private static final String STORE =
            "INSERT INTO contact (name, updated_by, updated_at) VALUES ($1, $2, $3)"
                    + " ON CONFLICT (name) DO UPDATE SET updated_by = excluded.updated_by,"
                    + " updated_at = excluded.updated_at";

    /** A way that stays keeps its lanes, so that what is being sent there is not sent twice. */
    private static final String STORE_WAY =
            """
            WITH way AS (
                INSERT INTO contact_channel (contact, position, channel, address, secret, enabled)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (contact, position) DO UPDATE SET
                    channel = excluded.channel, address = excluded.address,
                    secret = excluded.secret, enabled = excluded.enabled
                RETURNING contact, position)
            INSERT INTO contact_lane (contact, position, red)
            SELECT contact, position, red FROM way, (VALUES (true), (false)) AS of (red)
            ON CONFLICT DO NOTHING
            """;

    private static final String FEWER =
            "DELETE FROM contact_channel WHERE contact = $1 AND position > $2";

    private final Pool pool;
    private final Map<String, Channel> channels;
    private final Clock clock;
    private final Audit audit;

    /**
     * A way to somebody, as an admin says it.
     *
     * @param secret null: as before, where channel and address are
     */
    record Way(String channel, String address, @Nullable String secret, boolean enabled) {}

    Contacts(Pool pool, Map<String, Channel> channels, Clock clock) {
        this.pool = pool;
        this.channels = channels;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    Future<ObjectNode> list() {
        return pool.query(ALL + " ORDER BY c.name, w.position")
                .execute()
                .map(
                        rows -> {
                            ObjectNode page = Json.mapper().createObjectNode();
                            page.putArray("items").addAll(shown(rows));
                            return page;
                        });
    }

    Future<ObjectNode> find(String name) {
        return pool.preparedQuery(ALL + " WHERE c.name = $1 ORDER BY w.position")
                .execute(Tuple.of(name))
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                throw new Refusal(unknown());
                            }
                            return shown(rows).get(0);
                        });
    }

    Future<ObjectNode> put(String name, List<Way> ways, String who) {
        return pool.withTransaction(transaction -> put(transaction, name, ways, who))
                .compose(done -> find(name));
    }

    private Future<Void> put(SqlConnection transaction, String name, List<Way> ways, String who) {
        return transaction
                .preparedQuery(STORE)
                .execute(Tuple.of(name, who, clock.instant().atOffset(ZoneOffset.UTC)))
                .compose(stored -> ways(transaction, name))
                .compose(
                        before ->
                                store(transaction, name, withSecrets(ways, before))
                                        .compose(
                                                done ->
                                                        audit(
                                                                transaction,
                                                                name,
                                                                before,
                                                                ways,
                                                                who)));
    }

    private Future<Void> audit(
            SqlConnection transaction, String name, List<Way> before, List<Way> ways, String who) {
        JsonObject after = audited(ways).put("secretsChanged", secrets(ways));
        return before.isEmpty()
                ? audit.write(transaction, who, "create", KIND, name, null, after)
                : audit.write(transaction, who, "update", KIND, name, audited(before), after);
    }

    private static Future<List<Way>> ways(SqlClient client, String name) {
        return client.preparedQuery(WAYS)
                .execute(Tuple.of(name))
                .map(
                        rows -> {
                            List<Way> ways = new ArrayList<>();
                            for (Row row : rows) {
                                ways.add(
                                        new Way(
                                                row.getString("channel"),
                                                row.getString("address"),
                                                row.getString("secret"),
                                                row.getBoolean("enabled")));
                            }
                            return ways;
                        });
    }

    /** Checked by their channels: a message that nobody can send helps nobody. */
    private List<Way> withSecrets(List<Way> ways, List<Way> before) {
        Map<String, String> known = new HashMap<>();
        for (Way way : before) {
            known.put(way.channel() + ' ' + way.address(), way.secret());
        }
        List<Way> after = new ArrayList<>();
        for (Way asked : ways) {
            Way way = withAddress(asked, before);
            String secret =
                    way.secret() == null
                            ? known.get(way.channel() + ' ' + way.address())
                            : way.secret();
            check(way, secret, after.size());
            after.add(new Way(way.channel(), way.address(), secret, way.enabled()));
        }
        return after;
    }

    /** An address as it is listed is the one that was there, with its key. */
    private Way withAddress(Way asked, List<Way> before) {
        return before.stream()
                .filter(way -> way.channel().equals(asked.channel()))
                .filter(way -> listed(way.channel(), way.address()).equals(asked.address()))
                .findFirst()
                .map(way -> new Way(way.channel(), way.address(), asked.secret(), asked.enabled()))
                .orElse(asked);
    }

    private String listed(String channel, String address) {
        Channel way = channels.get(channel);
        return way == null ? "" : way.listed(address);
    }

    private void check(Way way, @Nullable String secret, int index) {
        Channel channel = channels.get(way.channel());
        if (channel == null) {
            throw fault(
                    index,
                    "channel",
                    "must be of "
                            + channels.keySet().stream().sorted().toList()
                            + "; sms, mail, wecom-app and webpush are there once they are set up");
        }
        try {
            channel.check(way.address(), secret);
        } catch (BadAddressException e) {
            throw fault(index, e.field(), e.getMessage());
        }
    }

    private static Refusal fault(int index, String field, String detail) {
        return new Refusal(
                Problem.ofField(400, "bad field", "/channels/" + index + "/" + field, detail));
    }

    private static Future<Void> store(SqlConnection transaction, String name, List<Way> ways) {
        List<Tuple> rows = new ArrayList<>();
        for (Way way : ways) {
            rows.add(
                    Tuple.of(
                            name,
                            rows.size() + 1,
                            way.channel(),
                            way.address(),
                            way.secret(),
                            way.enabled()));
        }
        return transaction
                .preparedQuery(STORE_WAY)
                .executeBatch(rows)
                .compose(
                        stored ->
                                transaction
                                        .preparedQuery(FEWER)
                                        .execute(Tuple.of(name, ways.size())))
                .mapEmpty();
    }

    Future<Void> remove(String name, String who) {
        return pool.withTransaction(
                transaction ->
                        ways(transaction, name)
                                .compose(before -> remove(transaction, name, before, who)));
    }

    private Future<Void> remove(
            SqlConnection transaction, String name, List<Way> before, String who) {
        if (before.isEmpty()) {
            return Future.failedFuture(new Refusal(unknown()));
        }
        return transaction
                .preparedQuery("DELETE FROM contact WHERE name = $1")
                .execute(Tuple.of(name))
                .compose(
                        gone ->
                                audit.write(
                                        transaction,
                                        who,
                                        "delete",
                                        KIND,
                                        name,
                                        audited(before),
                                        null));
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-contact", "there is no such contact");
    }

    private JsonObject audited(List<Way> ways) {
        JsonArray all = new JsonArray();
        for (Way way : ways) {
            all.add(
                    new JsonObject()
                            .put("channel", way.channel())
                            .put("address", listed(way.channel(), way.address()))
                            .put("enabled", way.enabled()));
        }
        return new JsonObject().put("channels", all);
    }

    private static long secrets(List<Way> ways) {
        return ways.stream().filter(way -> way.secret() != null).count();
    }

    /** Rows of the same contact stand together. */
    private List<ObjectNode> shown(RowSet<Row> rows) {
        List<ObjectNode> contacts = new ArrayList<>();
        String name = null;
        ArrayNode ways = null;
        for (Row row : rows) {
            if (!row.getString("name").equals(name)) {
                name = row.getString("name");
                ObjectNode contact = Json.mapper().createObjectNode().put("name", name);
                ways = contact.putArray("channels");
                contact.put("updatedBy", row.getString("updated_by"));
                contact.put("updatedAt", Json.time(Rows.instant(row, "updated_at")));
                contacts.add(contact);
            }
            ways.addObject()
                    .put("channel", row.getString("channel"))
                    .put("address", listed(row.getString("channel"), row.getString("address")))
                    .put("hasSecret", row.getBoolean("has_secret"))
                    .put("enabled", row.getBoolean("enabled"));
        }
        return contacts;
    }
}
