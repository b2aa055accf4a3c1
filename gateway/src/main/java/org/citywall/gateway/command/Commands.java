package org.citywall.gateway.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.kafka.EventLog;

/**
 * Sends commands into the log and waits for the alerts job's answers. Every gateway reads all
 * answers, so the one that has the client waiting finds it. The job remembers commandIds: a client
 * that asks again after a time-out gets the answer to its first try.
 */
public final class Commands {
    private final Vertx vertx;
    private final Clock clock;
    private final EventLog log;
    private final String gatewayId;
    private final Duration patience;
    private final MeterRegistry meters;
    private final Timer latency;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    private record Pending(Context context, Promise<CommandResult> answer, Instant since) {}

    /**
     * Commands of this gateway's clients.
     *
     * @param patience how long a client waits for the job
     */
    public Commands(
            Vertx vertx,
            Clock clock,
            EventLog log,
            String gatewayId,
            Duration patience,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.clock = clock;
        this.log = log;
        this.gatewayId = gatewayId;
        this.patience = patience;
        this.meters = meters;
        this.latency = meters.timer(MetricNames.COMMAND_LATENCY);
    }

    /** The answer; fails with a {@link Refusal} if the log or the job does not answer in time. */
    public Future<CommandResult> run(AlertCommand command) {
        String key = key(command.commandId(), command.alertId());
        Pending mine = new Pending(vertx.getOrCreateContext(), Promise.promise(), clock.instant());
        Pending other = pending.putIfAbsent(key, mine);
        Pending waiting = other == null ? mine : other; // a double click waits for the same answer
        if (other == null) {
            long timer = vertx.setTimer(patience.toMillis(), id -> refuse(mine, noAnswer()));
            mine.answer()
                    .future()
                    .onComplete(
                            done -> {
                                vertx.cancelTimer(timer);
                                pending.remove(key, mine);
                                count(command, done.result());
                            });
            log.append(entry(command)).onFailure(error -> refuse(mine, noLog()));
        }
        return waiting.answer().future();
    }

    /** An answer came by. */
    public void answered(CommandResult result) {
        Pending waiting = pending.get(key(result.commandId(), result.alertId()));
        if (waiting != null) {
            latency.record(Duration.between(waiting.since(), clock.instant()));
            waiting.context().runOnContext(v -> waiting.answer().tryComplete(result));
        }
    }

    private EventLog.Entry entry(AlertCommand command) {
        AlertInput input = AlertInput.of(command);
        return new EventLog.Entry(
                Topics.ALERT_INPUTS,
                null,
                input.groupHash(),
                EventTypes.ALERT_COMMAND,
                command.commandId(),
                "/gateway/" + gatewayId,
                Json.bytes(input),
                Map.of());
    }

    private static void refuse(Pending waiting, Problem problem) {
        waiting.answer().tryFail(new Refusal(problem));
    }

    private Problem noAnswer() {
        return Problem.of(
                504,
                "no answer",
                "the alerts job did not answer in %d s; the command may still take effect: ask again with the same commandId"
                        .formatted(patience.toSeconds()));
    }

    private static Problem noLog() {
        return Problem.of(
                503,
                "log unavailable",
                "the command could not be written down; ask again with the same commandId");
    }

    private void count(AlertCommand command, CommandResult result) {
        String outcome = "unanswered";
        if (result != null) {
            outcome = result.accepted() ? "accepted" : "refused";
        }
        meters.counter(
                        MetricNames.COMMANDS,
                        "action",
                        command.action().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "result",
                        outcome)
                .increment();
    }

    private static String key(String commandId, String alertId) {
        return commandId + "/" + alertId;
    }
}
