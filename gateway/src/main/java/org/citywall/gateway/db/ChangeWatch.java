package org.citywall.gateway.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the version numbers in PostgreSQL, so that what one gateway edits is loaded by all of
 * them within the interval. While PostgreSQL is down everything stays as it was loaded last.
 */
public final class ChangeWatch {
    /** The registry: places, sites, devices, credentials. */
    public static final String REGISTRY = "registry";

    /** Accounts, sessions, wall tokens. */
    public static final String ACCESS = "access";

    /** A revoked wall token must be dead within 2 s on every gateway. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);

    private final Vertx vertx;
    private final Pool pool;
    private final long intervalMs;
    private final Map<String, Supplier<Future<Long>>> loaders = new ConcurrentHashMap<>();
    private final Map<String, Long> loaded = new ConcurrentHashMap<>();
    private long timer = -1;
    private boolean polling;
    private boolean reachable = true;

    /** Watches at the interval, once {@link #start} was called. */
    public ChangeWatch(Vertx vertx, Pool pool, Duration interval) {
        this.vertx = vertx;
        this.pool = pool;
        this.intervalMs = interval.toMillis();
    }

    /** What to load when this version changes; the loader answers the version that it loaded. */
    public void onChange(String name, Supplier<Future<Long>> loader) {
        loaders.put(name, loader);
    }

    /** Begins to watch. */
    public void start() {
        timer = vertx.setPeriodic(intervalMs, id -> poll());
    }

    /** Stops watching. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** Loads now; for the gateway that has just edited, and at the start. */
    public Future<Void> reload(String name) {
        return loaders.get(name)
                .get()
                .onSuccess(version -> loaded.merge(name, version, Math::max))
                .mapEmpty();
    }

    /** Raises the version inside the transaction of an edit, and answers the new one. */
    public static Future<Long> raise(SqlConnection transaction, String name) {
        return transaction
                .preparedQuery(
                        "UPDATE data_version SET value = value + 1 WHERE name = $1 RETURNING value")
                .execute(io.vertx.sqlclient.Tuple.of(name))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private void poll() {
        if (polling) {
            return;
        }
        polling = true;
        pool.query("SELECT name, value FROM data_version")
                .execute()
                .compose(
                        rows -> {
                            Map<String, Long> current = new HashMap<>();
                            for (Row row : rows) {
                                current.put(row.getString(0), row.getLong(1));
                            }
                            return reloadChanged(current);
                        })
                .onComplete(
                        done -> {
                            polling = false;
                            report(done.cause());
                        });
    }

    private Future<Void> reloadChanged(Map<String, Long> current) {
        Future<Void> all = Future.succeededFuture();
        for (String name : loaders.keySet()) {
            if (!current.getOrDefault(name, 0L).equals(loaded.get(name))) {
                all = all.compose(nothing -> reload(name));
            }
        }
        return all;
    }

    private void report(Throwable error) {
        if (error != null && reachable) {
            LOG.warn("registry and access stay as they are: {}", error.toString());
        } else if (error == null && !reachable) {
            LOG.info("registry and access are watched again");
        }
        reachable = error == null;
    }
}
