package org.citywall.gateway.record;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries presses, alarms and tests from the fire signals into {@code device_test}. All gateways
 * share the work; offsets are committed after PostgreSQL has it, and while it is away the batch in
 * hand waits with the partitions paused. Heartbeats are passed over by their header.
 */
public final class DeviceTestWriter {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceTestWriter.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String GROUP = "citywall-device-tests";
    private static final Set<String> PROOFS = Set.of("press", "alarm", "test");

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final DeviceTestStore store;
    private final Duration retry;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Consumer<byte[], byte[]> current;

    /**
     * Reads nothing yet.
     *
     * @param consumers makes a consumer of the group, without automatic commits
     * @param retry pause between two tries while PostgreSQL or Kafka is away
     */
    public DeviceTestWriter(
            Supplier<Consumer<byte[], byte[]>> consumers, DeviceTestStore store, Duration retry) {
        this.consumers = consumers;
        this.store = store;
        this.retry = retry;
        this.thread = new Thread(this::run, "device-tests");
        this.thread.setDaemon(true);
    }

    /** A consumer that begins where the group stopped, at first with the oldest signal. */
    public static Consumer<byte[], byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        // Nobody waits for it: few large fetches cost the broker least.
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        1 << 20,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        2_000,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        10_000,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
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
                consumer.subscribe(List.of(Topics.FIRE_SIGNALS));
                while (!isStopped()) {
                    carry(consumer);
                }
            } catch (WakeupException e) {
                LOG.debug("device tests woken");
            } catch (KafkaException e) {
                if (!isStopped()) {
                    LOG.warn("device tests begin again: {}", e.toString());
                    pause();
                }
            } catch (RuntimeException e) {
                LOG.error("device tests begin again", e);
                pause();
            } finally {
                current = null;
            }
        }
        store.close();
    }

    private void carry(Consumer<byte[], byte[]> consumer) {
        Map<String, FireSignal> newest = new HashMap<>();
        collect(consumer.poll(POLL), newest);
        boolean away = false;
        while (!newest.isEmpty() && !tryWrite(newest, away)) {
            away = true;
            pause();
            if (isStopped()) {
                return; // not committed: it is read again
            }
            consumer.pause(consumer.assignment());
            collect(consumer.poll(Duration.ZERO), newest); // keeps the membership
        }
        if (away) {
            consumer.resume(consumer.paused());
        }
        consumer.commitSync();
    }

    private boolean tryWrite(Map<String, FireSignal> newest, boolean away) {
        try {
            store.write(newest.values());
            return true;
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
                LOG.error("device tests that the table does not take are left out", e);
                return true;
            }
            if (!away) {
                LOG.warn("device tests wait for PostgreSQL: {}", e.toString());
            }
            return false;
        }
    }

    private static void collect(
            Iterable<ConsumerRecord<byte[], byte[]>> records, Map<String, FireSignal> newest) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Header kind = record.headers().lastHeader(KafkaHeaders.SIGNAL);
            if (kind == null
                    || kind.value() == null
                    || !PROOFS.contains(new String(kind.value(), StandardCharsets.UTF_8))) {
                continue;
            }
            try {
                FireSignal signal = Json.read(record.value(), FireSignal.class);
                if (!signal.replay()) {
                    newest.merge(
                            signal.deviceId(),
                            signal,
                            (a, b) -> a.receivedAt().isAfter(b.receivedAt()) ? a : b);
                }
            } catch (UncheckedIOException | NullPointerException e) {
                LOG.warn("signal {} of {} cannot be read", record.offset(), record.partition(), e);
            }
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
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
