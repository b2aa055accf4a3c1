package org.citywall.gateway.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.citywall.contracts.names.KafkaHeaders;

/**
 * When Kafka had the newest event of one type: follows its topic by the headers, without parsing.
 * Recorded events do not count.
 */
public final class Freshness {
    private final String type;
    private final Predicate<String> sources;
    private final TopicTail tail;
    private final AtomicLong newestMs = new AtomicLong();

    /**
     * Follows the topic.
     *
     * @param type events of other types (ticks, settings) are no data
     * @param since how far to look back
     */
    public Freshness(String bootstrap, String topic, String type, Instant since) {
        this(bootstrap, topic, type, since, any -> true);
    }

    /**
     * Follows the topic.
     *
     * @param type events of other types (ticks, settings) are no data
     * @param since how far to look back
     * @param sources whose events count
     */
    public Freshness(
            String bootstrap, String topic, String type, Instant since, Predicate<String> sources) {
        this.type = type;
        this.sources = sources;
        this.tail =
                new TopicTail(
                        bootstrap,
                        topic,
                        TopicTail.From.since(since),
                        TopicTail.Fetch.LAZILY,
                        this::take);
    }

    /** Begins to follow. */
    public void start() {
        tail.start();
    }

    /** Stops following. */
    public void stop() {
        tail.stop();
    }

    /** When Kafka had the newest; null: none came since the look-back. */
    public Instant newestAt() {
        long ms = newestMs.get();
        return ms == 0 ? null : Instant.ofEpochMilli(ms);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        boolean counts =
                type.equals(header(record, KafkaHeaders.TYPE))
                        && sources.test(header(record, KafkaHeaders.SOURCE))
                        && record.headers().lastHeader(KafkaHeaders.REPLAY) == null;
        if (counts) {
            newestMs.accumulateAndGet(record.timestamp(), Math::max);
        }
    }

    /** Empty if it has none. */
    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
