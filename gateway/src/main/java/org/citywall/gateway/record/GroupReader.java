package org.citywall.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.MetricNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the records of a topic into a table of PostgreSQL; all gateways share the work. Offsets
 * are committed after the database has the rows. While it is away the batch in hand is tried again
 * and the partitions are paused, so that this gateway stays in its group, for hours if need be. A
 * row that the table does not take is logged, counted and left out, and no other with it.
 *
 * @param <T> one row
 */
public final class GroupReader<T> {
    private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Classes of SQLSTATE: a row named twice by one statement, data, constraint. */
    private static final Set<String> FAULTS_OF_DATA = Set.of("21", "22", "23");

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Table<T> table;
    private final Duration retry;
    private final Counter written;
    private final Counter refused;
    private final Counter unreadable;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Consumer<byte[], byte[]> current;

    /**
     * Reads nothing yet.
     *
     * @param consumers makes a consumer of the group, without automatic commits
     * @param retry pause between two tries while PostgreSQL or Kafka is away
     */
    GroupReader(
            String topic,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Table<T> table,
            Duration retry,
            MeterRegistry meters) {
        this.topic = topic;
        this.consumers = consumers;
        this.table = table;
        this.retry = retry;
        this.written = meters.counter(MetricNames.RECORD_WRITES, "table", table.name());
        this.refused = leftOut(meters, "refused");
        this.unreadable = leftOut(meters, "unreadable");
        Gauge.builder(MetricNames.RECORD_LAG, this, GroupReader::lag)
                .tag("table", table.name())
                .register(meters);
        this.thread = new Thread(this::run, "into-" + table.name());
        this.thread.setDaemon(true);
    }

    private Counter leftOut(MeterRegistry meters, String reason) {
        return meters.counter(MetricNames.RECORD_LEFT_OUT, "table", table.name(), "reason", reason);
    }

    /**
     * What waits in the partitions of this gateway, as the newest fetches of its consumer say; NaN
     * while it has none, which is also so where another gateway has them all.
     */
    private double lag() {
        Consumer<byte[], byte[]> consumer = current;
        if (consumer == null) {
            return Double.NaN;
        }
        return consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-lag"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .filter(lag -> !Double.isNaN(lag))
                .reduce(Double::sum)
                .orElse(Double.NaN);
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
                consumer.subscribe(List.of(topic));
                while (!isStopped()) {
                    carry(consumer);
                }
            } catch (WakeupException e) {
                LOG.debug("{} woken", table.name());
            } catch (KafkaException e) {
                if (!isStopped()) {
                    LOG.warn("{} begins again: {}", table.name(), e.toString());
                    pause();
                }
            } catch (RuntimeException e) {
                LOG.error("{} begins again", table.name(), e);
                pause();
            } finally {
                current = null;
            }
        }
        table.close();
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void carry(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        List<T> batch = new ArrayList<>();
        read(records, batch);
        boolean away = false;
        while (!tryWrite(batch, away)) {
            away = true;
            pause();
            if (isStopped()) {
                return; // not committed: it is read again
            }
            consumer.pause(consumer.assignment());
            // Keeps the membership; a partition that was just assigned to us is not paused yet.
            read(consumer.poll(Duration.ZERO), batch);
        }
        if (away) {
            LOG.info("PostgreSQL is back for {}", table.name());
            consumer.resume(consumer.paused());
        }
        consumer.commitSync();
    }

    /** Whether all that can be written is; what is written leaves the batch. */
    private boolean tryWrite(List<T> batch, boolean away) {
        if (batch.isEmpty()) {
            return true;
        }
        try {
            table.write(batch);
            written.increment(batch.size());
            batch.clear();
            return true;
        } catch (SQLException e) {
            if (isFaultOfData(e)) {
                return writeSingly(batch);
            }
            if (!away) {
                LOG.warn("{} waits for PostgreSQL: {}", table.name(), e.toString());
            }
            return false;
        }
    }

    /** One row that the table does not take must not stop any other. */
    private boolean writeSingly(List<T> batch) {
        int settled = 0;
        try {
            for (T row : batch) {
                writeOne(row);
                settled++;
            }
            return true;
        } catch (SQLException e) {
            LOG.warn("{} waits for PostgreSQL: {}", table.name(), e.toString());
            return false;
        } finally {
            batch.subList(0, settled).clear();
        }
    }

    private void writeOne(T row) throws SQLException {
        try {
            table.write(List.of(row));
            written.increment();
        } catch (SQLException e) {
            if (!isFaultOfData(e)) {
                throw e;
            }
            refused.increment();
            LOG.error("{} does not take {}", table.name(), Json.string(row), e);
        }
    }

    private static boolean isFaultOfData(SQLException e) {
        String state = e.getSQLState();
        return state != null && FAULTS_OF_DATA.contains(state.substring(0, 2));
    }

    private void read(ConsumerRecords<byte[], byte[]> records, List<T> batch) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                T row = table.read(record);
                if (row != null) {
                    batch.add(row);
                }
            } catch (RuntimeException e) {
                unreadable.increment();
                LOG.error(
                        "record {} of {}-{} cannot be read for {}",
                        record.offset(),
                        topic,
                        record.partition(),
                        table.name(),
                        e);
            }
        }
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
