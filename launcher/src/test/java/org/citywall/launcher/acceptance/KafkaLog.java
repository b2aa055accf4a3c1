package org.citywall.launcher.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.KafkaHeaders;

/** What stands on the log of a city now. */
final class KafkaLog {
    private static final Duration POLL = Duration.ofMillis(500);

    private KafkaLog() {}

    /** Bodies of the topic's events of this type since then; in order within each partition. */
    static <T> List<T> read(
            String bootstrap, String topic, Instant since, String eventType, Class<T> type) {
        List<T> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> times =
                    partitions.stream()
                            .collect(Collectors.toMap(each -> each, each -> since.toEpochMilli()));
            Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times);
            for (TopicPartition each : partitions) {
                OffsetAndTimestamp begin = begins.get(each);
                consumer.seek(each, begin == null ? ends.get(each) : begin.offset());
            }
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    if (each.value() != null && eventType.equals(typeOf(each))) {
                        found.add(Json.read(each.value(), type));
                    }
                }
            }
        }
        return found;
    }

    private static String typeOf(ConsumerRecord<byte[], byte[]> each) {
        Header header = each.headers().lastHeader(KafkaHeaders.TYPE);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
