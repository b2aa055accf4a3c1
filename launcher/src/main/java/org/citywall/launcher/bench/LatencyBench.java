package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.citywall.launcher.Citywall;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.MqttDevice;
import org.citywall.launcher.client.WallClient;

/**
 * From the byte that a button sends to the frame that a wall receives, and to painted pixels, over
 * a background of heartbeats. Presses go out at a constant rate, alternately by HTTP and MQTT, each
 * on a device of its own, so that each must become one new alert.
 *
 * <p>The limit that it is compared with are the bare hops underneath, measured in the same round
 * under the same load: two through Kafka (fire signals, alert inputs) and one through Redis.
 */
public final class LatencyBench {
    /** What is measured; the defaults are the project's aim. */
    public record Plan(
            int rounds, int warmUpSeconds, int roundSeconds, int pressesPerSecond, int heartbeats) {

        /** 10 presses a second over 1,000 heartbeats a second, after a minute of the same load. */
        public static Plan standard() {
            return new Plan(3, 60, 15, 10, 1000);
        }

        int presses() {
            return (warmUpSeconds + rounds * roundSeconds) * pressesPerSecond;
        }
    }

    private static final long SETTLE_MS = 3000;
    private static final int KAFKA_HOPS = 2;

    private record Sent(long nanos, long epochMs) {}

    private record Framed(String alertId, long nanos) {}

    private final Citywall city;
    private final Plan plan;
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, Framed> framed = new ConcurrentHashMap<>();
    private final Map<String, Long> paintedAt = new ConcurrentHashMap<>();
    private final Set<String> doubled = ConcurrentHashMap.newKeySet();

    private LatencyBench(Citywall city, Plan plan) {
        this.city = city;
        this.plan = plan;
    }

    /**
     * Starts the city, which must be without simulated devices, and measures; takes about two
     * minutes with the standard plan. Stopping the city is the caller's.
     */
    public static BenchReport run(Citywall city, Plan plan)
            throws IOException, InterruptedException {
        try (PaintedWall wall = PaintedWall.launch()) {
            city.start();
            return new LatencyBench(city, plan).measure(wall);
        }
    }

    private BenchReport measure(PaintedWall painted) throws InterruptedException {
        List<String> devices = city.buttons();
        if (devices.size() < plan.presses()) {
            throw new IllegalArgumentException(
                    "the plan needs %d devices, the district has %d"
                            .formatted(plan.presses(), devices.size()));
        }
        BenchReport report = new BenchReport("latency");
        ApiClient wallApi = city.wallApi();
        painted.show(city.wallUrl(), paintedAt::putIfAbsent);
        ApiClient device = wallApi.withToken(city.deviceToken());
        try (WallClient wall =
                        WallClient.connect(
                                wallApi.base(), wallApi.token(), List.of("alerts"), this::onItem);
                MqttDevice mqtt =
                        MqttDevice.connect(city.ports().mqtt(), "demo", city.deviceToken());
                HeartbeatLoad load =
                        new HeartbeatLoad(
                                city.ports().mqtt(),
                                "demo",
                                city.deviceToken(),
                                devices,
                                plan.heartbeats());
                BareKafkaHop kafka =
                        new BareKafkaHop(city.kafkaBootstrapServers(), new Latencies());
                BareRedisHop redis = new BareRedisHop(city.redisUri(), new Latencies())) {
            int next = press(devices, 0, plan.warmUpSeconds(), device, mqtt, kafka, redis);
            for (int round = 0; round < plan.rounds(); round++) {
                Latencies kafkaHops = new Latencies();
                Latencies redisHops = new Latencies();
                kafka.recordInto(kafkaHops);
                redis.recordInto(redisHops);
                int first = next;
                next = press(devices, next, plan.roundSeconds(), device, mqtt, kafka, redis);
                Thread.sleep(SETTLE_MS);
                endRound(report, devices.subList(first, next), kafkaHops, redisHops);
            }
            report.metric("heartbeats.sent", "1", (double) load.sent());
            report.metric("heartbeats.confirmed", "1", (double) load.confirmed());
            report.metric("wall.gaps", "1", wall.gaps().size());
            report.metric("wall.painted", "1", (double) painted.count());
        }
        return report;
    }

    private int press(
            List<String> devices,
            int from,
            int seconds,
            ApiClient http,
            MqttDevice mqtt,
            BareKafkaHop kafka,
            BareRedisHop redis)
            throws InterruptedException {
        int count = seconds * plan.pressesPerSecond();
        long period = TimeUnit.SECONDS.toNanos(1) / plan.pressesPerSecond();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            TimeUnit.NANOSECONDS.sleep(start + i * period - System.nanoTime());
            String deviceId = devices.get(from + i);
            String eventId = "bench-" + (from + i);
            sent.put(deviceId, new Sent(System.nanoTime(), System.currentTimeMillis()));
            if (i % 2 == 0) {
                var unused = http.press(deviceId, eventId);
            } else {
                var unused = mqtt.press(deviceId, eventId);
            }
            // Half a period later, so that the probes do not queue behind the presses.
            TimeUnit.NANOSECONDS.sleep(period / 2);
            kafka.send();
            redis.send();
        }
        return from + count;
    }

    private void onItem(String topic, JsonNode alert) {
        long now = System.nanoTime();
        if (!topic.equals("alerts") || !alert.path("kind").asText().equals("press")) {
            return;
        }
        String deviceId = alert.path("sources").path(0).path("deviceId").asText();
        String id = alert.path("id").asText();
        Framed first = framed.putIfAbsent(deviceId, new Framed(id, now));
        if (first != null && !first.alertId().equals(id)) {
            doubled.add(deviceId);
        }
    }

    private void endRound(
            BenchReport report, List<String> pressed, Latencies kafkaHops, Latencies redisHops) {
        Latencies toFrame = new Latencies();
        Latencies toPixels = new Latencies();
        long lost = 0;
        long unpainted = 0;
        for (String deviceId : pressed) {
            Framed frame = framed.get(deviceId);
            if (frame == null) {
                lost++;
                continue;
            }
            toFrame.recordNanos(frame.nanos() - sent.get(deviceId).nanos());
            Long painted = paintedAt.get(frame.alertId());
            if (painted != null) {
                toPixels.recordMillis(painted - sent.get(deviceId).epochMs());
            } else {
                unpainted++;
            }
        }
        double chain = toFrame.report(report, "press.to.frame");
        toPixels.report(report, "press.to.pixels");
        report.metric("press.unpainted", "1", (double) unpainted);
        double kafka = kafkaHops.report(report, "bare.kafka.hop");
        double redis = redisHops.report(report, "bare.redis.hop");
        report.ratio("bareHops", chain / (KAFKA_HOPS * kafka + redis));
        long twice = pressed.stream().filter(doubled::contains).count();
        report.oracle().add(pressed.size(), lost, twice, 0);
        report.endRound();
    }
}
