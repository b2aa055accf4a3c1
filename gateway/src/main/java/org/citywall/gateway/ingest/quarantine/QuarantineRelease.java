package org.citywall.gateway.ingest.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.ingest.DeviceEvent;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.gb26875.PanelServer;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.sweep.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends kept events through ingest again once their device is registered: at once when somebody
 * adopts it, and every few seconds for devices that were imported, or whose last events were
 * rejected while the registration spread. The jobs find what was sent twice by (source, id). So do
 * events of tickets when their system is registered.
 *
 * <p>A fire of a panel is not sent again: it was raised when it came, marked as unregistered, and
 * whoever adopts the panel weeks later must not make it burn anew.
 */
public final class QuarantineRelease {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineRelease.class);
    private static final Credential QUARANTINE = new Credential("quarantine", null);
    private static final long SWEEP_MS = 5_000;
    private static final int BATCH = 200;
    private static final String RAISED_BEFORE =
            "not raised again: it was raised when it came, as of an unregistered panel";
    // Locked rows are skipped: another gateway has them in hand.
    private static final String DUE =
            "SELECT id, received_at, protocol, event_type, event_id, source, payload FROM quarantine"
                    + " WHERE processed_at IS NULL AND ((reason = 'unknown-device' AND device_id IN"
                    + " (SELECT id FROM device)) OR (reason = 'unknown-system' AND device_id IN"
                    + " (SELECT id FROM ticket_source WHERE enabled))) AND ($1::text IS NULL OR"
                    + " device_id = $1) ORDER BY received_at, id LIMIT "
                    + BATCH
                    + " FOR UPDATE SKIP LOCKED";

    private final Pool pool;
    private final Ingest ingest;
    private final Clock clock;
    private final Sweep sweep;

    /** Sends through this ingest. */
    public QuarantineRelease(Vertx vertx, Pool pool, Ingest ingest, Clock clock) {
        this.pool = pool;
        this.ingest = ingest;
        this.clock = clock;
        this.sweep = new Sweep(vertx, "release of the quarantine", SWEEP_MS, this::releaseAll);
    }

    /** Begins to look every few seconds. */
    public void start() {
        sweep.start();
    }

    /** Stops looking. */
    public void stop() {
        sweep.stop();
    }

    /**
     * Sends the kept events of this device, or of all registered ones for null; answers how many
     * are processed now.
     */
    public Future<Integer> release(String deviceId) {
        return pool.withTransaction(transaction -> releaseBatch(transaction, deviceId))
                .compose(
                        done ->
                                done < BATCH
                                        ? Future.succeededFuture(done)
                                        : release(deviceId).map(more -> done + more));
    }

    private Future<Integer> releaseAll() {
        return release(null)
                .onSuccess(
                        released -> {
                            if (released > 0) {
                                LOG.info("{} events left the quarantine", released);
                            }
                        });
    }

    private Future<Integer> releaseBatch(SqlConnection transaction, String deviceId) {
        return transaction
                .preparedQuery(DUE)
                .execute(Tuple.of(deviceId))
                .compose(
                        rows -> {
                            Future<Integer> processed = Future.succeededFuture(0);
                            for (Row row : rows) {
                                processed =
                                        processed.compose(
                                                n -> releaseOne(transaction, row).map(k -> n + k));
                            }
                            return processed;
                        });
    }

    /** One after the other, so that the events of a device keep their order. */
    private Future<Integer> releaseOne(SqlConnection transaction, Row row) {
        Optional<DeviceEvent> ofPanel = ofPanel(row);
        if (ofPanel.isPresent() && ofPanel.get().data().signal().isFire()) {
            return mark(transaction, row.getString("id"), null, RAISED_BEFORE).map(1);
        }
        return ofPanel.map(ingest::accept)
                .orElseGet(() -> ingest.accept(inbound(row)))
                .compose(
                        result -> {
                            boolean mustWait =
                                    result.verdict().mayRetry()
                                            || result.verdict() == Verdict.QUARANTINED;
                            return mustWait
                                    ? Future.succeededFuture(0)
                                    : mark(transaction, row.getString("id"), result).map(1);
                        });
    }

    /** The event of a panel as it came, with its tags; empty for other protocols. */
    private static Optional<DeviceEvent> ofPanel(Row row) {
        return PanelServer.PROTOCOL.equals(row.getString("protocol"))
                ? DeviceEvent.ofQuarantine(
                        "quarantine",
                        row.getString("event_id"),
                        row.getString("source"),
                        data(row.getString("payload")),
                        row.getOffsetDateTime("received_at").toInstant())
                : Optional.empty();
    }

    private static Inbound inbound(Row row) {
        return new Inbound(
                "quarantine",
                QUARANTINE,
                row.getString("event_type"),
                row.getString("event_id"),
                row.getString("source"),
                data(row.getString("payload")),
                "",
                row.getOffsetDateTime("received_at").toInstant(),
                true,
                false);
    }

    private static JsonNode data(String payload) {
        try {
            return Json.mapper().readTree(payload);
        } catch (IOException e) {
            return Json.mapper().nullNode(); // ingest then says what is wrong with it
        }
    }

    private Future<Void> mark(SqlConnection transaction, String id, IngestResult result) {
        boolean accepted = result.verdict() == Verdict.ACCEPTED;
        return mark(
                transaction,
                id,
                accepted ? null : result.reason(),
                accepted ? null : result.detail());
    }

    private Future<Void> mark(
            SqlConnection transaction,
            String id,
            @Nullable String reason,
            @Nullable String detail) {
        return transaction
                .preparedQuery(
                        "UPDATE quarantine SET processed_at = $2, reason = coalesce($3, reason),"
                                + " detail = coalesce($4, detail) WHERE id = $1")
                .execute(Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC), reason, detail))
                .mapEmpty();
    }
}
