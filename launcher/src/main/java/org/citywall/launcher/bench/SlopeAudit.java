package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.record.RecordConsumers;

/** Compares what was sent with what the log holds and what the pages show. */
final class SlopeAudit {
    private static final Duration POLL = Duration.ofMillis(500);

    private SlopeAudit() {}

    /** Readings that are in the log now, also those of others. */
    static long readings(String bootstrap) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrap, "group.id", UUID.randomUUID().toString());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.SLOPE_READINGS).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            long readings = 0;
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    boolean counts =
                            each.offset()
                                    < ends.get(new TopicPartition(each.topic(), each.partition()));
                    readings += counts && isReading(each) ? 1 : 0;
                }
            }
            return readings;
        }
    }

    /** Hours that wait for the long record. */
    static long unrecordedHours(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            TopicPartition hours = new TopicPartition(Topics.SLOPE_HOURS, 0);
            OffsetAndMetadata recorded =
                    admin.listConsumerGroupOffsets(RecordConsumers.SLOPE_HOURS_GROUP)
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(hours);
            long end =
                    admin.listOffsets(Map.of(hours, OffsetSpec.latest()))
                            .partitionResult(hours)
                            .get()
                            .offset();
            return end - (recorded == null ? 0 : recorded.offset());
        }
    }

    private static boolean isReading(ConsumerRecord<byte[], byte[]> each) {
        Header type = each.headers().lastHeader(KafkaHeaders.TYPE);
        return type != null
                && EventTypes.SLOPE_READING.equals(
                        new String(type.value(), java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Instruments whose page does not show a reading as new as this. */
    static int behind(String redisUri, SlopeFleet fleet, Instant newest) throws IOException {
        RedisClient client = RedisClient.create(redisUri);
        try (var connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            int shown = 0;
            for (String site : fleet.siteIds()) {
                String page = redis.hget(RedisKeys.items(RedisKeys.SLOPES), site);
                JsonNode view = Json.mapper().readTree(page == null ? "{}" : page);
                for (JsonNode instrument : view.path("instruments")) {
                    Instant last = Instant.parse(instrument.path("lastAt").asText());
                    shown += last.isBefore(newest) ? 0 : 1;
                }
            }
            return fleet.instruments() - shown;
        } finally {
            client.shutdown();
        }
    }
}
