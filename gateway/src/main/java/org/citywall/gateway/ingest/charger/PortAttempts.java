package org.citywall.gateway.ingest.charger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.citywall.gateway.ingest.charger.codec.UpMessage.StopAnswer;

/**
 * Stops that were sent on one connection, until nobody waits for their answers any more. An answer
 * names port and session, but no command: of the newest order of the port, the oldest attempt that
 * has none yet is answered first, and what comes again is told of its newest again. What an older
 * order waited for is forgotten, or its late answer would end the newer one's wait unseen. Lives on
 * its connection's event loop.
 */
final class PortAttempts {
    /** The job gives an attempt up long before; a late answer is told all the same. */
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private static final int MAX_OF_PORT = 16;

    /** Named where no order is known; the charger may know better. */
    static final long UNKNOWN = 0;

    private final Map<Integer, Deque<Attempt>> byPort = new HashMap<>();

    private static final class Attempt {
        private final PortCommand command;
        private final long order;
        private final Instant at;
        private boolean isAnswered;

        Attempt(PortCommand command, long order, Instant at) {
            this.command = command;
            this.order = order;
            this.at = at;
        }
    }

    /**
     * A stop was sent.
     *
     * @param order that it named
     */
    void sent(PortCommand command, long order, Instant at) {
        Deque<Attempt> attempts =
                byPort.computeIfAbsent(command.port(), port -> new ArrayDeque<>(2));
        attempts.removeIf(attempt -> !attempt.command.order().equals(command.order()));
        while (!attempts.isEmpty() && isOver(attempts, at)) {
            attempts.poll();
        }
        attempts.add(new Attempt(command, order, at));
    }

    private static boolean isOver(Deque<Attempt> attempts, Instant now) {
        return attempts.size() >= MAX_OF_PORT || attempts.peek().at.plus(REMEMBERED).isBefore(now);
    }

    /** Which command the answer is to; empty: none that is remembered. */
    Optional<PortCommand> answered(StopAnswer answer, Instant now) {
        Attempt newest = null;
        for (Attempt attempt : byPort.getOrDefault(answer.port(), new ArrayDeque<>(0))) {
            // Who refuses an order may name the one that he has instead.
            boolean fits =
                    attempt.order == answer.order()
                            || attempt.order == UNKNOWN
                            || answer.result() == StopAnswer.OTHER_ORDER;
            if (!fits || attempt.at.plus(REMEMBERED).isBefore(now)) {
                continue;
            }
            if (!attempt.isAnswered) {
                attempt.isAnswered = true;
                return Optional.of(attempt.command);
            }
            newest = attempt;
        }
        return Optional.ofNullable(newest).map(attempt -> attempt.command);
    }
}
