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
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;

/**
 * Writes readings of chargers to Kafka as a gateway does after its ingest, stamped with the time at
 * which a gateway would have: so the log is as one that grew at its true pace.
 */
final class ChargerFeed implements AutoCloseable {
    private static final Header VERSION = header(KafkaHeaders.SPEC_VERSION, "1.0");
    private static final Header TYPE = header(KafkaHeaders.TYPE, EventTypes.CHARGER_READING);
    private static final Header JSON = header(KafkaHeaders.CONTENT_TYPE, "application/json");

    private final String bootstrap;
    private final KafkaProducer<byte[], byte[]> producer;

    ChargerFeed(String bootstrap) {
        this.bootstrap = bootstrap;
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
            ConfigResource topic =
                    new ConfigResource(ConfigResource.Type.TOPIC, Topics.CHARGER_READINGS);
            AlterConfigOp ours =
                    new AlterConfigOp(
                            new ConfigEntry(
                                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"),
                            AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(ours))).all().get();
        }
    }

    /** Forgets what the log holds. */
    void empty() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            List<TopicPartition> partitions =
                    producer.partitionsFor(Topics.CHARGER_READINGS).stream()
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

    /** Every port, so many minutes long; returns when Kafka has all of it. */
    void write(ChargerLoad load, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            for (int port = 0; port < load.ports(); port++) {
                send(load.reading(port, minute));
            }
        }
        producer.flush();
    }

    private void send(ChargerReading reading) {
        List<Header> headers =
                List.of(
                        VERSION,
                        header(KafkaHeaders.ID, reading.id()),
                        header(KafkaHeaders.SOURCE, reading.source()),
                        TYPE,
                        JSON);
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                Topics.CHARGER_READINGS,
                                null,
                                reading.receivedAt().toEpochMilli(),
                                reading.site().id().getBytes(UTF_8),
                                Json.bytes(reading),
                                headers));
    }

    @Override
    public void close() {
        producer.close();
    }
}
