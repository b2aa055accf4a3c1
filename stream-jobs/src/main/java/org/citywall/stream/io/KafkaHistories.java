package org.citywall.stream.io;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.citywall.stream.alert.dryrun.Histories;

/** Opens the log of alert inputs, with a consumer of no group for each run. */
public final class KafkaHistories implements Histories {
    private static final int POLL_RECORDS = 1_000;
    private static final int TIMEOUT_MS = 15_000;

    private final String bootstrap;
    private final Clock clock;

    /**
     * @param clock only ends the reading; serialisable, as the JDK's are
     */
    public KafkaHistories(String bootstrap, Clock clock) {
        this.bootstrap = bootstrap;
        this.clock = clock;
    }

    @Override
    public Opened open(Instant from, Instant until) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                ConsumerConfig.CLIENT_ID_CONFIG,
                                "citywall-dry-run",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                POLL_RECORDS,
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                TIMEOUT_MS,
                                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                TIMEOUT_MS - 1),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        try {
            return new AlertInputHistory(consumer, from, until, clock);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }
}
