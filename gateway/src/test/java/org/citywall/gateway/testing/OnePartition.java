package org.citywall.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A consumer that is assigned the only partition of a topic in memory. */
public final class OnePartition {
    public final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final TopicPartition partition;
    private long offset;

    public OnePartition(String topic) {
        partition = new TopicPartition(topic, 0);
        consumer.schedulePollTask(
                () -> {
                    consumer.rebalance(List.of(partition));
                    consumer.updateBeginningOffsets(Map.of(partition, 0L));
                });
    }

    /** Until somebody reads. */
    public void awaitAssigned() {
        await().until(() -> !consumer.assignment().isEmpty());
    }

    public void add(byte[] value, Header... headers) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(partition.topic(), 0, offset++, new byte[0], value);
        List.of(headers).forEach(record.headers()::add);
        consumer.addRecord(record);
    }

    /** Added at a time of the log. */
    public void add(Instant at, byte[] value) {
        consumer.addRecord(
                new ConsumerRecord<>(
                        partition.topic(),
                        0,
                        offset++,
                        at.toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        value.length,
                        new byte[0],
                        value,
                        new RecordHeaders(),
                        Optional.empty()));
    }

    /** Until its reader waits for the database: what is added from now on comes as one batch. */
    public void awaitPaused() {
        await().atMost(Duration.ofSeconds(20)).until(() -> !consumer.paused().isEmpty());
    }

    /** Until all that was added is committed. */
    public void awaitCommitted() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            var done = consumer.committed(Set.of(partition)).get(partition);
                            assertThat(done).isNotNull();
                            assertThat(done.offset()).isEqualTo(offset);
                        });
    }
}
