package org.citywall.gateway.downlink;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.gateway.ingest.gb26875.Orders;

/**
 * Orders and what became of them. Every gateway writes every result, which is harmless: a state
 * only moves forward.
 */
public final class DeviceCommandStore {
    /** A device that is away for so long is not reached any more. */
    static final Duration EXPIRES = Duration.ofSeconds(60);

    private static final String COLUMNS =
            "command_id, device_id, kind, params, ordered_by, ordered_at, state, detail, sent_at,"
                    + " due_at, ended_at, answer, place";
    private static final String OF_ORDER =
            "UPDATE device_command SET state = $2, detail = coalesce($3, detail),"
                    + " answer = coalesce($4, answer),"
                    + " sent_at = CASE WHEN $2 = 'sent' THEN $5 ELSE sent_at END,"
                    + " due_at = CASE WHEN $2 = 'sent' AND kind = 'duty-check' THEN"
                    + " $5 + (params ->> 'timeoutMinutes')::int * interval '1 minute' ELSE due_at END,"
                    + " ended_at = CASE WHEN $2 IN ('denied', 'no-answer', 'answered')"
                    + " OR ($2 = 'confirmed' AND kind <> 'duty-check') THEN $5 ELSE ended_at END"
                    + " WHERE command_id = $1 AND ended_at IS NULL AND ($2 <> 'sent' OR state = 'ordered')";
    private static final String OF_PERSON =
            "UPDATE device_command SET state = 'answered', ended_at = $2 WHERE device_id = $1"
                    + " AND kind = 'duty-check' AND state IN ('sent', 'confirmed')"
                    + " AND sent_at <= $2";

    private static final String INSERT =
            "INSERT INTO device_command (command_id, device_id, place, kind, params, ordered_by,"
                    + " ordered_at, expires_at, state, schedule_id) VALUES ($1, $2, $3, $4, $5,"
                    + " $6, $7, $8, 'ordered', $9) ON CONFLICT DO NOTHING";

    private final Pool pool;

    /** One order as it stands. */
    record Entry(
            String commandId,
            String deviceId,
            String kind,
            JsonObject params,
            String by,
            Instant at,
            String state,
            String detail,
            Instant sentAt,
            Instant dueAt,
            Instant endedAt,
            JsonArray answer,
            String place) {}

    /**
     * How many duty checks of a time were answered.
     *
     * @param ended that reached their panel and are over
     * @param answered of these
     */
    public record Rate(long ended, long answered) {
        /** Share of them; empty if none has ended. */
        public OptionalDouble share() {
            return ended == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) answered / ended);
        }
    }

    /** Keeps them in these tables. */
    public DeviceCommandStore(Pool pool) {
        this.pool = pool;
    }

    /** Writes the order down; answers whether it is new. */
    Future<Boolean> order(DeviceCommand order, String place) {
        return pool.preparedQuery(INSERT)
                .execute(row(order, place, null))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Writes the orders of a schedule down, in this transaction. */
    Future<Void> orderAll(
            SqlConnection transaction,
            UUID scheduleId,
            List<DeviceCommand> orders,
            Map<String, String> places) {
        if (orders.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Tuple> rows = new ArrayList<>();
        for (DeviceCommand order : orders) {
            rows.add(row(order, places.get(order.deviceId()), scheduleId));
        }
        return transaction.preparedQuery(INSERT).executeBatch(rows).mapEmpty();
    }

    private static Tuple row(DeviceCommand order, String place, UUID scheduleId) {
        JsonObject params = new JsonObject();
        order.params().forEach(params::put);
        return Tuple.from(
                new Object[] {
                    order.commandId(),
                    order.deviceId(),
                    place,
                    order.kind(),
                    params,
                    order.by(),
                    utc(order.at()),
                    utc(order.expiresAt()),
                    scheduleId
                });
    }

    Future<Optional<Entry>> find(String commandId) {
        return pool.preparedQuery(
                        "SELECT " + COLUMNS + " FROM device_command WHERE command_id = $1")
                .execute(Tuple.of(commandId))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(entry(rows.iterator().next())));
    }

    /** Duty checks, newest first, of this place and below; empty for all. */
    Future<List<Entry>> dutyChecks(String place, int limit) {
        return pool.preparedQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM device_command WHERE kind = 'duty-check' AND ($1 = '' OR"
                                + " place = $1 OR starts_with(place, $1 || '/'))"
                                + " ORDER BY ordered_at DESC, command_id LIMIT $2")
                .execute(Tuple.of(place, limit))
                .map(
                        rows -> {
                            List<Entry> entries = new ArrayList<>();
                            rows.forEach(row -> entries.add(entry(row)));
                            return entries;
                        });
    }

    /** Of those since then, of this place and below. */
    public Future<Rate> dutyRate(String place, Instant since) {
        return pool.preparedQuery(
                        "SELECT count(*), count(*) FILTER (WHERE state = 'answered') FROM"
                                + " device_command WHERE kind = 'duty-check' AND ordered_at >= $2"
                                + " AND state IN ('answered', 'unanswered') AND ($1 = '' OR"
                                + " place = $1 OR starts_with(place, $1 || '/'))")
                .execute(Tuple.of(place, utc(since)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Rate(row.getLong(0), row.getLong(1)));
    }

    /** Writes a result down; answers how many orders it moved. */
    public Future<Integer> result(DeviceResult result) {
        if (result.commandId() == null) {
            return pool.preparedQuery(OF_PERSON)
                    .execute(Tuple.of(result.deviceId(), utc(result.at())))
                    .map(rows -> rows.rowCount());
        }
        JsonArray lines = result.lines() == null ? null : new JsonArray(result.lines());
        return pool.preparedQuery(OF_ORDER)
                .execute(
                        Tuple.of(
                                result.commandId(),
                                result.state(),
                                result.detail(),
                                lines,
                                utc(result.at())))
                .map(rows -> rows.rowCount());
    }

    /** Duty checks that nobody answered in time. */
    Future<List<Entry>> overdue(Instant now) {
        return pool.preparedQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM device_command WHERE ended_at IS NULL AND due_at < $1"
                                + " AND kind = '"
                                + Orders.DUTY_CHECK
                                + "' ORDER BY due_at LIMIT 100")
                .execute(Tuple.of(utc(now)))
                .map(
                        rows -> {
                            List<Entry> entries = new ArrayList<>();
                            rows.forEach(row -> entries.add(entry(row)));
                            return entries;
                        });
    }

    Future<Void> unanswered(String commandId, Instant now) {
        return pool.preparedQuery(
                        "UPDATE device_command SET state = 'unanswered', ended_at = $2"
                                + " WHERE command_id = $1 AND ended_at IS NULL")
                .execute(Tuple.of(commandId, utc(now)))
                .mapEmpty();
    }

    /** Ends the orders that reached no device in time. */
    Future<Void> undelivered(Instant before) {
        return pool.preparedQuery(
                        "UPDATE device_command SET state = 'undelivered', ended_at = expires_at"
                                + " WHERE ended_at IS NULL AND state = 'ordered' AND expires_at < $1")
                .execute(Tuple.of(utc(before)))
                .mapEmpty();
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getJsonObject(3),
                row.getString(4),
                instant(row, 5),
                row.getString(6),
                row.getString(7),
                instant(row, 8),
                instant(row, 9),
                instant(row, 10),
                row.getJsonArray(11),
                row.getString(12));
    }

    private static Instant instant(Row row, int column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
