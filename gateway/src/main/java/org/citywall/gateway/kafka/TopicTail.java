package org.citywall.gateway.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that follows all partitions of a topic, without a consumer group: every gateway sees
 * every record. It reconnects for ever and goes on where it was.
 *
 * <p>A handler that throws gets the same record again after a pause, so it may rely on at least
 * once; a handler must itself put aside a record that it can never digest.
 */
public final class TopicTail {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MS = 500;

    private final String bootstrap;
    private final String topic;
    private final From from;
    private final Fetch fetch;
    private final RecordHandler handler;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    /** Takes one record, on the tail's thread; it may block. */
    @FunctionalInterface
    public interface RecordHandler {
        /** Digests the record; throwing means: again, after a pause. */
        void handle(ConsumerRecord<byte[], byte[]> record) throws Exception;
    }

    /** Where to begin: finds the first offset of each partition. */
    @FunctionalInterface
    public interface From {
        /** Asks Kafka for them. */
        Map<TopicPartition, Long> first(
                KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> partitions);

        /** The oldest record that is kept. */
        static From earliest() {
            return KafkaConsumer::beginningOffsets;
        }

        /** The records that come after the start. */
        static From end() {
            return KafkaConsumer::endOffsets;
        }

        /** This offset in each partition, or the oldest that is kept if it is gone. */
        static From offset(long offset) {
            return (reader, partitions) ->
                    partitions.stream().collect(Collectors.toMap(p -> p, p -> offset));
        }

        /** The first record that the broker stamped then or later. */
        static From since(Instant time) {
            return (reader, partitions) -> {
                Map<TopicPartition, Long> first = new HashMap<>(reader.endOffsets(partitions));
                reader.offsetsForTimes(
                                partitions.stream()
                                        .collect(
                                                Collectors.toMap(p -> p, p -> time.toEpochMilli())))
                        .forEach(
                                (partition, found) -> {
                                    if (found != null) {
                                        first.put(partition, found.offset());
                                    }
                                });
                return first;
            };
        }
    }

    /** How eagerly to fetch. */
    public enum Fetch {
        /** Each record as soon as it is there: somebody waits for it. */
        AT_ONCE(1, 500),
        /**
         * What comes together within 150 ms: a thousand heartbeats a second should not cost a
         * thousand fetches.
         */
        LAZILY(64 * 1024, 150);

        private final int minBytes;
        private final int maxWaitMs;

        Fetch(int minBytes, int maxWaitMs) {
            this.minBytes = minBytes;
            this.maxWaitMs = maxWaitMs;
        }
    }

    /** A tail that fetches at once; {@link #start} begins to read. */
    public TopicTail(String bootstrap, String topic, From from, RecordHandler handler) {
        this(bootstrap, topic, from, Fetch.AT_ONCE, handler);
    }

    /** Describes the tail; {@link #start} begins to read. */
    public TopicTail(
            String bootstrap, String topic, From from, Fetch fetch, RecordHandler handler) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.from = from;
        this.fetch = fetch;
        this.handler = handler;
        this.thread = new Thread(this::run, "tail-" + topic);
        this.thread.setDaemon(true);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Stops after the record in hand and waits for that, at most 5 s. */
    public void stop() {
        stopped = true;
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(1_000);
            thread.interrupt(); // it is inside its handler
            thread.join(4_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Reads a topic from its oldest record to the end that it has now, on the calling thread, and
     * returns the number of records. For rebuilds.
     *
     * @throws KafkaException if the end was not reached within the limit
     */
    public static long readToEnd(
            String bootstrap, String topic, Duration limit, RecordHandler handler)
            throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        try (KafkaConsumer<byte[], byte[]> reader = consumer(bootstrap, Fetch.AT_ONCE)) {
            List<TopicPartition> partitions = partitions(reader, topic);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            long count = 0;
            while (partitions.stream().anyMatch(p -> reader.position(p) < ends.get(p))) {
                if (System.nanoTime() > deadline) {
                    throw new KafkaException("the end of " + topic + " was not reached in time");
                }
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(topic, record.partition());
                    if (record.offset() < ends.get(partition)) {
                        handler.handle(record);
                        count++;
                    }
                }
            }
            return count;
        }
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<byte[], byte[]> opened = consumer(bootstrap, fetch)) {
                consumer = opened;
                try {
                    follow(opened);
                } finally {
                    Thread.interrupted(); // an interrupted thread cannot close a consumer in order
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("tail of {} woken", topic);
            } catch (KafkaException e) {
                if (!stopped) {
                    LOG.warn("tail of {} begins again: {}", topic, e.toString());
                }
            } finally {
                consumer = null;
            }
            pause();
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions = partitions(reader, topic);
        reader.assign(partitions);
        position(reader, partitions);
        while (!stopped) {
            try {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    digest(record);
                    if (stopped) {
                        return;
                    }
                }
            } catch (OffsetOutOfRangeException e) {
                LOG.warn("tail of {}: records were deleted before they were read", topic);
                reader.seekToBeginning(e.partitions());
                e.partitions().forEach(p -> next.put(p, reader.position(p)));
            }
        }
    }

    private void position(KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> partitions) {
        if (!next.keySet().containsAll(partitions)) {
            // Asked once, so that "the end" is the end at the start, also after a reconnect.
            from.first(reader, partitions).forEach(next::putIfAbsent);
        }
        partitions.forEach(partition -> reader.seek(partition, next.get(partition)));
    }

    private void digest(ConsumerRecord<byte[], byte[]> record) {
        while (!stopped) {
            try {
                handler.handle(record);
                next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                if (stopped) {
                    return;
                }
                LOG.warn(
                        "record {} of {} is tried again: {}", record.offset(), topic, e.toString());
                LOG.debug("why", e);
                pause();
            }
        }
    }

    private void pause() {
        if (stopped) {
            return;
        }
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> reader, String topic) {
        List<PartitionInfo> infos =
                Optional.ofNullable(reader.partitionsFor(topic)).orElse(List.of());
        if (infos.isEmpty()) {
            throw new KafkaException("there is no topic " + topic);
        }
        return infos.stream().map(i -> new TopicPartition(topic, i.partition())).toList();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, Fetch fetch) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        fetch.minBytes,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        fetch.maxWaitMs,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
