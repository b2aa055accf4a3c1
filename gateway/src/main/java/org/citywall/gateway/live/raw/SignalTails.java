package org.citywall.gateway.live.raw;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.TopicTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's road: this gateway follows the fire signals and their outcomes itself. Only presses are
 * parsed; the others only say how fresh the feed is.
 */
public final class SignalTails {
    private static final Logger LOG = LoggerFactory.getLogger(SignalTails.class);
    private static final Set<String> PRESSES = Set.of("press", "alarm");

    private final RawPressRoads roads;
    private final AtomicLong newestMs = new AtomicLong();
    private final TopicTail signals;
    private final TopicTail outcomes;

    /**
     * Tells the roads what Kafka has.
     *
     * @param since how far to look back: presses from before the start may still lack an outcome
     */
    public SignalTails(String bootstrap, RawPressRoads roads, Instant since) {
        this.roads = roads;
        this.signals = tail(bootstrap, Topics.FIRE_SIGNALS, since, this::signal);
        this.outcomes = tail(bootstrap, Topics.SIGNAL_OUTCOMES, since, this::outcome);
    }

    /** Begins to follow, outcomes first. */
    public void start() {
        outcomes.start();
        signals.start();
    }

    /** Stops following. */
    public void stop() {
        signals.stop();
        outcomes.stop();
    }

    /** When Kafka had the newest signal of any device; null if none came since the look-back. */
    public Instant newestAt() {
        long ms = newestMs.get();
        return ms == 0 ? null : Instant.ofEpochMilli(ms);
    }

    /**
     * Lazily: what this feeds has a grace period of most of a second. A record that cannot be read
     * costs only itself: it would be no better the second time, and hold up the presses after it.
     */
    private static TopicTail tail(
            String bootstrap,
            String topic,
            Instant since,
            Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        return new TopicTail(
                bootstrap,
                topic,
                TopicTail.From.since(since),
                TopicTail.Fetch.LAZILY,
                record -> {
                    try {
                        handler.accept(record);
                    } catch (RuntimeException e) {
                        LOG.warn(
                                "record {} of {} skipped: {}",
                                record.offset(),
                                topic,
                                e.toString());
                    }
                });
    }

    private void signal(ConsumerRecord<byte[], byte[]> record) {
        if (!EventTypes.FIRE_SIGNAL.equals(header(record, KafkaHeaders.TYPE))) {
            return; // ticks and canaries are no data
        }
        newestMs.accumulateAndGet(record.timestamp(), Math::max);
        if (PRESSES.contains(header(record, KafkaHeaders.SIGNAL))) {
            roads.recorded(Json.read(record.value(), FireSignal.class));
        }
    }

    private void outcome(ConsumerRecord<byte[], byte[]> record) {
        roads.outcome(Json.read(record.value(), SignalOutcome.class));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? ""
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
