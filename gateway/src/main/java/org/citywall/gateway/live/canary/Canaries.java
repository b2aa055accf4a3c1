package org.citywall.gateway.live.canary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.live.WallMessage.CanaryReport;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;

/** Sends one canary per partition in each round and takes back those of this gateway. */
public final class Canaries {
    private static final double MS_PER_S = 1000.0;

    /** One that is back later is no success: at this age walls say that the chain is broken. */
    static final Duration IN_TIME = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Clock clock;
    private final EventLog log;
    private final String gatewayId;
    private final long periodMs;
    private final MeterRegistry meters;
    private final List<String> keys = CanaryKeys.forPartitions(Topics.ALARM_PARTITIONS);
    private final Counter sent;
    private final Counter inTime;
    private final CanaryMonitor monitor = new CanaryMonitor(Topics.ALARM_PARTITIONS);
    private long sequence;
    private long timer = -1;

    /** Canaries of this gateway; a new life of it must have a new id. */
    public Canaries(
            Vertx vertx,
            Clock clock,
            EventLog log,
            String gatewayId,
            Duration period,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.clock = clock;
        this.log = log;
        this.gatewayId = gatewayId;
        this.periodMs = period.toMillis();
        this.meters = meters;
        this.sent = meters.counter(MetricNames.CANARY_SENT);
        this.inTime = meters.counter(MetricNames.CANARY_IN_TIME);
        Gauge.builder(
                        MetricNames.CANARY_AGE,
                        this,
                        canaries -> {
                            Long ageMs = canaries.report().ageMs();
                            return ageMs == null ? Double.NaN : ageMs / MS_PER_S;
                        })
                .baseUnit("seconds")
                .register(meters);
    }

    /** Begins to send. */
    public void start() {
        timer = vertx.setPeriodic(0, periodMs, id -> send());
    }

    /** Stops sending. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** A canary came back; those of other gateways are not ours to judge. */
    public void received(String canaryJson) {
        Canary canary = Json.read(canaryJson, Canary.class);
        if (!gatewayId.equals(canary.gatewayId())) {
            return;
        }
        Duration latency = monitor.received(canary, clock.instant());
        if (latency != null) {
            if (latency.compareTo(IN_TIME) <= 0) {
                inTime.increment();
            }
            meters.timer(
                            MetricNames.CANARY_LATENCY,
                            "partition",
                            Integer.toString(canary.partition()))
                    .record(latency);
        }
    }

    /** The worst partition. */
    public CanaryReport report() {
        return monitor.report(clock.instant());
    }

    /** Whether the whole chain has been walked once since the start. */
    public boolean isComplete() {
        return monitor.isComplete();
    }

    private void send() {
        sequence++;
        for (int partition = 0; partition < keys.size(); partition++) {
            String key = keys.get(partition);
            Canary canary = new Canary(gatewayId, sequence, partition, key, clock.instant());
            monitor.sent(canary);
            sent.increment();
            // Not acknowledged is not back: the age says so, nothing else must.
            log.append(
                    new EventLog.Entry(
                            Topics.FIRE_SIGNALS,
                            null,
                            key,
                            EventTypes.CANARY,
                            gatewayId + "-" + partition + "-" + sequence,
                            "/gateway/" + gatewayId,
                            Json.bytes(canary),
                            Map.of()));
        }
    }
}
