package org.citywall.gateway.notify;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.citywall.gateway.sweep.Sweep;

/** Forgets what need not be kept any more of what people were told; what waits is kept. */
final class NotificationPruning {
    private static final long PERIOD_MS = 3_600_000;

    /** At a time: statements of this pool are short, and so are its locks. */
    private static final int MOST = 2_000;

    private static final String OLD =
            "DELETE FROM notification WHERE id IN (SELECT id FROM notification"
                    + " WHERE written_at < $1 AND state NOT IN ('waiting', 'held') LIMIT "
                    + MOST
                    + ")";

    private static final String OLD_ANSWERS = "DELETE FROM page_answer WHERE answered_at < $1";

    /** An address may hold a key; it stays no longer than a contact has it, or a pause lasts. */
    private static final String UNUSED =
            "DELETE FROM address_pace AS p WHERE paused_until < $1 AND NOT EXISTS (SELECT"
                    + " FROM contact_channel AS c WHERE c.channel = p.channel"
                    + " AND c.address = p.address)";

    private final Pool pool;
    private final Duration keep;
    private final Clock clock;
    private final Sweep sweep;

    NotificationPruning(Vertx vertx, Pool pool, Duration keep, Clock clock) {
        this.pool = pool;
        this.keep = keep;
        this.clock = clock;
        this.sweep = new Sweep(vertx, "pruning of notifications", PERIOD_MS, this::prune);
    }

    void start() {
        sweep.start();
    }

    void stop() {
        sweep.stop();
    }

    /** Prunes now; the number of rows that are gone. */
    Future<Integer> prune() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Tuple before = Tuple.of(now.minus(keep));
        return pool.preparedQuery(UNUSED)
                .execute(Tuple.of(now))
                .compose(unused -> pool.preparedQuery(OLD_ANSWERS).execute(before))
                .compose(answers -> pruneOld(before, 0));
    }

    private Future<Integer> pruneOld(Tuple before, int gone) {
        return pool.preparedQuery(OLD)
                .execute(before)
                .compose(
                        deleted -> {
                            int all = gone + deleted.rowCount();
                            return deleted.rowCount() < MOST
                                    ? Future.succeededFuture(all)
                                    : pruneOld(before, all);
                        });
    }
}
