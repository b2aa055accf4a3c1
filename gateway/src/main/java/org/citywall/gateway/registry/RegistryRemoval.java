package org.citywall.gateway.registry;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** Removes single registry entries; what others refer to cannot be removed. */
public final class RegistryRemoval {
    private static final String STILL_REFERRED_TO = "23503";

    private final Pool pool;
    private final ChangeWatch watch;
    private final Audit audit;

    /** Removes through the pool, then lets this gateway load at once. */
    public RegistryRemoval(Pool pool, ChangeWatch watch, Clock clock) {
        this.pool = pool;
        this.watch = watch;
        this.audit = new Audit(clock);
    }

    /** Answers whether there was such an entry; refuses with 409 while others refer to it. */
    public Future<Boolean> remove(ImportKind kind, String key, String who) {
        return pool.withTransaction(
                        transaction ->
                                ChangeWatch.raise(transaction, kind.version())
                                        .compose(raised -> children(transaction, kind, key))
                                        .compose(none -> delete(transaction, kind, key, who)))
                .recover(RegistryRemoval::conflict)
                .compose(found -> watch.reload(kind.version()).map(found));
    }

    private static Future<Void> children(SqlConnection transaction, ImportKind kind, String key) {
        if (kind != ImportKind.PLACES) {
            return Future.succeededFuture();
        }
        return transaction
                .preparedQuery("SELECT 1 FROM place WHERE starts_with(path, $1) LIMIT 1")
                .execute(Tuple.of(key + "/"))
                .compose(
                        rows ->
                                rows.size() == 0
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(stillUsed()));
    }

    private Future<Boolean> delete(
            SqlConnection transaction, ImportKind kind, String key, String who) {
        return transaction
                .preparedQuery(
                        "DELETE FROM %s AS t WHERE %s = $1 RETURNING to_jsonb(t) AS before"
                                .formatted(kind.table(), kind.key().sql()))
                .execute(Tuple.of(key))
                .compose(
                        rows -> {
                            if (rows.size() == 0) {
                                return Future.succeededFuture(false);
                            }
                            JsonObject before = rows.iterator().next().getJsonObject(0);
                            before.remove("token_hash");
                            before.remove("password_hash");
                            return audit.write(
                                            transaction,
                                            who,
                                            "delete",
                                            kind.wire(),
                                            key,
                                            before,
                                            null)
                                    .map(true);
                        });
    }

    private static Future<Boolean> conflict(Throwable error) {
        boolean used =
                error instanceof PgException pg && STILL_REFERRED_TO.equals(pg.getSqlState());
        return Future.failedFuture(used ? stillUsed() : error);
    }

    private static Refusal stillUsed() {
        return new Refusal(
                Problem.of(409, "still in use", "other entries refer to it; remove them first"));
    }
}
