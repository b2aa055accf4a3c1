package org.citywall.gateway.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.contracts.Ids;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.slope.DpFault;
import org.citywall.gateway.ingest.slope.DpMessage;
import org.citywall.gateway.ingest.slope.DpReader;
import org.citywall.gateway.ingest.slope.DpReading;
import org.citywall.gateway.registry.Credential;

/**
 * Publishes on {@code $dp}: a message becomes one event for each of its timestamps, in order of
 * time, and is acknowledged when all are durable. What of it can never be taken is kept among the
 * rejected; the rest is taken. Event ids come from what was measured, so a message that comes again
 * because its first half was durable only repeats that half.
 */
final class DpPublishes {
    static final String TOPIC = "$dp";

    /** Events of one message that wait for Kafka at once; a backlog must not hold up a press. */
    static final int CHUNK = 500;

    /** Events of all messages that wait for Kafka at once; presses have the rest. */
    private static final int MAX_WAITING = 4_000;

    /**
     * Bytes of messages in hand, over all connections: the day's backlog of three thousand
     * stations; read, a message takes some ten times as much.
     */
    private static final long MAX_BYTES_IN_HAND = 16 << 20;

    private final Ingest ingest;
    private final MqttRejects rejects;
    private final IngestMeters meters;
    private final Clock clock;
    private final AtomicLong bytesInHand = new AtomicLong();
    private final Turns turns = new Turns(MAX_WAITING);

    DpPublishes(Ingest ingest, MqttRejects rejects, IngestMeters meters, Clock clock) {
        this.ingest = ingest;
        this.rejects = rejects;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes the message; the result may be retried if not all of it is durable. */
    Future<IngestResult> take(Credential sender, byte[] payload) {
        Batch batch = new Batch(sender, payload, clock.instant());
        DpMessage message;
        try {
            message = DpReader.read(payload);
        } catch (DpFault e) {
            meters.refused(MqttIngest.PROTOCOL, e.reason());
            meters.event(MqttIngest.PROTOCOL, Verdict.INVALID);
            return batch.keep(MqttRejects.fault(e.reason(), null, e.getMessage()));
        }
        if (bytesInHand.addAndGet(payload.length) > MAX_BYTES_IN_HAND) {
            bytesInHand.addAndGet(-payload.length);
            meters.event(MqttIngest.PROTOCOL, Verdict.OVERLOADED);
            return Future.succeededFuture(
                    new IngestResult(
                            Verdict.OVERLOADED, "overloaded", null, "too much is in hand"));
        }
        return batch.take(message).onComplete(done -> bytesInHand.addAndGet(-payload.length));
    }

    /** One message under way. */
    private final class Batch {
        private final Credential sender;
        private final byte[] payload;
        private final Instant receivedAt;
        private int accepted;
        private int refused;
        private IngestResult firstFault;
        private IngestResult last = IngestResult.ACCEPTED;

        Batch(Credential sender, byte[] payload, Instant receivedAt) {
            this.sender = sender;
            this.payload = payload;
            this.receivedAt = receivedAt;
        }

        Future<IngestResult> take(DpMessage message) {
            if (message.faults() > 0) {
                refused = message.faults();
                firstFault = MqttRejects.fault("schema", message.field(), message.detail());
                meters.event(MqttIngest.PROTOCOL, Verdict.INVALID);
            }
            return chunk(message.readings(), 0);
        }

        private Future<IngestResult> chunk(List<DpReading> readings, int from) {
            if (from >= readings.size()) {
                return end();
            }
            int to = Math.min(readings.size(), from + CHUNK);
            return turns.take(to - from)
                    .compose(turn -> append(readings.subList(from, to)))
                    .compose(
                            results -> {
                                for (IngestResult result : results) {
                                    count(result);
                                    if (result.verdict().mayRetry()) {
                                        return Future.succeededFuture(result);
                                    }
                                }
                                return chunk(readings, to);
                            });
        }

        private Future<List<IngestResult>> append(List<DpReading> readings) {
            List<Future<IngestResult>> appended = new ArrayList<>(readings.size());
            readings.forEach(reading -> appended.add(append(reading)));
            return Future.all(appended)
                    .onComplete(done -> turns.give(readings.size()))
                    .map(all -> all.<IngestResult>list());
        }

        private Future<IngestResult> append(DpReading reading) {
            return ingest.accept(
                    new Inbound(
                            MqttIngest.PROTOCOL,
                            sender,
                            EventTypes.SLOPE_READING,
                            reading.id(),
                            MqttRejects.source(reading.stationId()),
                            reading.toData(),
                            "",
                            receivedAt,
                            true,
                            false));
        }

        private void count(IngestResult result) {
            last = result;
            if (result.verdict() == Verdict.ACCEPTED) {
                accepted++;
            } else if (MqttRejects.isForEver(result)) {
                refused++;
                firstFault = firstFault == null ? result : firstFault;
            }
        }

        /** A message of which something was taken is a good one to its sender. */
        private Future<IngestResult> end() {
            if (firstFault == null) {
                return Future.succeededFuture(accepted > 0 ? IngestResult.ACCEPTED : last);
            }
            IngestResult fault =
                    new IngestResult(
                            firstFault.verdict(),
                            firstFault.reason(),
                            firstFault.field(),
                            "%d parts beside %d readings were not taken, the first because: %s"
                                    .formatted(refused, accepted, firstFault.detail()));
            return keep(fault)
                    .map(
                            kept ->
                                    accepted > 0 && !kept.verdict().mayRetry()
                                            ? IngestResult.ACCEPTED
                                            : kept);
        }

        Future<IngestResult> keep(IngestResult fault) {
            String text = new String(payload, UTF_8);
            return rejects.keep(
                    new MqttRejects.Origin(
                            sender,
                            receivedAt,
                            text,
                            EventTypes.SLOPE_READING,
                            null,
                            Ids.of("dp", text)),
                    fault);
        }
    }
}
