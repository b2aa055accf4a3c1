package org.citywall.gateway.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.citywall.contracts.names.KafkaHeaders;

/**
 * When Kafka had the newest event of one type: follows its topic by the headers, without parsing.
 * Recorded events do not count.
 */
public final class Freshness {
    private final String type;
    private final TopicTail tail;
    private final AtomicLong newestMs = new AtomicLong();

    /**
     * Follows the topic.
     *
     * @param type events of other types (ticks, settings) are no data
     * @param since how far to look back
     */
    public Freshness(String bootstrap, String topic, String type, Instant since) {
        this.type = type;
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
        Header named = record.headers().lastHeader(KafkaHeaders.TYPE);
        boolean counts =
                named != null
                        && type.equals(new String(named.value(), StandardCharsets.UTF_8))
                        && record.headers().lastHeader(KafkaHeaders.REPLAY) == null;
        if (counts) {
            newestMs.accumulateAndGet(record.timestamp(), Math::max);
        }
    }
}
