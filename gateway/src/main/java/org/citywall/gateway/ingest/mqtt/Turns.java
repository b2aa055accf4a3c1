package org.citywall.gateway.ingest.mqtt;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lets only so many events of backlogs wait for Kafka at once, first come, first served. When a
 * network comes back all stations send what they kept; without turns they would use up what may be
 * in flight, and a press would be refused for them.
 */
final class Turns {
    private final int max;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int taken;

    private record Waiting(int events, Promise<Void> turn, Context context) {
        void begin() {
            if (context == null) {
                turn.complete();
            } else {
                context.runOnContext(nothing -> turn.complete());
            }
        }
    }

    /** So many events at once. */
    Turns(int max) {
        this.max = max;
    }

    /**
     * Completes when so many events may go, at once if there is room; on the caller's context. More
     * than all go alone.
     */
    synchronized Future<Void> take(int events) {
        if (waiting.isEmpty() && fits(events)) {
            taken += events;
            return Future.succeededFuture();
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(new Waiting(events, turn, Vertx.currentContext()));
        return turn.future();
    }

    /** So many events have their answer. */
    void give(int events) {
        List<Waiting> next = new ArrayList<>();
        synchronized (this) {
            taken -= events;
            while (!waiting.isEmpty() && fits(waiting.peek().events())) {
                taken += waiting.peek().events();
                next.add(waiting.poll());
            }
        }
        next.forEach(Waiting::begin);
    }

    private boolean fits(int events) {
        return taken == 0 || taken + events <= max;
    }
}
