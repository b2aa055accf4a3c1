package org.citywall.gateway.slope;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.citywall.gateway.sweep.Sweep;

/**
 * Forgets what the long record of slopes need not keep any more. Live hours by their own age;
 * recordings as a whole by when they were replayed, because their own time may be any.
 */
public final class HistoryPruning {
    private static final long PERIOD_MS = 3_600_000;

    /** Table and the column that has its time. */
    private static final List<String[]> TABLES =
            List.of(
                    new String[] {"slope_instrument_hour", "hour"},
                    new String[] {"slope_level_change", "at"},
                    new String[] {"slope_hour", "hour"});

    /** The hours of a slope go last: they tell when a recording was replayed. */
    private static final String OF_OLD_RUNS =
            "DELETE FROM %s WHERE run <> '' AND (site_id, run) IN (SELECT site_id, run"
                    + " FROM slope_hour WHERE run <> '' GROUP BY site_id, run"
                    + " HAVING max(told_at) < $1)";

    private final Pool pool;
    private final HistoryLimits limits;
    private final Clock clock;
    private final Sweep sweep;

    /** Prunes the tables behind this pool. */
    public HistoryPruning(Vertx vertx, Pool pool, HistoryLimits limits, Clock clock) {
        this.pool = pool;
        this.limits = limits;
        this.clock = clock;
        this.sweep = new Sweep(vertx, "pruning of the slopes' record", PERIOD_MS, this::prune);
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
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Future<Integer> gone = Future.succeededFuture(0);
        for (String[] table : TABLES) {
            String live = "DELETE FROM %s WHERE run = '' AND %s < $1".formatted(table[0], table[1]);
            gone = gone.compose(rows -> delete(live, now.minus(limits.keep()), rows));
            String runs = OF_OLD_RUNS.formatted(table[0]);
            gone = gone.compose(rows -> delete(runs, now.minus(limits.keepRuns()), rows));
        }
        return gone;
    }

    private Future<Integer> delete(String sql, OffsetDateTime before, int rows) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(before))
                .map(deleted -> rows + deleted.rowCount());
    }
}
