package org.citywall.gateway.live.raw;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all partitions of a topic from a moment of the recent past, without a consumer group.
 * Unlike the tails that carry commands it fetches lazily: what it feeds has a grace period of most
 * of a second, and a thousand heartbeats a second should not cost a thousand fetches.
 */
public final class RecentTail {
    private static final Logger LOG = LoggerFactory.getLogger(RecentTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int LAZY_BYTES = 64 * 1024;
    private static final int LAZY_WAIT_MS = 150;
    private static final long RETRY_MS = 500;

    private final String bootstrap;
    private final String topic;
    private final Instant since;
    private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile KafkaConsumer<byte[], byte[]> current;

    /**
     * Reads nothing yet.
     *
     * @param since records that the broker stamped earlier are skipped
     * @param handler on the tail's thread; what it throws costs that record only
     */
    public RecentTail(
            String bootstrap,
            String topic,
            Instant since,
            Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.since = since;
        this.handler = handler;
        this.thread = new Thread(this::run, "recent-" + topic);
        this.thread.setDaemon(true);
    }

    /** Begins to read; tries for ever. */
    public void start() {
        thread.start();
    }

    /** Stops reading; by waking the consumer, which says nothing then, as against an interrupt. */
    public void stop() throws InterruptedException {
        stopped = true;
        KafkaConsumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.join(3_000);
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config())) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("tail of {} woken", topic);
            } catch (KafkaException e) {
                if (!stopped) {
                    LOG.warn("tail of {} begins again: {}", topic, e.toString());
                    pause();
                }
            } finally {
                current = null;
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<PartitionInfo> infos =
                Optional.ofNullable(consumer.partitionsFor(topic)).orElse(List.of());
        if (infos.isEmpty()) {
            throw new KafkaException("there is no topic " + topic);
        }
        List<TopicPartition> partitions =
                infos.stream().map(i -> new TopicPartition(topic, i.partition())).toList();
        consumer.assign(partitions);
        position(consumer, partitions);
        while (!stopped) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
                try {
                    handler.accept(record);
                } catch (RuntimeException e) {
                    LOG.warn("record {} of {} skipped: {}", record.offset(), topic, e.toString());
                }
            }
        }
    }

    private void position(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            long start = first == null ? ends.get(partition) : first.offset();
            consumer.seek(partition, Math.max(start, next.getOrDefault(partition, 0L)));
        }
    }

    private Map<String, Object> config() {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                Map.entry(
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                Map.entry(
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, LAZY_BYTES),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LAZY_WAIT_MS),
                Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
