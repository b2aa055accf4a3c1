package org.citywall.stream.io;

import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Epoch;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.stream.alert.flink.Incarnations;

/**
 * Numbers starts by the offset of a line in the log of starts: the broker counts, so a number is
 * newer than all before it even when the job's own state is lost.
 */
public final class KafkaIncarnations implements Incarnations {
    private static final long APPEND_TIMEOUT_S = 30;

    private final String bootstrap;
    private final String job;
    private final Clock clock;

    /**
     * @param clock only says in the log when a start was; must be serialisable, as the JDK's are
     */
    public KafkaIncarnations(String bootstrap, String job, Clock clock) {
        this.bootstrap = bootstrap;
        this.job = job;
        this.clock = clock;
    }

    @Override
    public long next(int subtask) throws Exception {
        Epoch epoch = new Epoch(job, subtask, clock.instant());
        Properties settings = KafkaStreams.producer(bootstrap);
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
            return producer.send(record(epoch)).get(APPEND_TIMEOUT_S, TimeUnit.SECONDS).offset();
        }
    }

    private ProducerRecord<byte[], byte[]> record(Epoch epoch) {
        String id = job + ":" + epoch.subtask() + ":" + epoch.startedAt().toEpochMilli();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.EPOCHS, Json.bytes(epoch));
        EventSerializer.addHeaders(
                record.headers(), id, "citywall/jobs/" + job, EventTypes.EPOCH, epoch.startedAt());
        return record;
    }
}
