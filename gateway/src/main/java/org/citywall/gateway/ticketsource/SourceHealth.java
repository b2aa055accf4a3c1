package org.citywall.gateway.ticketsource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.sweep.Sweep;

/**
 * How each system keeps up: counted in memory, added to PostgreSQL every 15 s. What was not yet
 * added when a gateway dies is lost: it tells how a system does, not what it said.
 */
public final class SourceHealth {
    private static final long FLUSH_MS = 15_000;
    private static final int KEEP_DAYS = 30;

    /** The one source whose name is fixed: that of Open311. */
    private static final String PUBLIC = "open311";

    private static final String ADD =
            "INSERT INTO ticket_source_hour AS h (system, hour, accepted, refused, heard_at,"
                    + " lag_ms) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (system, hour) DO"
                    + " UPDATE SET accepted = h.accepted + excluded.accepted, refused = h.refused +"
                    + " excluded.refused, lag_ms = CASE WHEN excluded.heard_at >= coalesce("
                    + "h.heard_at, excluded.heard_at) THEN excluded.lag_ms ELSE h.lag_ms END,"
                    + " heard_at = greatest(h.heard_at, excluded.heard_at)";

    private final Pool pool;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Sweep sweep;
    private Map<String, Tally> tallies = new HashMap<>();

    private static final class Tally {
        long accepted;
        long refused;
        Instant heardAt;
        long lagMs;
    }

    /**
     * One hour of one system.
     *
     * @param hour its beginning
     * @param accepted events
     * @param refused events and messages
     */
    public record Hour(Instant hour, long accepted, long refused) {}

    /**
     * How a system does.
     *
     * @param heardAt when its newest event was accepted; null: never in 30 days
     * @param lagMs by how much that came later than it happened
     * @param hours newest last, those without anything left out, at most 24
     */
    public record Report(@Nullable Instant heardAt, @Nullable Long lagMs, List<Hour> hours) {
        /** Of a system that was never heard. */
        public static final Report NONE = new Report(null, null, List.of());
    }

    /** Counts here, and in these meters. */
    public SourceHealth(Vertx vertx, Pool pool, MeterRegistry meters, Clock clock) {
        this.pool = pool;
        this.meters = meters;
        this.clock = clock;
        counter(PUBLIC, "accepted"); // stands at zero from the start
        this.sweep = new Sweep(vertx, "health of ticket sources", FLUSH_MS, this::flush);
    }

    /** Begins to write. */
    public void start() {
        sweep.start();
    }

    /** Writes what is left, if it can be written. */
    public Future<Void> stop() {
        sweep.stop();
        return flush().otherwiseEmpty();
    }

    /** One event of a registered system is durable. */
    public void accepted(String system, Instant receivedAt, Duration lag) {
        count(system, "accepted");
        synchronized (this) {
            Tally tally = tallies.computeIfAbsent(system, any -> new Tally());
            tally.accepted++;
            if (tally.heardAt == null || !receivedAt.isBefore(tally.heardAt)) {
                tally.heardAt = receivedAt;
                tally.lagMs = Math.max(0, lag.toMillis());
            }
        }
    }

    /** One event or message of a registered system was not. */
    public void refused(String system) {
        count(system, "refused");
        synchronized (this) {
            tallies.computeIfAbsent(system, any -> new Tally()).refused++;
        }
    }

    /** How the systems do, by id; of what was written, so up to 15 s old. */
    public Future<Map<String, Report>> reports() {
        OffsetDateTime since = hour().minusHours(24);
        return pool.preparedQuery(
                        "SELECT system, hour, accepted, refused, heard_at, lag_ms FROM"
                                + " ticket_source_hour ORDER BY system, hour")
                .execute()
                .map(
                        rows -> {
                            Map<String, Report> reports = new TreeMap<>();
                            for (Row row : rows) {
                                reports.merge(
                                        row.getString(0), of(row, since), SourceHealth::joined);
                            }
                            return reports;
                        });
    }

    private static Report of(Row row, OffsetDateTime since) {
        OffsetDateTime heard = row.getOffsetDateTime(4);
        Hour hour = new Hour(row.getOffsetDateTime(1).toInstant(), row.getLong(2), row.getLong(3));
        return new Report(
                heard == null ? null : heard.toInstant(),
                row.getLong(5),
                row.getOffsetDateTime(1).isBefore(since) ? List.of() : List.of(hour));
    }

    private static Report joined(Report older, Report newer) {
        List<Hour> hours = new ArrayList<>(older.hours());
        hours.addAll(newer.hours());
        return newer.heardAt() == null
                ? new Report(older.heardAt(), older.lagMs(), hours)
                : new Report(newer.heardAt(), newer.lagMs(), hours);
    }

    private void count(String system, String result) {
        counter(system, result).increment();
    }

    private Counter counter(String system, String result) {
        return meters.counter(
                MetricNames.TICKET_SOURCE_EVENTS, Tags.of("system", system, "result", result));
    }

    /** Writes what was counted; what cannot be written is counted on. */
    Future<Void> flush() {
        Map<String, Tally> counted;
        synchronized (this) {
            counted = tallies;
            tallies = new HashMap<>();
        }
        OffsetDateTime hour = hour();
        List<Tuple> rows = new ArrayList<>();
        counted.forEach(
                (system, tally) ->
                        rows.add(
                                Tuple.of(
                                        system,
                                        hour,
                                        tally.accepted,
                                        tally.refused,
                                        tally.heardAt == null
                                                ? null
                                                : tally.heardAt.atOffset(ZoneOffset.UTC),
                                        tally.heardAt == null ? null : tally.lagMs)));
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.withTransaction(
                        transaction ->
                                transaction
                                        .preparedQuery(ADD)
                                        .executeBatch(rows)
                                        .compose(
                                                done ->
                                                        transaction
                                                                .preparedQuery(
                                                                        "DELETE FROM"
                                                                                + " ticket_source_hour"
                                                                                + " WHERE hour < $1")
                                                                .execute(
                                                                        Tuple.of(
                                                                                hour.minusDays(
                                                                                        KEEP_DAYS)))))
                .<Void>mapEmpty()
                .onFailure(error -> back(counted));
    }

    private synchronized void back(Map<String, Tally> counted) {
        counted.forEach(
                (system, tally) -> {
                    Tally newer = tallies.computeIfAbsent(system, any -> new Tally());
                    newer.accepted += tally.accepted;
                    newer.refused += tally.refused;
                    if (newer.heardAt == null) {
                        newer.heardAt = tally.heardAt;
                        newer.lagMs = tally.lagMs;
                    }
                });
    }

    private OffsetDateTime hour() {
        return clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
    }
}
