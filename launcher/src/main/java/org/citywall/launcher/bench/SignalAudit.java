package org.citywall.launcher.bench;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;

/** Reads the log of fire signals from its beginning and counts the presses on it. */
final class SignalAudit {
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * What the log holds.
     *
     * @param distinct presses with different (source, id)
     * @param repeats records that another record had already told
     */
    record Count(long distinct, long repeats) {}

    private SignalAudit() {}

    /** Counts the records that are in the log now. */
    static Count presses(String bootstrap) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrap, "group.id", UUID.randomUUID().toString());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.FIRE_SIGNALS).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            Set<String> seen = new HashSet<>();
            long repeats = 0;
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    if (header(each, KafkaHeaders.SIGNAL).equals("press")
                            && !seen.add(
                                    header(each, KafkaHeaders.SOURCE)
                                            + '\n'
                                            + header(each, KafkaHeaders.ID))) {
                        repeats++;
                    }
                }
            }
            return new Count(seen.size(), repeats);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> each, String name) {
        Header header = each.headers().lastHeader(name);
        return header == null
                ? ""
                : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
