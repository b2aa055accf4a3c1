package org.citywall.gateway.profile;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.citywall.contracts.Json;
import org.citywall.gateway.kafka.EventLog;

/**
 * Versions of the settings of sites of one kind. A version is written down first, then appended
 * among the readings of its site; what Kafka did not take is appended later by {@link
 * ProfileSweep}. An older version that comes late has no effect on the stream.
 *
 * @param <P> what can be set
 */
public final class ProfileLog<P> {
    /** The log keeps a week; a stream with an empty memory must find the settings in it. */
    private static final Duration AGAIN_AFTER = Duration.ofDays(1);

    private final Pool pool;
    private final EventLog log;
    private final Clock clock;
    private final Kind<P> kind;

    /**
     * What the settings are of.
     *
     * @param table of PostgreSQL: site_id, version, profile, created_by, created_at, recorded,
     *     appended_at
     * @param topic of the readings that they are judged with
     * @param eventType of their records there
     * @param source the same
     * @param type of the settings
     * @param siteId of these
     * @param version of these
     * @param unset what counts where nobody has set anything
     * @param <P> what can be set
     */
    public record Kind<P>(
            String table,
            String topic,
            String eventType,
            String source,
            Class<P> type,
            Function<P, String> siteId,
            ToIntFunction<P> version,
            Function<String, P> unset) {}

    /** Writes to this database and this log. */
    public ProfileLog(Pool pool, EventLog log, Clock clock, Kind<P> kind) {
        this.pool = pool;
        this.log = log;
        this.clock = clock;
        this.kind = kind;
    }

    /** The newest settings of the site. */
    public Future<StoredProfile<P>> current(String siteId) {
        return newest(pool, siteId);
    }

    /** The newest version; two who edit at once must not both build upon the same. */
    public Future<P> lock(SqlConnection transaction, String siteId) {
        return transaction
                .preparedQuery("SELECT pg_advisory_xact_lock(hashtext($1))")
                .execute(Tuple.of(kind.table() + "/" + siteId))
                .compose(locked -> newest(transaction, siteId))
                .map(StoredProfile::profile);
    }

    /** Stores the next version. */
    public Future<Void> insert(SqlConnection transaction, P profile, String account) {
        return transaction
                .preparedQuery(
                        sql(
                                "INSERT INTO %s (site_id, version, profile, created_by,"
                                        + " created_at) VALUES ($1, $2, $3, $4, $5)"))
                .execute(Tuple.of(siteId(profile), version(profile), json(profile), account, now()))
                .mapEmpty();
    }

    /** Appends a version that was stored; completes also if Kafka does not take it now. */
    public Future<StoredProfile<P>> appended(P stored) {
        return append(stored)
                .map(new StoredProfile<>(stored, true))
                .otherwise(new StoredProfile<>(stored, false));
    }

    /**
     * Appends the newest version of every site, or only of those of which Kafka has none, and those
     * whose last append is a day ago and which no other gateway takes.
     */
    public Future<Integer> appendAgain(boolean all) {
        return pool.query(
                        sql(
                                "SELECT DISTINCT ON (site_id) profile, recorded, appended_at"
                                        + " FROM %s ORDER BY site_id, version DESC"))
                .execute()
                .compose(
                        rows -> {
                            List<Future<Integer>> appended = new ArrayList<>();
                            for (Row row : rows) {
                                appended.add(appendAgain(row, all));
                            }
                            return Future.all(appended)
                                    .map(
                                            done ->
                                                    done.<Integer>list().stream()
                                                            .mapToInt(Integer::intValue)
                                                            .sum());
                        });
    }

    private Future<Integer> appendAgain(Row row, boolean all) {
        P newest = profile(row);
        boolean now = all || !row.getBoolean("recorded");
        Future<Boolean> mine =
                now
                        ? Future.succeededFuture(true)
                        : claim(newest, row.getOffsetDateTime("appended_at"));
        return mine.compose(is -> is ? append(newest).map(1) : Future.succeededFuture(0));
    }

    /** Whoever changes the row appends it, so that of all gateways one does. */
    private Future<Boolean> claim(P profile, OffsetDateTime appendedAt) {
        OffsetDateTime now = now();
        OffsetDateTime due = now.minus(AGAIN_AFTER);
        if (appendedAt != null && !appendedAt.isBefore(due)) {
            return Future.succeededFuture(false);
        }
        return pool.preparedQuery(
                        sql(
                                "UPDATE %s SET appended_at = $3 WHERE site_id = $1 AND version = $2"
                                        + " AND (appended_at IS NULL OR appended_at < $4)"))
                .execute(Tuple.of(siteId(profile), version(profile), now, due))
                .map(rows -> rows.rowCount() == 1);
    }

    private Future<StoredProfile<P>> newest(SqlClient client, String siteId) {
        return client.preparedQuery(
                        sql(
                                "SELECT profile, recorded FROM %s WHERE site_id = $1"
                                        + " ORDER BY version DESC LIMIT 1"))
                .execute(Tuple.of(siteId))
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                return new StoredProfile<>(kind.unset().apply(siteId), true);
                            }
                            Row row = rows.iterator().next();
                            return new StoredProfile<>(profile(row), row.getBoolean("recorded"));
                        });
    }

    private Future<Void> append(P profile) {
        return log.append(
                        new EventLog.Entry(
                                kind.topic(),
                                null,
                                siteId(profile),
                                kind.eventType(),
                                siteId(profile) + ":" + version(profile),
                                kind.source(),
                                Json.bytes(profile),
                                Map.of()))
                .compose(
                        done ->
                                pool.preparedQuery(
                                                sql(
                                                        "UPDATE %s SET recorded = true,"
                                                                + " appended_at = $3 WHERE site_id"
                                                                + " = $1 AND version <= $2"))
                                        .execute(
                                                Tuple.of(siteId(profile), version(profile), now())))
                .recover(error -> giveBack(profile).compose(done -> Future.failedFuture(error)))
                .mapEmpty();
    }

    /** What Kafka did not take is due at once, for any gateway. */
    private Future<Void> giveBack(P profile) {
        return pool.preparedQuery(
                        sql("UPDATE %s SET appended_at = NULL WHERE site_id = $1 AND version = $2"))
                .execute(Tuple.of(siteId(profile), version(profile)))
                .mapEmpty();
    }

    private String sql(String template) {
        return template.formatted(kind.table());
    }

    private P profile(Row row) {
        return Json.read(row.getJsonObject("profile").encode(), kind.type());
    }

    private String siteId(P profile) {
        return kind.siteId().apply(profile);
    }

    private int version(P profile) {
        return kind.version().applyAsInt(profile);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** As it stands in the table. */
    public static JsonObject json(Object profile) {
        return new JsonObject(Json.string(profile));
    }
}
