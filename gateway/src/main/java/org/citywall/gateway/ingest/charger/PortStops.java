package org.citywall.gateway.ingest.charger;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.UpMessage.StopAnswer;

/**
 * Orders on their way down one connection. A stop is sent once: whether to try again is the job's
 * matter. After an answer the charger is asked what its ports draw, because an answer is a claim,
 * and by itself it measures only at the interval of heartbeats. Lives on its connection's event
 * loop.
 */
final class PortStops {
    static final String NO_LOCK = "此协议无锁定命令，未下发";
    private static final long MAX_ORDER = 0xFFFF_FFFFL;
    private static final Duration ASK_EACH = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Clock clock;
    private final ChargerOrders orders;
    private final int questions;
    private final Consumer<Runnable> turns;
    private final Consumer<DownMessage> out;
    private final PortAttempts attempts = new PortAttempts();

    /** Waiting for its turn to be written. */
    private final Map<String, PortCommand> unsent = new HashMap<>();

    private int questionsLeft;
    private long timer = -1;
    private boolean isClosed;

    /**
     * @param proof for so long it asks
     * @param turns runs something when it is its turn to write
     * @param out writes a message
     */
    PortStops(
            Vertx vertx,
            Clock clock,
            ChargerOrders orders,
            Duration proof,
            Consumer<Runnable> turns,
            Consumer<DownMessage> out) {
        this.vertx = vertx;
        this.clock = clock;
        this.orders = orders;
        this.questions = 1 + (int) (proof.toMillis() / ASK_EACH.toMillis());
        this.turns = turns;
        this.out = out;
    }

    /**
     * @param running orders of the sessions that run, by port
     */
    void send(PortCommand command, Map<Integer, Long> running) {
        if (!command.isOff()) {
            orders.answered(command, PortAnswer.Step.DONE, NO_LOCK);
            return;
        }
        long order = orderOf(command, running);
        unsent.put(command.device().commandId(), command);
        turns.accept(() -> sendNow(command, order));
    }

    /** The turn may have been long in coming: nothing is written while Kafka is away. */
    private void sendNow(PortCommand command, long order) {
        unsent.remove(command.device().commandId());
        if (orders.dropIfExpired(command.device())) {
            return;
        }
        out.accept(new DownMessage.Stop(command.port(), order));
        attempts.sent(command, order, clock.instant());
        orders.sent(command);
    }

    /** The one that is meant, or the one that is known to run; chargers that compare refuse 0. */
    private static long orderOf(PortCommand command, Map<Integer, Long> running) {
        try {
            long order = command.session() == null ? -1 : Long.parseLong(command.session());
            if (order >= 0 && order <= MAX_ORDER) {
                return order;
            }
        } catch (NumberFormatException e) {
            // a session of another protocol's
        }
        return running.getOrDefault(command.port(), PortAttempts.UNKNOWN);
    }

    /** Whether it answers something that was sent. */
    boolean answered(StopAnswer answer) {
        Optional<PortCommand> command = attempts.answered(answer, clock.instant());
        if (command.isEmpty()) {
            return false;
        }
        PortAnswer.Step step =
                switch (answer.result()) {
                    case StopAnswer.DONE -> PortAnswer.Step.DONE;
                    case StopAnswer.WAS_IDLE -> PortAnswer.Step.ALREADY_IDLE;
                    case StopAnswer.OTHER_ORDER -> PortAnswer.Step.OTHER_SESSION;
                    default -> PortAnswer.Step.REFUSED;
                };
        orders.answered(command.get(), step, "应答码 " + answer.result());
        ask();
        return true;
    }

    private void ask() {
        questionsLeft = questions;
        if (timer < 0) {
            askNow();
        }
    }

    private void askNow() {
        timer = -1;
        if (isClosed || questionsLeft == 0) {
            return;
        }
        questionsLeft--;
        turns.accept(() -> out.accept(new DownMessage.LiveQuery()));
        timer = vertx.setTimer(ASK_EACH.toMillis(), id -> askNow());
    }

    /** The connection is gone: what was not sent may go by the next one. */
    void close() {
        isClosed = true;
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        unsent.values().forEach(command -> orders.again(command.device()));
        unsent.clear();
    }
}
