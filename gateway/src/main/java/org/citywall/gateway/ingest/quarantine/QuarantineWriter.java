package org.citywall.gateway.ingest.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.kafka.TopicTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the rejected events on Kafka into PostgreSQL, where the desk looks at them. How far it
 * has come stands in the same transaction; while PostgreSQL is down it waits. Every gateway does
 * so, which is harmless: a row is written once.
 */
public final class QuarantineWriter {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineWriter.class);
    private static final long RETRY_MS = 1_000;
    private static final int PURGE_EVERY = 200;
    private static final String PROGRESS =
            "INSERT INTO tail_offset AS t (name, next_offset) VALUES ($1, $2) ON CONFLICT (name)"
                    + " DO UPDATE SET next_offset = greatest(t.next_offset, excluded.next_offset)";
    private static final String INSERT =
            "INSERT INTO quarantine (id, received_at, protocol, principal, reason, field, detail,"
                    + " event_type, device_id, event_id, source, payload, urgent) VALUES ($1, $2,"
                    + " $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";
    // A device that nobody adopts sends heartbeats for ever; fires are the last to go.
    private static final String PURGE =
            "DELETE FROM quarantine q USING (SELECT id, row_number() OVER (PARTITION BY"
                    + " coalesce(device_id, '') ORDER BY urgent DESC, received_at DESC) AS n FROM"
                    + " quarantine WHERE processed_at IS NULL) r WHERE q.id = r.id AND r.n > $1";

    private final Vertx vertx;
    private final Pool pool;
    private final String bootstrap;
    private final Clock clock;
    private final Options options;
    private final IngestMeters meters;
    private TopicTail tail;
    private volatile boolean stopped;
    private int untilPurge = PURGE_EVERY;

    /**
     * How much is kept.
     *
     * @param perDevice unprocessed events of one device
     * @param keep any event
     */
    public record Options(int perDevice, Duration keep) {
        /** 500 of each device, 30 days. */
        public static Options defaults() {
            return new Options(500, Duration.ofDays(30));
        }
    }

    /** Follows the topic on this Kafka. */
    public QuarantineWriter(
            Vertx vertx,
            Pool pool,
            String bootstrap,
            Clock clock,
            Options options,
            IngestMeters meters) {
        this.vertx = vertx;
        this.pool = pool;
        this.bootstrap = bootstrap;
        this.clock = clock;
        this.options = options;
        this.meters = meters;
    }

    /** Begins where it had come to; tries for ever to learn where that was. */
    public Future<Void> start() {
        Promise<Void> started = Promise.promise();
        begin(started);
        return started.future();
    }

    /** Stops after the record in hand. */
    public Future<Void> stop() {
        stopped = true;
        return vertx.executeBlocking(
                () -> {
                    if (tail != null) {
                        tail.stop();
                    }
                    return null;
                },
                false);
    }

    private void begin(Promise<Void> started) {
        pool.preparedQuery("SELECT next_offset FROM tail_offset WHERE name = $1")
                .execute(Tuple.of(Topics.REJECTED))
                .onSuccess(
                        rows -> {
                            long next = rows.size() == 0 ? 0 : rows.iterator().next().getLong(0);
                            tail =
                                    new TopicTail(
                                            bootstrap,
                                            Topics.REJECTED,
                                            TopicTail.From.offset(next),
                                            this::handle);
                            tail.start();
                            started.complete();
                        })
                .onFailure(
                        error -> {
                            LOG.warn("quarantine waits for PostgreSQL: {}", error.toString());
                            if (!stopped) {
                                vertx.setTimer(RETRY_MS, id -> begin(started));
                            }
                        });
    }

    /** On the tail's thread; throwing makes it come again. */
    private void handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
        try {
            await(pool.withTransaction(transaction -> write(transaction, record)));
        } catch (ExecutionException e) {
            if (!isFaultOfData(e.getCause())) {
                throw e;
            }
            // Coming again would not help it, and would stop all that come after it.
            LOG.error("rejected event at offset {} cannot be stored", record.offset(), e);
            meters.refused("quarantine", "unstorable");
            await(progress(pool, record));
        }
    }

    private static void await(Future<Void> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Classes 22 (data) and 23 (constraint) of SQLSTATE. */
    private static boolean isFaultOfData(Throwable error) {
        return error instanceof PgException pg
                && pg.getSqlState() != null
                && (pg.getSqlState().startsWith("22") || pg.getSqlState().startsWith("23"));
    }

    private static Future<Void> progress(SqlClient client, ConsumerRecord<byte[], byte[]> record) {
        return client.preparedQuery(PROGRESS)
                .execute(Tuple.of(Topics.REJECTED, record.offset() + 1))
                .mapEmpty();
    }

    private Future<Void> write(SqlConnection transaction, ConsumerRecord<byte[], byte[]> record) {
        Future<Void> written = Future.succeededFuture();
        RejectedEvent event = read(record);
        if (event != null) {
            written = insert(transaction, event);
        }
        if (--untilPurge <= 0) {
            untilPurge = PURGE_EVERY;
            written = written.compose(done -> purge(transaction));
        }
        return written.compose(done -> progress(transaction, record));
    }

    private static RejectedEvent read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? null : Json.read(record.value(), RejectedEvent.class);
        } catch (UncheckedIOException e) {
            LOG.warn(
                    "skipped a rejected event that cannot be read at offset {}: {}",
                    record.offset(),
                    new String(record.value(), UTF_8));
            return null;
        }
    }

    private static Future<Void> insert(SqlConnection transaction, RejectedEvent given) {
        RejectedEvent event = RejectedLog.storable(given);
        return transaction
                .preparedQuery(INSERT)
                .execute(
                        Tuple.from(
                                new Object[] {
                                    event.id(),
                                    event.receivedAt().atOffset(ZoneOffset.UTC),
                                    event.protocol(),
                                    event.principal(),
                                    event.reason(),
                                    event.field(),
                                    event.detail(),
                                    event.eventType(),
                                    event.deviceId(),
                                    event.eventId(),
                                    event.source(),
                                    event.payload(),
                                    isUrgent(event)
                                }))
                .mapEmpty();
    }

    private Future<Void> purge(SqlConnection transaction) {
        var oldest = clock.instant().minus(options.keep()).atOffset(ZoneOffset.UTC);
        return transaction
                .preparedQuery(PURGE)
                .execute(Tuple.of(options.perDevice()))
                .compose(
                        done ->
                                transaction
                                        .preparedQuery(
                                                "DELETE FROM quarantine WHERE received_at < $1")
                                        .execute(Tuple.of(oldest)))
                .mapEmpty();
    }

    private static boolean isUrgent(RejectedEvent event) {
        String payload = event.payload() == null ? "" : event.payload();
        return payload.contains("\"press\"")
                || payload.contains("\"alarm\"")
                || payload.contains("\"smoke\":true")
                || payload.contains("\"stopReason\":\"smoke\"");
    }
}
