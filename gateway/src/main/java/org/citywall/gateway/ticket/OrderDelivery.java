package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.sweep.Sweep;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.WebhookSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what departments are told. A department gets its orders in their order, so one that cannot
 * be delivered holds up those behind it until it is taken or given up; other departments do not
 * wait. Of all gateways one serves a department at a time.
 */
public final class OrderDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(OrderDelivery.class);
    private static final long PERIOD_MS = 1_000;

    /** A gateway that died while it served a department holds it up for no longer. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_IN_A_ROW = 100;

    private static final String CLAIM =
            """
            UPDATE department SET busy_until = $2 WHERE name IN (
                SELECT d.name FROM department AS d CROSS JOIN LATERAL (
                    SELECT next_at FROM ticket_order
                    WHERE department = d.name AND state = 'waiting' ORDER BY seq LIMIT 1) AS head
                WHERE d.enabled AND d.busy_until <= $1 AND head.next_at <= $1
                ORDER BY head.next_at LIMIT $3 FOR UPDATE OF d SKIP LOCKED)
            RETURNING name
            """;
    private static final String HEAD =
            """
            SELECT o.id, o.body, o.attempts, o.next_at, o.deadline_from, d.url, d.secret,
                coalesce(t.secret, false) AS hidden
            FROM ticket_order AS o JOIN department AS d ON d.name = o.department
                LEFT JOIN ticket AS t ON t.case_id = o.case_id
            WHERE o.department = $1 AND o.state = 'waiting' AND d.enabled AND d.busy_until = $2
            ORDER BY o.seq LIMIT 1
            """;
    private static final String SETTLE =
            "UPDATE ticket_order SET state = $2, attempts = attempts + 1, next_at = $3,"
                    + " deadline_from = $4, said = $5, settled_at = $6"
                    + " WHERE id = $1 AND state = 'waiting'";
    private static final String FREE =
            "UPDATE department SET busy_until = $2 WHERE name = $1 AND busy_until = $3";
    private static final String GIVE_UP =
            """
            UPDATE ticket_order AS o SET state = 'dead', said = 'no department', settled_at = $1
            WHERE o.state = 'waiting' AND coalesce(o.deadline_from, o.issued_at) < $2
                AND NOT EXISTS (SELECT FROM department AS d WHERE d.name = o.department
                    AND d.enabled)
            """;
    private static final String WAITING =
            "SELECT count(*) AS n FROM ticket_order WHERE state = 'waiting'";

    private final Pool pool;
    private final WebhookSender sender;
    private final TicketLimits limits;
    private final Clock clock;
    private final Sweep sweep;
    private final AtomicLong waiting = new AtomicLong();
    private final Counter sent;
    private final Counter failed;
    private final Counter dead;

    /** Sends what stands in this database. */
    public OrderDelivery(
            Vertx vertx, Pool pool, TicketLimits limits, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.sender = WebhookSender.singly(vertx, limits.webhooks(), clock);
        this.limits = limits;
        this.clock = clock;
        this.sweep = new Sweep(vertx, "orders to departments", PERIOD_MS, this::deliver);
        meters.gauge(MetricNames.TICKET_ORDERS_WAITING, waiting);
        this.sent = meters.counter(MetricNames.TICKET_ORDERS, "result", "sent");
        this.failed = meters.counter(MetricNames.TICKET_ORDERS, "result", "failed");
        this.dead = meters.counter(MetricNames.TICKET_ORDERS, "result", "dead");
    }

    /** Begins to send. */
    public void start() {
        sweep.start();
    }

    /** Begins nothing more. */
    public void stop() {
        sweep.stop();
    }

    /** Sends what is due now, and gives up what nobody will ever take. */
    Future<Void> deliver() {
        OffsetDateTime now = utc(clock.instant());
        return pool.preparedQuery(GIVE_UP)
                .execute(Tuple.of(now, now.minus(limits.orderDeadline())))
                .onSuccess(given -> dead.increment(given.rowCount()))
                .compose(given -> serveAll(now))
                .compose(served -> pool.query(WAITING).execute())
                .onSuccess(rows -> waiting.set(rows.iterator().next().getLong("n")))
                .mapEmpty();
    }

    private Future<Void> serveAll(OffsetDateTime now) {
        // Told apart from another lease of the same department by its end.
        OffsetDateTime until =
                now.plus(LEASE).plusNanos(1_000L * ThreadLocalRandom.current().nextInt(900_000));
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(now, until, MOST_AT_ONCE))
                .compose(
                        rows -> {
                            List<Future<Void>> all = new ArrayList<>();
                            for (Row row : rows) {
                                String name = row.getString("name");
                                all.add(
                                        serve(name, until, MOST_IN_A_ROW)
                                                .eventually(() -> free(name, until, now)));
                            }
                            return all.isEmpty()
                                    ? Future.succeededFuture()
                                    : Future.join(all).mapEmpty();
                        });
    }

    private Future<?> free(String name, OffsetDateTime until, OffsetDateTime now) {
        return pool.preparedQuery(FREE).execute(Tuple.of(name, now, until));
    }

    /** One order after the other, until none is due or one is not taken. */
    private Future<Void> serve(String name, OffsetDateTime until, int most) {
        Instant now = clock.instant();
        boolean isEnding =
                until.toInstant().isBefore(now.plus(limits.webhooks().timeout().multipliedBy(2)));
        if (most == 0 || isEnding) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(HEAD)
                .execute(Tuple.of(name, until))
                .compose(
                        rows -> {
                            Row head = head(rows, now);
                            return head == null
                                    ? Future.succeededFuture()
                                    : send(head)
                                            .compose(
                                                    goesOn ->
                                                            goesOn
                                                                    ? serve(name, until, most - 1)
                                                                    : Future.succeededFuture());
                        });
    }

    private static Row head(RowSet<Row> rows, Instant now) {
        for (Row row : rows) {
            if (!row.getOffsetDateTime("next_at").toInstant().isAfter(now)) {
                return row;
            }
        }
        return null;
    }

    private Future<Boolean> send(Row order) {
        ObjectNode data = Rows.tree(order, "body");
        if (order.getBoolean("hidden")) {
            data.remove("title"); // it became secret after it was told
        }
        return sender.send(
                        order.getString("url"),
                        order.getString("secret"),
                        OrderMessage.body(data),
                        Map.of())
                .compose(tried -> settle(order, tried));
    }

    /** Whether the next order may go. */
    private Future<Boolean> settle(Row order, DeliveryTry tried) {
        Instant now = clock.instant();
        OffsetDateTime began = order.getOffsetDateTime("deadline_from");
        Instant from = began == null ? now : began.toInstant();
        Instant nextAt =
                tried.nextAt(
                        order.getInteger("attempts") + 1,
                        ThreadLocalRandom.current().nextDouble(),
                        now);
        boolean isOver = nextAt.isAfter(from.plus(limits.orderDeadline()));
        String state = "waiting";
        if (tried.end() == DeliveryTry.End.TAKEN) {
            state = "sent";
            sent.increment();
        } else if (tried.end() == DeliveryTry.End.NEVER || isOver) {
            state = "dead";
            dead.increment();
            LOG.warn("order {} is given up: {}", order.getString("id"), tried.said());
        } else {
            failed.increment();
        }
        boolean isSettled = !state.equals("waiting");
        return pool.preparedQuery(SETTLE)
                .execute(
                        Tuple.of(
                                order.getString("id"),
                                state,
                                utc(isSettled ? now : nextAt),
                                utc(from),
                                tried.said(),
                                isSettled ? utc(now) : null))
                .map(isSettled);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
