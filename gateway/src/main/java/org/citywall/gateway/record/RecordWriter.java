package org.citywall.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries alert changes from the log into PostgreSQL. Offsets are committed after the database has
 * the changes. While it is away the batch in hand is tried again and the partitions are paused, so
 * that this gateway stays in its group, for hours if need be.
 */
public final class RecordWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RecordStore store;
    private final Duration retry;
    private final Counter written;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Consumer<byte[], byte[]> current;

    /**
     * Reads nothing yet.
     *
     * @param consumers makes a consumer of the record's group, without automatic commits
     * @param retry pause between two tries while PostgreSQL is away
     */
    public RecordWriter(
            Supplier<Consumer<byte[], byte[]>> consumers,
            RecordStore store,
            Duration retry,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.store = store;
        this.retry = retry;
        this.written = meters.counter(MetricNames.RECORD_WRITES);
        this.thread = new Thread(this::run, "record");
        this.thread.setDaemon(true);
    }

    /** Begins to write; tries for ever. */
    public void start() {
        thread.start();
    }

    /** Stops; what is not committed is read again by whoever goes on. */
    public void stop() throws InterruptedException {
        stop.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup(); // an interrupt would break its leaving of the group
        }
        thread.join(5_000);
    }

    private void run() {
        while (!isStopped()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                consumer.subscribe(List.of(Topics.ALERT_CHANGES));
                while (!isStopped()) {
                    carry(consumer);
                }
            } catch (WakeupException e) {
                LOG.debug("record woken");
            } catch (KafkaException e) {
                if (!isStopped()) {
                    LOG.warn("the record begins again: {}", e.toString());
                    pause();
                }
            } catch (RuntimeException e) {
                LOG.error("the record begins again", e);
                pause();
            } finally {
                current = null;
            }
        }
        store.close();
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void carry(Consumer<byte[], byte[]> consumer) {
        List<AlertChange> batch = read(consumer.poll(POLL));
        if (batch.isEmpty()) {
            return;
        }
        boolean away = false;
        while (!tryWrite(batch, away)) {
            away = true;
            pause();
            if (isStopped()) {
                return; // not committed: it is read again
            }
            consumer.pause(consumer.assignment());
            // Keeps the membership; a partition that was just assigned to us is not paused yet.
            batch.addAll(read(consumer.poll(Duration.ZERO)));
        }
        if (away) {
            LOG.info("PostgreSQL is back");
            consumer.resume(consumer.paused());
        }
        written.increment(batch.size());
        consumer.commitSync();
    }

    private boolean tryWrite(List<AlertChange> batch, boolean away) {
        try {
            store.write(batch);
            return true;
        } catch (SQLException e) {
            if (isFaultOfData(e)) {
                return writeSingly(batch);
            }
            if (!away) {
                LOG.warn("the record waits for PostgreSQL: {}", e.toString());
            }
            return false;
        }
    }

    /** One change that the tables do not take must not stop all that come after it. */
    private boolean writeSingly(List<AlertChange> batch) {
        for (AlertChange change : batch) {
            try {
                store.write(List.of(change));
            } catch (SQLException e) {
                if (!isFaultOfData(e)) {
                    return false;
                }
                LOG.error("change {} cannot be recorded", Json.string(change), e);
            }
        }
        return true;
    }

    /** Classes 22 (data) and 23 (constraint) of SQLSTATE. */
    private static boolean isFaultOfData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private static List<AlertChange> read(ConsumerRecords<byte[], byte[]> records) {
        List<AlertChange> changes = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                AlertChange change = Json.read(record.value(), AlertChange.class);
                if (change.alert() == null || change.entry() == null) {
                    throw new IllegalArgumentException("alert or entry is missing");
                }
                changes.add(change);
            } catch (UncheckedIOException | IllegalArgumentException e) {
                LOG.error(
                        "record {} of partition {} is no alert change",
                        record.offset(),
                        record.partition(),
                        e);
            }
        }
        return changes;
    }

    /** Waits for the next try; a stop ends it. */
    private void pause() {
        try {
            stop.await(retry.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
