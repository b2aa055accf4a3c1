package org.citywall.gateway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.citywall.contracts.names.KafkaHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log on Kafka: one idempotent producer, acknowledged by every in-sync replica, without
 * linger because a fire press waits for it.
 *
 * <p>{@link #append} never blocks an event loop. What could make the producer block is refused at
 * once instead: a topic whose partitions are not yet known (Kafka was never reached; they are
 * fetched in the background until they are) and more bytes in flight than the producer's memory
 * holds.
 */
public final class KafkaEventLog implements EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventLog.class);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);
    private static final byte[] SPEC_VERSION = "1.0".getBytes(UTF_8);
    private static final long RETRY_MS = 200;

    private final Vertx vertx;
    private final Options options;
    private final AppendFailures failures;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, Promise<Void>> warming = new ConcurrentHashMap<>();
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final List<Thread> warmers = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * How to reach Kafka and how long to wait for it.
     *
     * @param bootstrap {@code host:port,…}
     * @param deliveryTimeout after this an append has failed; shorter than a device's own patience
     * @param requestTimeout one try inside it
     * @param maxBytesInFlight appends beyond this are refused at once; below the producer's memory
     */
    public record Options(
            String bootstrap,
            Duration deliveryTimeout,
            Duration requestTimeout,
            long maxBytesInFlight) {
        /** 5 s to be durable, 2 s for one try, 24 MiB in flight. */
        public static Options of(String bootstrap) {
            return new Options(bootstrap, Duration.ofSeconds(5), Duration.ofSeconds(2), 24L << 20);
        }
    }

    /** Creates the producer; nothing is sent before {@link #start}. */
    public KafkaEventLog(Vertx vertx, Options options, Clock clock) {
        this.vertx = vertx;
        this.options = options;
        this.failures = new AppendFailures(clock);
        this.producer =
                new KafkaProducer<>(
                        config(options), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> config(Options options) {
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap()),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) options.deliveryTimeout().toMillis()),
                Map.entry(
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) options.requestTimeout().toMillis()),
                // The last defence of the event loop; append() refuses before it comes to this.
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20),
                Map.entry(
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        Math.max(options.maxBytesInFlight() * 2, 32L << 20)),
                // A quiet topic (rejected events) must not lose its metadata and block later.
                Map.entry(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis()),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "citywall-gateway"));
    }

    /** Completes when the partitions of all these topics are known; tries for ever. */
    public Future<Void> start(List<String> topics) {
        List<Future<Void>> warm = topics.stream().map(this::warm).toList();
        return Future.all(warm).mapEmpty();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
    public Future<Void> append(Entry entry) {
        if (!known.contains(entry.topic())) {
            warm(entry.topic());
            return failed(entry, new UnavailableException("Kafka has not been reached yet"));
        }
        long size = size(entry);
        if (bytesInFlight.addAndGet(size) > options.maxBytesInFlight()) {
            bytesInFlight.addAndGet(-size);
            return failed(entry, new UnavailableException("too much is waiting for Kafka"));
        }
        // Completed through runOnContext: the callback runs on the producer's only network thread.
        Context context = vertx.getOrCreateContext();
        Promise<Void> done = Promise.promise();
        try {
            producer.send(
                    record(entry),
                    (metadata, error) -> {
                        bytesInFlight.addAndGet(-size);
                        if (error != null) {
                            failures.failed(entry.topic(), error);
                        }
                        context.runOnContext(nothing -> complete(done, error));
                    });
        } catch (RuntimeException e) {
            bytesInFlight.addAndGet(-size);
            return failed(entry, e);
        }
        return done.future();
    }

    private Future<Void> failed(Entry entry, RuntimeException reason) {
        failures.failed(entry.topic(), reason);
        return Future.failedFuture(reason);
    }

    /** Sends what is waiting, then closes; blocks up to the delivery time-out. */
    public Future<Void> stop() {
        stopped = true;
        synchronized (warmers) {
            warmers.forEach(Thread::interrupt);
        }
        return vertx.executeBlocking(
                () -> {
                    producer.close(options.deliveryTimeout());
                    return null;
                },
                false);
    }

    private static void complete(Promise<Void> done, Exception error) {
        if (error == null) {
            done.complete();
        } else {
            done.fail(error);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Entry entry) {
        List<Header> headers = new ArrayList<>(6 + entry.headers().size());
        headers.add(new RecordHeader(KafkaHeaders.SPEC_VERSION, SPEC_VERSION));
        headers.add(new RecordHeader(KafkaHeaders.ID, entry.id().getBytes(UTF_8)));
        headers.add(new RecordHeader(KafkaHeaders.SOURCE, entry.source().getBytes(UTF_8)));
        headers.add(new RecordHeader(KafkaHeaders.TYPE, entry.type().getBytes(UTF_8)));
        headers.add(new RecordHeader(KafkaHeaders.CONTENT_TYPE, JSON));
        entry.headers()
                .forEach(
                        (name, value) ->
                                headers.add(new RecordHeader(name, value.getBytes(UTF_8))));
        byte[] key = entry.key() == null ? null : entry.key().getBytes(UTF_8);
        return new ProducerRecord<>(
                entry.topic(), entry.partition(), null, key, entry.value(), headers);
    }

    private static long size(Entry entry) {
        return 200L + (entry.value() == null ? 0 : entry.value().length);
    }

    private Future<Void> warm(String topic) {
        return warming.computeIfAbsent(
                        topic,
                        name -> {
                            Promise<Void> reached = Promise.promise();
                            Thread thread =
                                    new Thread(
                                            () -> fetch(name, reached), "kafka-metadata-" + name);
                            thread.setDaemon(true);
                            synchronized (warmers) {
                                warmers.add(thread);
                            }
                            thread.start();
                            return reached;
                        })
                .future();
    }

    private void fetch(String topic, Promise<Void> reached) {
        Context context = vertx.getOrCreateContext();
        while (!stopped) {
            try {
                if (!producer.partitionsFor(topic).isEmpty()) {
                    known.add(topic);
                    context.runOnContext(nothing -> reached.tryComplete());
                    return;
                }
            } catch (RuntimeException e) {
                LOG.debug("topic {} cannot be reached yet: {}", topic, e.toString());
            }
            try {
                Thread.sleep(RETRY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The log cannot take this now; nothing was sent. */
    public static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message, null, false, false);
        }
    }
}
