package org.citywall.stream.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.KafkaHeaders;

/** Writes records as CloudEvents in binary mode: JSON value, attributes in headers. */
final class EventSerializer<T> implements KafkaRecordSerializationSchema<T> {
    private static final byte[] SPEC_VERSION = "1.0".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private final EventFormat<T> format;

    EventSerializer(EventFormat<T> format) {
        this.format = format;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T element, KafkaSinkContext context, Long timestamp) {
        Object body = format.body().apply(element);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        format.topic(),
                        format.key().apply(element).getBytes(UTF_8),
                        body == null ? null : Json.bytes(body));
        addHeaders(
                record.headers(),
                format.id().apply(element),
                format.source(),
                format.type().apply(element),
                format.time().apply(element));
        return record;
    }

    static void addHeaders(Headers headers, String id, String source, String type, Instant time) {
        headers.add(KafkaHeaders.SPEC_VERSION, SPEC_VERSION);
        headers.add(KafkaHeaders.ID, id.getBytes(UTF_8));
        headers.add(KafkaHeaders.SOURCE, source.getBytes(UTF_8));
        headers.add(KafkaHeaders.TYPE, type.getBytes(UTF_8));
        headers.add(KafkaHeaders.TIME, Json.time(time).getBytes(UTF_8));
        headers.add(KafkaHeaders.CONTENT_TYPE, JSON);
    }
}
