package org.citywall.launcher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.citywall.contracts.names.KafkaHeaders;

/**
 * Writes events to one topic of Kafka as a gateway does after its ingest, stamped with the time
 * that the bench gives them: so the log is as one that grew at its true pace.
 */
final class LogFeed implements AutoCloseable {
    private static final Header VERSION = header(KafkaHeaders.SPEC_VERSION, "1.0");
    private static final Header JSON = header(KafkaHeaders.CONTENT_TYPE, "application/json");

    private final String bootstrap;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    LogFeed(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "20"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    /** From now on the stamps of this bench count: it writes in seconds what took minutes. */
    void keepOurTimes() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            AlterConfigOp ours =
                    new AlterConfigOp(
                            new ConfigEntry(
                                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"),
                            AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(ours))).all().get();
        }
    }

    /** Forgets what the log holds. */
    void empty() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            List<TopicPartition> partitions =
                    producer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            var ends =
                    admin.listOffsets(
                                    partitions.stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            p -> p, p -> OffsetSpec.latest())))
                            .all()
                            .get();
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            ends.forEach(
                    (partition, end) ->
                            all.put(partition, RecordsToDelete.beforeOffset(end.offset())));
            admin.deleteRecords(all).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Appends an event. */
    void send(String type, String source, String id, long atMs, String key, byte[] value) {
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                null,
                                atMs,
                                key.getBytes(UTF_8),
                                value,
                                List.of(
                                        VERSION,
                                        header(KafkaHeaders.ID, id),
                                        header(KafkaHeaders.SOURCE, source),
                                        header(KafkaHeaders.TYPE, type),
                                        JSON)));
    }

    /** Appends an event without a key to one partition: a tick. */
    void send(String type, String source, String id, long atMs, int partition) {
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                partition,
                                atMs,
                                null,
                                "{}".getBytes(UTF_8),
                                List.of(
                                        VERSION,
                                        header(KafkaHeaders.ID, id),
                                        header(KafkaHeaders.SOURCE, source),
                                        header(KafkaHeaders.TYPE, type),
                                        JSON)));
    }

    /** Returns when Kafka has all of it. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
