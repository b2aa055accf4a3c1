package org.citywall.gateway.charger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.citywall.gateway.sweep.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders for ports of which nobody else would tell the end: those that Kafka did not take are
 * appended again while they are young and then ended, and so are those that the stream has
 * forgotten. What the stream tells later all the same counts more: an end that is written here has
 * no revision of its own.
 *
 * <p>All gateways do it; an append twice is the same order, and so is an end.
 */
public final class UnendedOrders {
    private static final Logger LOG = LoggerFactory.getLogger(UnendedOrders.class);
    private static final long PERIOD_MS = 2_000;

    /** Whoever pressed has seen the 503, and after this has gone there or pressed again. */
    static final Duration APPEND_FOR = Duration.ofSeconds(10);

    /** Until a charger answers, two attempts take the stream less than a minute. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    /**
     * What was answered is to be measured, which takes two attempts 28 min where a charger reports
     * each five minutes and every wait of the defaults runs out.
     */
    static final Duration UNMEASURED_AFTER = Duration.ofMinutes(30);

    static final String NOT_GIVEN = "未能下达：消息总线未接收";
    static final String UNKNOWN = "状态未知：5 分钟无任何进展，须到现场确认";
    static final String UNMEASURED = "状态未知：应答后 30 分钟无任何进展，须到现场确认";

    private static final String OPEN = " AND state IN ('REQUESTED', 'SENT', 'ACKED')";
    private static final String UNSENT =
            "SELECT * FROM charger_order WHERE NOT recorded AND ordered_at >= $1"
                    + OPEN
                    + " ORDER BY ordered_at";
    private static final String END =
            "UPDATE charger_order SET state = 'TIMEOUT', view = view || jsonb_build_object('state',"
                    + " 'TIMEOUT', 'detail', $2::text, 'endedAt', $3::text) WHERE ";
    private static final String END_UNSENT = END + "NOT recorded AND ordered_at < $1" + OPEN;
    private static final String END_FORGOTTEN =
            END
                    + "recorded AND ordered_at < $1"
                    + " AND coalesce((view->>'sentAt')::timestamptz, ordered_at) < $1"
                    + " AND view->>'answeredAt' IS NULL"
                    + OPEN;
    private static final String END_UNMEASURED =
            END + "recorded AND (view->>'answeredAt')::timestamptz < $1" + OPEN;

    private final Pool pool;
    private final PortOrders orders;
    private final Clock clock;
    private final Sweep sweep;

    /** Sweeps the orders behind this pool. */
    public UnendedOrders(Vertx vertx, Pool pool, PortOrders orders, Clock clock) {
        this.pool = pool;
        this.orders = orders;
        this.clock = clock;
        this.sweep = new Sweep(vertx, "orders for ports that have not ended", PERIOD_MS, this::run);
    }

    /** Begins to look each 2 s. */
    public void start() {
        sweep.start();
    }

    /** Stops looking. */
    public void stop() {
        sweep.stop();
    }

    /** Looks now. */
    Future<Void> run() {
        Instant now = clock.instant();
        return orders.writeDown()
                .compose(done -> appendAgain(now))
                .compose(done -> end(END_UNSENT, now.minus(APPEND_FOR), NOT_GIVEN, now))
                .compose(done -> end(END_FORGOTTEN, now.minus(FORGOTTEN_AFTER), UNKNOWN, now))
                .compose(done -> end(END_UNMEASURED, now.minus(UNMEASURED_AFTER), UNMEASURED, now));
    }

    /** What Kafka does not take now either waits for the next time, and keeps no other waiting. */
    private Future<Void> appendAgain(Instant now) {
        return pool.preparedQuery(UNSENT)
                .execute(Tuple.of(utc(now.minus(APPEND_FOR))))
                .compose(
                        rows -> {
                            List<Future<Void>> all = new ArrayList<>();
                            for (Row row : rows) {
                                all.add(orders.append(PortOrders.of(row)).otherwiseEmpty());
                            }
                            return all.isEmpty()
                                    ? Future.succeededFuture()
                                    : Future.join(all).mapEmpty();
                        });
    }

    private Future<Void> end(String sql, Instant before, String detail, Instant now) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(utc(before), detail, now.toString()))
                .onSuccess(
                        rows -> {
                            if (rows.rowCount() > 0) {
                                LOG.warn("{} orders for ports: {}", rows.rowCount(), detail);
                            }
                        })
                .mapEmpty();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
