package org.citywall.stream.io;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.function.SerializableFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends live writes at once, and again when they failed. Answers come on Redis' threads and are
 * handed to the task's mailbox, so that everything here happens in one thread.
 *
 * <p>After a failure it rests, then sends a single write to find out whether Redis is back; only
 * its success lets the others follow.
 */
final class RedisLiveWriter<T> implements StatefulSinkWriter<T, LiveWrite> {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLiveWriter.class);

    private static final long FIRST_REST_MS = 50;
    private static final long LONGEST_REST_MS = 1_000;

    /** How long the end of a bounded input waits for a Redis that is away. */
    private static final long LAST_FLUSH_MS = 10_000;

    private final SerializableFunction<T, LiveWrite> converter;
    private final LiveView view;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService clock;
    private final Counter written;
    private final Counter errors;
    private final PendingWrites pending = new PendingWrites();
    private long restMs = FIRST_REST_MS;
    private boolean away;

    /** Set while it rests. */
    private ScheduledFuture<?> nextProbe;

    /** The one item that is on its way to find out whether Redis is back; null: none. */
    private String probing;

    private boolean closed;

    RedisLiveWriter(
            SerializableFunction<T, LiveWrite> converter,
            LiveView view,
            MailboxExecutor mailbox,
            ProcessingTimeService clock,
            MetricGroup metrics,
            Collection<LiveWrite> restored) {
        this.converter = converter;
        this.view = view;
        this.mailbox = mailbox;
        this.clock = clock;
        this.written = metrics.counter("liveWrites");
        this.errors = metrics.counter("liveWriteErrors");
        metrics.gauge("liveWritesPending", pending::size);
        restored.forEach(this::accept);
    }

    @Override
    public void write(T element, Context context) {
        accept(converter.apply(element));
    }

    @Override
    public List<LiveWrite> snapshotState(long checkpointId) {
        return pending.unconfirmed();
    }

    /** A checkpoint does not wait for Redis: what is pending is part of it. */
    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        if (!endOfInput) {
            return;
        }
        long deadline = clock.getCurrentProcessingTime() + LAST_FLUSH_MS;
        while (pending.size() > 0 && clock.getCurrentProcessingTime() < deadline) {
            mailbox.yield();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (nextProbe != null) {
            nextProbe.cancel(false);
        }
        view.close();
    }

    private void accept(LiveWrite write) {
        if (pending.offer(write) && !away) {
            send(write.id());
        }
    }

    private void send(String id) {
        LiveWrite write = pending.take(id);
        view.write(write).whenComplete((newer, error) -> inMailbox(() -> answered(write, error)));
    }

    private void answered(LiveWrite write, Throwable error) {
        if (closed) {
            return;
        }
        if (error != null) {
            fail(write, error);
            return;
        }
        written.inc();
        if (pending.confirm(write)) {
            send(write.id());
        }
        if (away) {
            LOG.info("Redis is back, {} writes follow", pending.size());
            away = false;
            probing = null;
            restMs = FIRST_REST_MS;
            pending.waiting().forEach(this::send);
        }
    }

    private void fail(LiveWrite write, Throwable error) {
        errors.inc();
        pending.putBack(write);
        if (!away) {
            LOG.warn(
                    "Redis cannot be written, {} writes wait: {}",
                    pending.size(),
                    error.toString());
            away = true;
        }
        if (write.id().equals(probing)) {
            probing = null;
        }
        if (nextProbe == null && probing == null) {
            rest();
        }
    }

    private void rest() {
        long at = clock.getCurrentProcessingTime() + restMs;
        nextProbe = clock.registerTimer(at, time -> probe());
        restMs = Math.min(2 * restMs, LONGEST_REST_MS);
    }

    /** If all are on their way, their answers decide instead. */
    private void probe() {
        nextProbe = null;
        List<String> waiting = pending.waiting();
        if (!closed && away && !waiting.isEmpty()) {
            probing = waiting.get(0);
            send(probing);
        }
    }

    private void inMailbox(Runnable answer) {
        try {
            mailbox.execute(answer::run, "answer of Redis");
        } catch (RejectedExecutionException e) {
            LOG.debug("an answer came after the task had ended", e);
        }
    }
}
