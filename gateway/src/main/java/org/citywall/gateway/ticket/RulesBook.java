package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.kafka.EventLog;

/**
 * Versions of the rules of tickets. A version is written down first, then appended to the log of
 * rules, whose newest record counts; what Kafka did not take is appended by {@link #appendAgain}.
 */
public final class RulesBook {
    /** Key of the rules of tickets in the log of rules. */
    public static final String KEY = "tickets";

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('ticket_rules'))";
    private static final String NEWEST = "SELECT * FROM ticket_rules ORDER BY version DESC LIMIT 1";
    private static final String INSERT =
            "INSERT INTO ticket_rules (version, rules, created_by, created_at)"
                    + " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    private static final String RECORDED =
            "UPDATE ticket_rules SET recorded = true WHERE version <= $1";

    private final Pool pool;
    private final EventLog log;
    private final Clock clock;
    private final Audit audit;

    /**
     * A version as it stands.
     *
     * @param rules the version
     * @param recorded whether it is on Kafka, so that the stream goes by it
     */
    public record Stored(TicketRules rules, boolean recorded) {
        ObjectNode toJson() {
            ObjectNode json = Json.mapper().valueToTree(rules);
            return json.put("recorded", recorded);
        }
    }

    /** Writes to this database and this log. */
    public RulesBook(Pool pool, EventLog log, Clock clock) {
        this.pool = pool;
        this.log = log;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** Makes these the first version if there is none. */
    public Future<Void> ensureFirst(TicketRules first) {
        return pool.withTransaction(
                transaction ->
                        transaction
                                .query(LOCK)
                                .execute()
                                .compose(locked -> newest(transaction))
                                .compose(
                                        found ->
                                                found.isPresent()
                                                        ? Future.succeededFuture()
                                                        : insert(transaction, first)));
    }

    /** The newest version. */
    public Future<Optional<Stored>> newest() {
        return newest(pool);
    }

    /** This version. */
    Future<Optional<Stored>> version(long version) {
        return pool.preparedQuery("SELECT * FROM ticket_rules WHERE version = $1")
                .execute(Tuple.of(version))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(of(rows.iterator().next())));
    }

    /** All versions without what is in them, newest first. */
    Future<ObjectNode> versions() {
        return pool.query(
                        "SELECT version, created_by, created_at, recorded,"
                                + " rules->>'comment' AS comment FROM ticket_rules"
                                + " ORDER BY version DESC LIMIT 1000")
                .execute()
                .map(
                        rows -> {
                            ObjectNode page = Json.mapper().createObjectNode();
                            var items = page.putArray("items");
                            for (Row row : rows) {
                                ObjectNode item = items.addObject();
                                item.put("version", row.getLong("version"));
                                item.put("by", row.getString("created_by"));
                                item.put(
                                        "at",
                                        Json.time(row.getOffsetDateTime("created_at").toInstant()));
                                item.put("recorded", row.getBoolean("recorded"));
                                if (row.getString("comment") != null) {
                                    item.put("comment", row.getString("comment"));
                                }
                            }
                            return page;
                        });
    }

    /** Stores the version that follows the newest, and appends it; 409 if another did before. */
    Future<Stored> put(TicketRules next) {
        return pool.withTransaction(transaction -> store(transaction, next))
                .compose(
                        stored ->
                                append(next)
                                        .map(new Stored(next, true))
                                        .otherwise(new Stored(next, false)));
    }

    private Future<Void> store(SqlConnection transaction, TicketRules next) {
        return transaction
                .query(LOCK)
                .execute()
                .compose(locked -> newest(transaction))
                .compose(
                        found -> {
                            long version = found.map(each -> each.rules().version()).orElse(0L);
                            if (version + 1 != next.version()) {
                                return Future.failedFuture(new Refusal(meanwhile(found)));
                            }
                            JsonObject before = found.map(each -> json(each.rules())).orElse(null);
                            return insert(transaction, next)
                                    .compose(
                                            done ->
                                                    audit.write(
                                                            transaction,
                                                            next.by(),
                                                            "update",
                                                            "rules",
                                                            KEY,
                                                            before,
                                                            json(next)));
                        });
    }

    private static Problem meanwhile(Optional<Stored> found) {
        String detail =
                found.map(
                                each ->
                                        "the newest version is %d, of %s"
                                                .formatted(
                                                        each.rules().version(), each.rules().by()))
                        .orElse("there is no version yet");
        return Problem.ofField(409, "changed-meanwhile", "/expectedVersion", detail);
    }

    /**
     * Appends the newest version.
     *
     * @param always also if it is on Kafka: its log may have been lost meanwhile
     */
    public Future<Boolean> appendAgain(boolean always) {
        return newest(pool)
                .compose(
                        found ->
                                found.filter(each -> always || !each.recorded())
                                        .map(each -> append(each.rules()).map(true))
                                        .orElse(Future.succeededFuture(false)));
    }

    private Future<Void> append(TicketRules rules) {
        return log.append(
                        new EventLog.Entry(
                                Topics.RULES,
                                null,
                                KEY,
                                EventTypes.TICKET_RULES,
                                KEY + ":" + rules.version(),
                                "/gateway/tickets",
                                Json.bytes(rules),
                                Map.of()))
                .compose(done -> pool.preparedQuery(RECORDED).execute(Tuple.of(rules.version())))
                .mapEmpty();
    }

    private static Future<Optional<Stored>> newest(SqlClient client) {
        return client.query(NEWEST)
                .execute()
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(of(rows.iterator().next())));
    }

    private Future<Void> insert(SqlConnection transaction, TicketRules rules) {
        return transaction
                .preparedQuery(INSERT)
                .execute(
                        Tuple.of(
                                rules.version(),
                                json(rules),
                                rules.by(),
                                clock.instant().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static Stored of(Row row) {
        return new Stored(
                Json.read(row.getJsonObject("rules").encode(), TicketRules.class),
                row.getBoolean("recorded"));
    }

    private static JsonObject json(TicketRules rules) {
        return new JsonObject(Json.string(rules));
    }
}
