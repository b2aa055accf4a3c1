package org.citywall.gateway.live.canary;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;

/**
 * Appends a tick to every partition of the signals, the readings, the tickets and the alert inputs,
 * so that the time of the jobs goes on without traffic. Whether ticks are acknowledged also tells
 * whether Kafka can be written.
 */
public final class Ticks {
    private final Vertx vertx;
    private final Clock clock;
    private final EventLog log;
    private final String gatewayId;
    private final long periodMs;
    private final List<Lane> lanes = new ArrayList<>();
    private volatile Instant acknowledgedAt = Instant.EPOCH;
    private long sequence;
    private long timer = -1;

    private static final class Lane {
        final String topic;
        final int partition;
        final byte[] body;
        boolean outstanding;

        Lane(String topic, int partition, byte[] body) {
            this.topic = topic;
            this.partition = partition;
            this.body = body;
        }
    }

    /** Ticks of this gateway. */
    public Ticks(Vertx vertx, Clock clock, EventLog log, String gatewayId, Duration period) {
        this.vertx = vertx;
        this.clock = clock;
        this.log = log;
        this.gatewayId = gatewayId;
        this.periodMs = period.toMillis();
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] input = Json.bytes(AlertInput.tick());
        for (int partition = 0; partition < Topics.ALARM_PARTITIONS; partition++) {
            lanes.add(new Lane(Topics.FIRE_SIGNALS, partition, empty));
            lanes.add(new Lane(Topics.SLOPE_READINGS, partition, empty));
            lanes.add(new Lane(Topics.CHARGER_READINGS, partition, empty));
            lanes.add(new Lane(Topics.CAMERA_EVENTS, partition, empty));
            lanes.add(new Lane(Topics.TICKET_EVENTS, partition, empty));
            lanes.add(new Lane(Topics.ALERT_INPUTS, partition, input));
        }
    }

    /** Begins to tick. */
    public void start() {
        timer = vertx.setPeriodic(0, periodMs, id -> tick());
    }

    /** Stops ticking. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** When Kafka last acknowledged a tick. */
    public Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    /** One outstanding tick per partition is enough: a queue of them would only be old time. */
    private void tick() {
        sequence++;
        for (Lane lane : lanes) {
            if (!lane.outstanding) {
                lane.outstanding = true;
                log.append(entry(lane))
                        .onComplete(
                                done -> {
                                    lane.outstanding = false;
                                    if (done.succeeded()) {
                                        acknowledgedAt = clock.instant();
                                    }
                                });
            }
        }
    }

    private EventLog.Entry entry(Lane lane) {
        return new EventLog.Entry(
                lane.topic,
                lane.partition,
                null,
                EventTypes.TICK,
                gatewayId + "-" + sequence,
                "/gateway/" + gatewayId,
                lane.body,
                Map.of());
    }
}
