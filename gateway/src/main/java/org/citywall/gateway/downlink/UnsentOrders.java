package org.citywall.gateway.downlink;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.device.DeviceCommand;

/**
 * Sends the orders of schedules that Kafka does not have yet, until they expire. Somebody who
 * orders by hand is told of a failure and sends it again; a schedule has only us.
 */
final class UnsentOrders {
    private static final int BATCH = 500;

    /** Rows are locked meanwhile; an append that comes after it all is the same order again. */
    private static final long APPEND_LIMIT_S = 5;

    // Locked rows are skipped: another gateway has them in hand.
    private static final String UNSENT =
            "SELECT command_id, device_id, kind, params, ordered_by, ordered_at, expires_at"
                    + " FROM device_command WHERE schedule_id IS NOT NULL AND logged_at IS NULL"
                    + " AND state = 'ordered' AND expires_at > $1 ORDER BY expires_at, command_id"
                    + " LIMIT "
                    + BATCH
                    + " FOR UPDATE SKIP LOCKED";
    private static final String SENT =
            "UPDATE device_command SET logged_at = $2 WHERE command_id = ANY($1)";

    private final Pool pool;
    private final CommandLog log;
    private final Clock clock;

    UnsentOrders(Pool pool, CommandLog log, Clock clock) {
        this.pool = pool;
        this.log = log;
        this.clock = clock;
    }

    /** Sends all that waits; fails if Kafka did not take all of it. */
    Future<Void> send() {
        return pool.withTransaction(this::sendBatch)
                .compose(
                        sent -> {
                            if (sent.failure != null) {
                                return Future.failedFuture(sent.failure);
                            }
                            return sent.ids.size() < BATCH ? Future.succeededFuture() : send();
                        });
    }

    /** What became of a batch: the orders that Kafka has, and why not all, if so. */
    private static final class Sent {
        private final List<String> ids = new ArrayList<>();
        private Throwable failure;
    }

    private Future<Sent> sendBatch(SqlConnection transaction) {
        return transaction
                .preparedQuery(UNSENT)
                .execute(Tuple.of(utc(clock.instant())))
                .compose(
                        rows -> {
                            Sent sent = new Sent();
                            List<Future<Void>> all = new ArrayList<>();
                            for (Row row : rows) {
                                all.add(sendOne(order(row), sent));
                            }
                            return (all.isEmpty()
                                            ? Future.<Void>succeededFuture()
                                            : Future.join(all).<Void>mapEmpty())
                                    .compose(done -> mark(transaction, sent));
                        });
    }

    private Future<Void> sendOne(DeviceCommand order, Sent sent) {
        return log.append(order)
                .timeout(APPEND_LIMIT_S, TimeUnit.SECONDS)
                .onSuccess(done -> sent.ids.add(order.commandId()))
                .recover(
                        error -> {
                            sent.failure = error;
                            return Future.succeededFuture();
                        });
    }

    private Future<Sent> mark(SqlConnection transaction, Sent sent) {
        if (sent.ids.isEmpty()) {
            return Future.succeededFuture(sent);
        }
        return transaction
                .preparedQuery(SENT)
                .execute(Tuple.of(sent.ids.toArray(String[]::new), utc(clock.instant())))
                .map(sent);
    }

    private static DeviceCommand order(Row row) {
        Map<String, String> params = new HashMap<>();
        row.getJsonObject("params")
                .forEach(each -> params.put(each.getKey(), "" + each.getValue()));
        return new DeviceCommand(
                row.getString("command_id"),
                row.getString("device_id"),
                row.getString("kind"),
                params,
                row.getString("ordered_by"),
                row.getOffsetDateTime("ordered_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
