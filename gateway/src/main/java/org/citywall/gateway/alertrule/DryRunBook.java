package org.citywall.gateway.alertrule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.kafka.EventLog;

/**
 * Dry runs of rules of alerts: asked here, made by the insight job, answered by any gateway. The
 * answers come through {@code record/DryRunStore}.
 */
public final class DryRunBook {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('dry_run'))";
    private static final String UNANSWERED = "试运行没有在规定时间内给出结果";
    private static final String UNTOLD = "试运行请求未能发出";

    private final Pool pool;
    private final AlertRulesBook rules;
    private final EventLog log;
    private final String gatewayId;
    private final DryRunLimits limits;
    private final Clock clock;
    private final Audit audit;

    /**
     * A run as it stands.
     *
     * @param state {@code running}, {@code done} or {@code failed}
     * @param report what was found; null: nothing yet
     * @param failure why it failed; null: it did not
     * @param endedAt null: it runs
     */
    record Run(
            String id,
            String by,
            Instant at,
            int hours,
            String state,
            @Nullable JsonNode report,
            @Nullable String failure,
            @Nullable Instant endedAt) {
        boolean isRunning() {
            return state.equals("running");
        }

        ObjectNode toJson() {
            ObjectNode json = Json.mapper().createObjectNode();
            json.put("id", id).put("state", state).put("by", by).put("hours", hours);
            json.put("at", Json.time(at));
            if (endedAt != null) {
                json.put("endedAt", Json.time(endedAt));
            }
            if (failure != null) {
                json.put("failure", failure);
            }
            if (report != null) {
                json.set("report", report);
            }
            return json;
        }
    }

    /** Keeps runs in this database, and asks by this log. */
    public DryRunBook(
            Pool pool,
            AlertRulesBook rules,
            EventLog log,
            String gatewayId,
            DryRunLimits limits,
            Clock clock) {
        this.pool = pool;
        this.rules = rules;
        this.log = log;
        this.gatewayId = gatewayId;
        this.limits = limits;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** Asks what rules would have done; refuses with 429 while too many are under way. */
    Future<Run> ask(String by, AlertRules content, int hours) {
        Instant now = clock.instant();
        return rules.judging(now)
                .compose(
                        current -> {
                            DryRunRequest request =
                                    new DryRunRequest(
                                            UUID.randomUUID().toString(),
                                            by,
                                            now,
                                            hours,
                                            current,
                                            Succession.withStanding(content, current.standing()));
                            return pool.withTransaction(tx -> begin(tx, request))
                                    .compose(begun -> tell(request))
                                    .map(
                                            new Run(
                                                    request.id(),
                                                    by,
                                                    now,
                                                    hours,
                                                    "running",
                                                    null,
                                                    null,
                                                    null));
                        });
    }

    private Future<Void> begin(SqlConnection transaction, DryRunRequest request) {
        return transaction
                .query(LOCK)
                .execute()
                .compose(
                        locked ->
                                transaction
                                        .preparedQuery(
                                                "SELECT count(*) AS all_of_them, count(*) FILTER"
                                                        + " (WHERE asked_by = $1) AS own FROM"
                                                        + " dry_run WHERE state = 'running' AND"
                                                        + " asked_at > $2")
                                        .execute(Tuple.of(request.by(), utc(latest()))))
                .compose(
                        rows -> {
                            Row running = rows.iterator().next();
                            if (running.getLong("own") > 0) {
                                return busy("your last one has not ended yet");
                            }
                            if (running.getLong("all_of_them") >= limits.most()) {
                                return busy("others have asked; try again in a moment");
                            }
                            return insert(transaction, request);
                        });
    }

    private Future<Void> insert(SqlConnection transaction, DryRunRequest request) {
        return transaction
                .preparedQuery(
                        "INSERT INTO dry_run (id, asked_by, asked_at, hours, state)"
                                + " VALUES ($1, $2, $3, $4, 'running')")
                .execute(Tuple.of(request.id(), request.by(), utc(request.at()), request.hours()))
                .compose(
                        done ->
                                audit.write(
                                        transaction,
                                        request.by(),
                                        "dry-run",
                                        "rules",
                                        "alerts",
                                        null,
                                        new JsonObject()
                                                .put("id", request.id())
                                                .put("hours", request.hours())));
    }

    private Future<Void> tell(DryRunRequest request) {
        EventLog.Entry entry =
                new EventLog.Entry(
                        Topics.DRY_RUNS,
                        null,
                        request.id(),
                        EventTypes.DRY_RUN,
                        request.id(),
                        "/gateway/" + gatewayId,
                        Json.bytes(request),
                        Map.of());
        return log.append(entry)
                .recover(
                        error ->
                                fail("id = $3", UNTOLD, request.id())
                                        .transform(
                                                any ->
                                                        Future.failedFuture(
                                                                new Refusal(
                                                                        Problem.of(
                                                                                503,
                                                                                "not asked",
                                                                                "Kafka did not take"
                                                                                        + " it; try"
                                                                                        + " again")))));
    }

    /** The run of this id. */
    Future<Optional<Run>> find(String id) {
        return pool.preparedQuery("SELECT * FROM dry_run WHERE id = $1")
                .execute(Tuple.of(id))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(of(rows.iterator().next())));
    }

    /** Gives up what was never answered, and forgets what is old. */
    Future<Void> sweep() {
        return fail("state = 'running' AND asked_at <= $3", UNANSWERED, utc(latest()))
                .compose(
                        done ->
                                pool.preparedQuery("DELETE FROM dry_run WHERE asked_at < $1")
                                        .execute(
                                                Tuple.of(
                                                        utc(clock.instant().minus(limits.keep())))))
                .mapEmpty();
    }

    private Future<Void> fail(String where, String failure, Object value) {
        return pool.preparedQuery(
                        "UPDATE dry_run SET state = 'failed', failure = $1, ended_at = $2 WHERE "
                                + where)
                .execute(Tuple.of(failure, utc(clock.instant()), value))
                .mapEmpty();
    }

    /** What was asked then or before is no longer waited for. */
    private Instant latest() {
        return clock.instant().minus(limits.deadline());
    }

    /** Given up at its deadline, whether the sweep was there or not. */
    private Run of(Row row) {
        Instant at = row.getOffsetDateTime("asked_at").toInstant();
        OffsetDateTime endedAt = row.getOffsetDateTime("ended_at");
        JsonObject report = row.getJsonObject("report");
        boolean givenUp = row.getString("state").equals("running") && !at.isAfter(latest());
        return new Run(
                row.getString("id"),
                row.getString("asked_by"),
                at,
                row.getInteger("hours"),
                givenUp ? "failed" : row.getString("state"),
                report == null ? null : Json.read(report.encode(), JsonNode.class),
                givenUp ? UNANSWERED : row.getString("failure"),
                givenUp
                        ? at.plus(limits.deadline())
                        : endedAt == null ? null : endedAt.toInstant());
    }

    private static <T> Future<T> busy(String detail) {
        return Future.failedFuture(new Refusal(Problem.of(429, "too many dry runs", detail)));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
