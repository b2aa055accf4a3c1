package org.citywall.gateway.ticket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.kafka.EventLog;

/**
 * Commands of the desk: written down first with who gave them, then appended as events of the case,
 * then answered by the stream. The same id is the same command, however often it is sent: what was
 * answered once is answered again from the record.
 */
public final class TicketCommands {
    private static final String KIND = "ticket-commands";
    private static final List<String> OUTCOMES = List.of("accepted", "refused", "unanswered");
    private static final String INSERT =
            "INSERT INTO ticket_command (command_id, case_id, action, given_by, given_at, event)"
                    + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    private static final String FIND =
            "SELECT event, result FROM ticket_command WHERE command_id = $1";
    private static final String ANSWERED =
            "UPDATE ticket_command SET result = $2 WHERE command_id = $1 AND result IS NULL";

    private final Vertx vertx;
    private final Pool pool;
    private final EventLog log;
    private final Clock clock;
    private final Duration patience;
    private final MeterRegistry meters;
    private final Audit audit;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    private record Pending(Context context, Promise<TicketResult> answer) {}

    private record Given(TicketEvent event, @Nullable TicketResult result) {}

    /**
     * Commands of this gateway's clients.
     *
     * @param patience how long a client waits for the stream
     */
    public TicketCommands(
            Vertx vertx,
            Pool pool,
            EventLog log,
            Clock clock,
            Duration patience,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.pool = pool;
        this.log = log;
        this.clock = clock;
        this.patience = patience;
        this.meters = meters;
        this.audit = new Audit(clock);
        DeskAction.kinds().forEach(kind -> OUTCOMES.forEach(outcome -> counter(kind, outcome)));
    }

    /**
     * What the stream made of it; fails with a {@link Refusal} if another command has this id, or
     * log or stream do not answer in time.
     */
    Future<TicketResult> run(TicketEvent command) {
        return given(command)
                .compose(
                        given ->
                                given.result() == null
                                        ? append(given.event())
                                        : Future.succeededFuture(given.result()))
                .onComplete(done -> count(command, done.result()));
    }

    /** An answer came by; every gateway hears every one, also when nobody waits for it any more. */
    public Future<Void> answered(TicketResult result) {
        Pending waiting = pending.get(result.commandId());
        if (waiting != null) {
            waiting.context().runOnContext(v -> waiting.answer().tryComplete(result));
        }
        return pool.preparedQuery(ANSWERED)
                .execute(Tuple.of(result.commandId(), json(result)))
                .mapEmpty();
    }

    /** The command as it was given first. */
    private Future<Given> given(TicketEvent command) {
        return pool.withTransaction(transaction -> store(transaction, command))
                .compose(
                        isNew ->
                                isNew
                                        ? Future.succeededFuture(new Given(command, null))
                                        : pool.preparedQuery(FIND)
                                                .execute(Tuple.of(command.id()))
                                                .map(
                                                        rows ->
                                                                same(
                                                                        rows.iterator().next(),
                                                                        command)));
    }

    private Future<Boolean> store(SqlConnection transaction, TicketEvent command) {
        return transaction
                .preparedQuery(INSERT)
                .execute(
                        Tuple.of(
                                command.id(),
                                command.caseId(),
                                TicketEvents.wire(command.kind()),
                                command.by(),
                                clock.instant().atOffset(ZoneOffset.UTC),
                                json(command)))
                .compose(
                        rows ->
                                rows.rowCount() == 0
                                        ? Future.succeededFuture(false)
                                        : audit(transaction, command).map(true));
    }

    private Future<Void> audit(SqlConnection transaction, TicketEvent command) {
        return audit.write(
                transaction,
                command.by(),
                TicketEvents.wire(command.kind()),
                KIND,
                command.caseId(),
                null,
                json(command));
    }

    private static Given same(Row row, TicketEvent command) {
        TicketEvent first = Json.read(row.getJsonObject("event").encode(), TicketEvent.class);
        if (!TicketEvents.at(command, first.occurredAt()).equals(first)) {
            throw new Refusal(
                    Problem.ofField(
                            409,
                            "not the same",
                            "/commandId",
                            "another command has this id already"));
        }
        JsonObject result = row.getJsonObject("result");
        return new Given(
                first, result == null ? null : Json.read(result.encode(), TicketResult.class));
    }

    private Future<TicketResult> append(TicketEvent command) {
        Pending mine = new Pending(vertx.getOrCreateContext(), Promise.promise());
        Pending other = pending.putIfAbsent(command.id(), mine);
        if (other != null) {
            return other.answer().future(); // a double click waits for the same answer
        }
        long timer = vertx.setTimer(patience.toMillis(), id -> refuse(mine, noAnswer()));
        Future<TicketResult> answer =
                mine.answer()
                        .future()
                        .onComplete(
                                done -> {
                                    vertx.cancelTimer(timer);
                                    pending.remove(command.id(), mine);
                                });
        log.append(entry(command)).onFailure(error -> refuse(mine, noLog()));
        return answer;
    }

    private static EventLog.Entry entry(TicketEvent command) {
        return new EventLog.Entry(
                Topics.TICKET_EVENTS,
                null,
                command.caseId(),
                EventTypes.TICKET_EVENT,
                command.id(),
                "/gateway/tickets",
                Json.bytes(command),
                Map.of());
    }

    private static void refuse(Pending waiting, Problem problem) {
        waiting.answer().tryFail(new Refusal(problem));
    }

    private Problem noAnswer() {
        return Problem.of(
                504,
                "no answer",
                "the tickets job did not answer in %d s; the command may still take effect: ask again with the same commandId"
                        .formatted(patience.toSeconds()));
    }

    private static Problem noLog() {
        return Problem.of(
                503,
                "log unavailable",
                "the command could not be appended; ask again with the same commandId");
    }

    private void count(TicketEvent command, TicketResult result) {
        String outcome = "unanswered";
        if (result != null) {
            outcome = result.accepted() ? "accepted" : "refused";
        }
        counter(command.kind(), outcome).increment();
    }

    private Counter counter(TicketEventKind kind, String outcome) {
        return meters.counter(
                MetricNames.TICKET_COMMANDS, "action", TicketEvents.wire(kind), "result", outcome);
    }

    private static JsonObject json(Object value) {
        return new JsonObject(Json.string(value));
    }
}
