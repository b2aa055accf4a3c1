package org.citywall.launcher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.SlopeReading;

/** Writes readings to Kafka as a gateway does after its ingest: key, headers, document. */
final class SlopeFeed implements AutoCloseable {
    private static final int BURSTS_PER_SECOND = 100;
    private static final int PROBE_EVERY = 10;
    private static final Header VERSION = header(KafkaHeaders.SPEC_VERSION, "1.0");
    private static final Header TYPE = header(KafkaHeaders.TYPE, EventTypes.SLOPE_READING);
    private static final Header JSON = header(KafkaHeaders.CONTENT_TYPE, "application/json");

    private final SlopeFleet fleet;
    private final Clock clock;
    private final KafkaProducer<byte[], byte[]> producer;

    SlopeFeed(String bootstrap, SlopeFleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    /**
     * Every instrument so many times, as fast as Kafka takes it.
     *
     * @return device time of the next one
     */
    Instant flood(Instant from, Duration step, int times) {
        Instant at = from;
        for (int i = 0; i < times; i++) {
            for (int instrument = 0; instrument < fleet.instruments(); instrument++) {
                send(instrument, at.plusMillis(instrument % 1_000), null);
            }
            at = at.plus(step);
        }
        producer.flush();
        return at;
    }

    /**
     * Instruments in turn at a constant rate, whatever the answers do (open loop); device time goes
     * on from {@code from} as the clock does.
     *
     * @param acks how long Kafka took to have each, from the moment at which it was due
     * @param probe done ten times a second in between
     * @return device time of the next one
     */
    Instant atRate(Instant from, int perSecond, int seconds, Latencies acks, Runnable probe)
            throws InterruptedException {
        int burst = perSecond / BURSTS_PER_SECOND;
        long begun = System.nanoTime();
        int next = 0;
        for (int i = 0; i < seconds * BURSTS_PER_SECOND; i++) {
            long after = i * TimeUnit.SECONDS.toNanos(1) / BURSTS_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(begun + after - System.nanoTime());
            long due = begun + after;
            if (i % PROBE_EVERY == 0) {
                probe.run();
            }
            for (int k = 0; k < burst; k++) {
                send(
                        next++ % fleet.instruments(),
                        from.plusNanos(after),
                        () -> acks.recordNanos(System.nanoTime() - due));
            }
        }
        producer.flush();
        return from.plusSeconds(seconds);
    }

    private void send(int instrument, Instant deviceTime, Runnable onAck) {
        SlopeReading reading = fleet.reading(instrument, deviceTime, clock.instant());
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
                                Topics.SLOPE_READINGS,
                                null,
                                null,
                                reading.site().id().getBytes(UTF_8),
                                Json.bytes(reading),
                                headers),
                        (metadata, failure) -> {
                            if (onAck != null && failure == null) {
                                onAck.run();
                            }
                        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
