package org.citywall.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, so that it is stopped in reverse order; a step that fails stops no other. */
final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final long STEP_LIMIT_S = 10;

    private final Vertx vertx;
    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String name, Supplier<Future<Void>> stop) {}

    /** A stop that blocks. */
    @FunctionalInterface
    interface Blocking {
        void run() throws Exception;
    }

    Lifecycle(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Remembers how to stop what was just started. */
    synchronized void onStop(String name, Supplier<Future<Void>> stop) {
        steps.push(new Step(name, stop));
    }

    /** The same for a stop that blocks. */
    void onStopBlocking(String name, Blocking stop) {
        onStop(
                name,
                () ->
                        vertx.executeBlocking(
                                () -> {
                                    stop.run();
                                    return null;
                                },
                                false));
    }

    /** Stops everything, last first. */
    Future<Void> stop() {
        Step step = next();
        if (step == null) {
            return Future.succeededFuture();
        }
        return Future.succeededFuture()
                .compose(nothing -> step.stop().get())
                .timeout(STEP_LIMIT_S, TimeUnit.SECONDS)
                .onFailure(error -> LOG.warn("{} did not stop: {}", step.name(), error.toString()))
                .otherwiseEmpty()
                .compose(nothing -> stop());
    }

    private synchronized Step next() {
        return steps.poll();
    }
}
