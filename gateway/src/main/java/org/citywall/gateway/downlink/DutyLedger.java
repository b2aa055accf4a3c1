package org.citywall.gateway.downlink;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.citywall.contracts.device.DeviceCommand;

/** Which due times of the schedules are done, and how far: each minute of each is done once. */
final class DutyLedger {
    // Asks again whether it still runs: somebody may have stopped it since it was read.
    private static final String BEGIN =
            "INSERT INTO duty_run (schedule_id, due_at, begun_at, asked_minute, missed, checks)"
                    + " SELECT id, $2::timestamptz, $3::timestamptz, $4::smallint, $5::boolean,"
                    + " $6::integer FROM duty_schedule WHERE id = $1 AND enabled"
                    + " ON CONFLICT DO NOTHING";
    private static final String GO_ON =
            "UPDATE duty_run SET asked_minute = $3, checks = checks + $4"
                    + " WHERE schedule_id = $1 AND due_at = $2 AND asked_minute = $5";

    private final Pool pool;
    private final DeviceCommandStore commands;

    DutyLedger(Pool pool, DeviceCommandStore commands) {
        this.pool = pool;
        this.commands = commands;
    }

    /** The last minute done of every run that was due since then. */
    Future<Map<DutyPlan.Run, Integer>> doneSince(Instant since) {
        return pool.preparedQuery(
                        "SELECT schedule_id, due_at, asked_minute FROM duty_run WHERE due_at >= $1")
                .execute(Tuple.of(utc(since)))
                .map(
                        rows -> {
                            Map<DutyPlan.Run, Integer> done = new HashMap<>();
                            for (Row row : rows) {
                                Instant due = row.getOffsetDateTime(1).toInstant();
                                done.put(
                                        new DutyPlan.Run(row.getUUID(0), due),
                                        row.getShort(2).intValue());
                            }
                            return done;
                        });
    }

    /**
     * Writes the step and its checks down, both or none.
     *
     * @param places of the devices that are asked
     * @return how many checks there are; empty if another gateway has done the step, or it is not
     *     wanted any more
     */
    Future<OptionalInt> take(
            DutyPlan.Step step,
            List<DeviceCommand> checks,
            Map<String, String> places,
            Instant now) {
        return pool.withTransaction(
                transaction ->
                        (step.done() == null
                                        ? begin(transaction, step, checks.size(), now)
                                        : goOn(transaction, step, checks.size()))
                                .compose(
                                        rows ->
                                                rows.rowCount() == 0
                                                        ? Future.succeededFuture(
                                                                OptionalInt.empty())
                                                        : order(transaction, step, checks, places)
                                                                .map(OptionalInt::of)));
    }

    private static Future<RowSet<Row>> begin(
            SqlConnection transaction, DutyPlan.Step step, int checks, Instant now) {
        return transaction
                .preparedQuery(BEGIN)
                .execute(
                        Tuple.of(
                                step.schedule().id(),
                                utc(step.due()),
                                utc(now),
                                (short) step.until(),
                                step.isMissed(),
                                checks));
    }

    private static Future<RowSet<Row>> goOn(
            SqlConnection transaction, DutyPlan.Step step, int checks) {
        return transaction
                .preparedQuery(GO_ON)
                .execute(
                        Tuple.of(
                                step.schedule().id(),
                                utc(step.due()),
                                (short) step.until(),
                                checks,
                                step.done().shortValue()));
    }

    private Future<Integer> order(
            SqlConnection transaction,
            DutyPlan.Step step,
            List<DeviceCommand> checks,
            Map<String, String> places) {
        return commands.orderAll(transaction, step.schedule().id(), checks, places)
                .map(checks.size());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
