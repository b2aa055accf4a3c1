package org.citywall.stream.io;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.flink.PauseFunction;

/** Hands on what a reader reads together with its partition, for whoever watches the log's time. */
final class FromLogReader<T> implements KafkaRecordDeserializationSchema<FromLog<T>> {
    private static final long serialVersionUID = 1L;

    private final EventReader<T> reader;
    private final String timed;

    /**
     * @param timed the topic into which gateways write ticks, and whose time therefore counts
     */
    FromLogReader(EventReader<T> reader, String timed) {
        this.reader = reader;
        this.timed = timed;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        reader.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<FromLog<T>> out)
            throws IOException {
        int partition = record.topic().equals(timed) ? record.partition() : FromLog.NO_TIME;
        out.collect(new FromLog<>(partition, reader.readOrTick(record)));
    }

    @Override
    public TypeInformation<FromLog<T>> getProducedType() {
        return PauseFunction.typeOf(reader.getProducedType());
    }
}
