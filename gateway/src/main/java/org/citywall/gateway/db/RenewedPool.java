package org.citywall.gateway.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool that is made anew when its server has fallen silent. If a database's machine dies or its
 * network is cut, nobody closes the connections: who asked over them would wait until the kernel
 * gives up after a quarter of an hour, although another server may have taken over long since. (The
 * client of this version has no limit for that: it ignores the options of its sockets.)
 */
public final class RenewedPool implements Pool {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedPool.class);

    /** So many questions in a row without an answer; one alone may have met a busy second. */
    private static final int SILENT_AFTER = 3;

    private final Vertx vertx;
    private final Supplier<Pool> make;
    private final long patienceMs;
    private final long timer;
    private volatile Pool pool;
    private volatile boolean isAsking;
    private int unanswered;

    /**
     * Opens the first.
     *
     * @param make opens one
     * @param patience how long an answer to an empty question may take; it is asked as often
     */
    public RenewedPool(Vertx vertx, Supplier<Pool> make, Duration patience) {
        this.vertx = vertx;
        this.make = make;
        this.patienceMs = patience.toMillis();
        this.pool = make.get();
        this.timer = vertx.setPeriodic(patienceMs, tick -> ask());
    }

    private void ask() {
        if (isAsking) {
            return;
        }
        isAsking = true;
        pool.query("SELECT 1")
                .execute()
                .timeout(patienceMs, TimeUnit.MILLISECONDS)
                .onComplete(
                        answer -> {
                            isAsking = false;
                            unanswered = answer.succeeded() ? 0 : unanswered + 1;
                            if (unanswered >= SILENT_AFTER) {
                                unanswered = 0;
                                renew();
                            }
                        });
    }

    private void renew() {
        Pool silent = pool;
        pool = make.get();
        LOG.info("PostgreSQL does not answer; its connections are dropped");
        silent.close();
    }

    @Override
    public Future<SqlConnection> getConnection() {
        return pool.getConnection();
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return pool.query(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return pool.preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return pool.preparedQuery(sql, options);
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return pool.close();
    }
}
