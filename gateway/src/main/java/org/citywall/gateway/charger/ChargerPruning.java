package org.citywall.gateway.charger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.citywall.gateway.sweep.Sweep;

/** Forgets what the record of chargers need not keep any more. */
public final class ChargerPruning {
    private static final long PERIOD_MS = 3_600_000;
    private static final String SESSIONS =
            "DELETE FROM charging_session WHERE NOT replay AND ended_at < $1";

    /** By when they were told, because the time of a recording may be any. */
    private static final String REPLAYED =
            "DELETE FROM charging_session WHERE replay AND told_at < $1";

    private static final String ORDERS = "DELETE FROM charger_order WHERE ordered_at < $1";

    private final Pool pool;
    private final ChargerHistoryLimits limits;
    private final Clock clock;
    private final Sweep sweep;

    /** Prunes the tables behind this pool. */
    public ChargerPruning(Vertx vertx, Pool pool, ChargerHistoryLimits limits, Clock clock) {
        this.pool = pool;
        this.limits = limits;
        this.clock = clock;
        this.sweep = new Sweep(vertx, "pruning of the chargers' record", PERIOD_MS, this::prune);
    }

    /** Begins to prune each hour. */
    public void start() {
        sweep.start();
    }

    /** Stops it. */
    public void stop() {
        sweep.stop();
    }

    /** Prunes now; the number of rows that are gone. */
    Future<Integer> prune() {
        return delete(SESSIONS, limits.sessions())
                .compose(gone -> delete(REPLAYED, limits.replayed()).map(more -> gone + more))
                .compose(gone -> delete(ORDERS, limits.orders()).map(more -> gone + more));
    }

    private Future<Integer> delete(String sql, Duration keep) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(clock.instant().minus(keep).atOffset(ZoneOffset.UTC)))
                .map(deleted -> deleted.rowCount());
    }
}
