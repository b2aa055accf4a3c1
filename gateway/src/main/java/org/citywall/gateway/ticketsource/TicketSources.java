package org.citywall.gateway.ticketsource;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.privacy.Sealing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The systems that tickets come from, in memory as the registry is. */
public final class TicketSources {
    /** Name of their version. */
    public static final String VERSION = "ticket-sources";

    private static final Logger LOG = LoggerFactory.getLogger(TicketSources.class);
    private static final long RETRY_MS = 500;
    private static final String COLUMNS =
            "id, version, title, protocol, owner, mapping, examples, credential, secret_key,"
                    + " secret_sealed, enabled, expected_interval_s, updated_by, updated_at";
    private static final String UPSERT =
            "INSERT INTO ticket_source ("
                    + COLUMNS
                    + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON"
                    + " CONFLICT (id) DO UPDATE SET version = excluded.version, title ="
                    + " excluded.title, protocol = excluded.protocol, owner = excluded.owner,"
                    + " mapping = excluded.mapping, examples = excluded.examples, credential ="
                    + " excluded.credential, secret_key = excluded.secret_key, secret_sealed ="
                    + " excluded.secret_sealed, enabled = excluded.enabled, expected_interval_s ="
                    + " excluded.expected_interval_s, updated_by = excluded.updated_by, updated_at"
                    + " = excluded.updated_at";

    private final Vertx vertx;
    private final Pool pool;
    private final ChangeWatch watch;
    private final Audit audit;
    private volatile NavigableMap<String, TicketSource> all = Collections.emptyNavigableMap();
    private volatile boolean stopped;

    /** Loads through the pool whenever the watch tells. */
    public TicketSources(Vertx vertx, Pool pool, ChangeWatch watch, Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.watch = watch;
        this.audit = new Audit(clock);
        watch.onChange(VERSION, this::load);
    }

    /** Completes when they were loaded; tries for ever, or every system would be unknown. */
    public Future<Void> start() {
        Promise<Void> loaded = Promise.promise();
        tryLoad(loaded);
        return loaded.future();
    }

    /** Gives up a start that is still trying. */
    public void stop() {
        stopped = true;
    }

    /** By id, sorted. */
    public NavigableMap<String, TicketSource> all() {
        return all;
    }

    /** The system of this id. */
    public Optional<TicketSource> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /**
     * Stores the next version of one.
     *
     * @param edit makes it out of what is there, null if nothing is
     */
    public Future<TicketSource> change(String id, Principal who, UnaryOperator<TicketSource> edit) {
        return pool.withTransaction(
                        transaction ->
                                transaction
                                        .preparedQuery(
                                                "SELECT pg_advisory_xact_lock(hashtext('ticket"
                                                        + " source ' || $1))")
                                        .execute(Tuple.of(id))
                                        .compose(locked -> one(transaction, id))
                                        .compose(
                                                before ->
                                                        store(
                                                                transaction,
                                                                before,
                                                                edit.apply(before),
                                                                who)))
                .compose(next -> watch.reload(VERSION).otherwiseEmpty().map(next));
    }

    private static Future<TicketSource> one(SqlConnection transaction, String id) {
        return transaction
                .preparedQuery("SELECT " + COLUMNS + " FROM ticket_source WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : of(rows.iterator().next()));
    }

    private Future<TicketSource> store(
            SqlConnection transaction,
            @Nullable TicketSource before,
            TicketSource next,
            Principal who) {
        Sealing.Sealed secret = next.secret();
        Tuple row =
                Tuple.from(
                        new Object[] {
                            next.id(),
                            next.version(),
                            next.title(),
                            next.protocol().wire(),
                            next.owner(),
                            next.mapping(),
                            new JsonArray(next.examples().toString()),
                            next.credential(),
                            secret == null ? null : secret.keyId(),
                            secret == null ? null : secret.sealed(),
                            next.enabled(),
                            next.expectedIntervalS(),
                            next.updatedBy(),
                            next.updatedAt().atOffset(ZoneOffset.UTC)
                        });
        return transaction
                .preparedQuery(UPSERT)
                .execute(row)
                .compose(
                        done ->
                                audit.write(
                                        transaction,
                                        who.name(),
                                        before == null ? "create" : "update",
                                        "ticket-sources",
                                        next.id(),
                                        shown(before),
                                        shown(next)))
                .compose(done -> ChangeWatch.raise(transaction, VERSION))
                .map(next);
    }

    /** For the trail: without the secret, and without examples, which are messages of people. */
    private static @Nullable JsonObject shown(@Nullable TicketSource source) {
        return source == null
                ? null
                : new JsonObject()
                        .put("version", source.version())
                        .put("title", source.title())
                        .put("protocol", source.protocol().wire())
                        .put("owner", source.owner())
                        .put("mapping", source.mapping())
                        .put("credential", source.credential())
                        .put("signed", source.secret() != null)
                        .put("enabled", source.enabled())
                        .put("expectedIntervalS", source.expectedIntervalS());
    }

    private void tryLoad(Promise<Void> loaded) {
        watch.reload(VERSION)
                .onSuccess(nothing -> loaded.complete())
                .onFailure(
                        error -> {
                            LOG.warn("ticket sources cannot be loaded yet: {}", error.toString());
                            if (!stopped) {
                                vertx.setTimer(RETRY_MS, id -> tryLoad(loaded));
                            }
                        });
    }

    /** The version first: what is loaded after it is at least as new. */
    private Future<Long> load() {
        return pool.preparedQuery("SELECT value FROM data_version WHERE name = $1")
                .execute(Tuple.of(VERSION))
                .map(rows -> rows.iterator().next().getLong(0))
                .compose(
                        version ->
                                pool.query("SELECT " + COLUMNS + " FROM ticket_source")
                                        .execute()
                                        .map(
                                                rows -> {
                                                    NavigableMap<String, TicketSource> loaded =
                                                            new TreeMap<>();
                                                    for (Row row : rows) {
                                                        loaded.put(row.getString(0), of(row));
                                                    }
                                                    all =
                                                            Collections.unmodifiableNavigableMap(
                                                                    loaded);
                                                    return version;
                                                }));
    }

    private static TicketSource of(Row row) {
        String keyId = row.getString("secret_key");
        return new TicketSource(
                row.getString("id"),
                row.getInteger("version"),
                row.getString("title"),
                TicketSource.Protocol.of(row.getString("protocol")).orElseThrow(),
                row.getString("owner"),
                row.getString("mapping"),
                examples(row),
                row.getString("credential"),
                keyId == null ? null : new Sealing.Sealed(keyId, row.getString("secret_sealed")),
                row.getBoolean("enabled"),
                row.getInteger("expected_interval_s"),
                row.getString("updated_by"),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static com.fasterxml.jackson.databind.JsonNode examples(Row row) {
        try {
            return Json.mapper().readTree(row.getValue("examples").toString());
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL stores JSON", e);
        }
    }
}
