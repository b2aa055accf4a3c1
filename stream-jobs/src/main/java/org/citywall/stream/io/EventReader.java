package org.citywall.stream.io;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records of one topic. What cannot be read is counted, logged with its place in the log, and
 * replaced by a tick: one bad record must never stop the alarms behind it.
 */
abstract class EventReader<T> implements KafkaRecordDeserializationSchema<T> {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    private transient Counter malformed;

    /** Reads a record that is not a tick; any exception means that it is malformed. */
    abstract T read(ConsumerRecord<byte[], byte[]> record, String type);

    /** The input that only moves time. */
    abstract T tick();

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        malformed = context.getMetricGroup().counter("malformedRecords");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        out.collect(readOrTick(record));
    }

    /** What a record says; a tick if it cannot be read. */
    final T readOrTick(ConsumerRecord<byte[], byte[]> record) {
        String type = header(record, KafkaHeaders.TYPE);
        if (EventTypes.TICK.equals(type)) {
            return tick();
        }
        try {
            return read(record, type);
        } catch (RuntimeException e) {
            malformed.inc();
            LOG.warn(
                    "skipped a malformed record: {}-{} at {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
            return tick();
        }
    }

    /** For fields without which a record means nothing. */
    static void require(boolean holds, String field) {
        if (!holds) {
            throw new IllegalArgumentException("missing or wrong: " + field);
        }
    }

    static boolean isText(String text) {
        return text != null && !text.isEmpty();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
