package org.citywall.gateway.sweep;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done each so many milliseconds and never overlaps itself: one that takes longer
 * leaves out the next. What fails is tried again next time; of failures in a row the first is a
 * warning.
 */
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final Vertx vertx;
    private final String name;
    private final long periodMs;
    private final Supplier<? extends Future<?>> work;
    private long timer = -1;
    private volatile boolean isRunning; // what is awaited may end on any thread
    private volatile boolean isFailing;

    /**
     * Does nothing yet.
     *
     * @param name of the work, for the log
     */
    public Sweep(Vertx vertx, String name, long periodMs, Supplier<? extends Future<?>> work) {
        this.vertx = vertx;
        this.name = name;
        this.periodMs = periodMs;
        this.work = work;
    }

    /** Begins; the first time is one period from now. */
    public void start() {
        timer = vertx.setPeriodic(periodMs, id -> once());
    }

    /** Begins nothing more; what runs goes on. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void once() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        begin().onComplete(done -> ended(done.cause()));
    }

    private Future<?> begin() {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void ended(Throwable fault) {
        isRunning = false;
        if (fault == null) {
            isFailing = false;
        } else if (isFailing) {
            LOG.debug("{}: {}", name, fault.toString());
        } else {
            isFailing = true;
            LOG.warn("{} fails, and is tried again: {}", name, fault.toString());
        }
    }
}
