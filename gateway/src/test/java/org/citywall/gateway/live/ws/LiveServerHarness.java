package org.citywall.gateway.live.ws;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.live.WallMessage.CanaryReport;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.FakeAccess;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server with topics that the test feeds, and walls that connect to it. */
abstract class LiveServerHarness {
    static final String ALERTS_ONLY = "{\"op\":\"subscribe\",\"topics\":[\"alerts\"]}";
    static final LiveOptions OPTIONS =
            new LiveOptions(200, 100, 700, 5_000, 300, 400, 20_000, 500, 40, 30, 20, 3_500);

    static {
        // A closing Vert.x may refuse a worker's last result on a thread of its own. Awaitility
        // would
        // blame whichever test waits at that moment, which is the next one.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeAccess access =
            new FakeAccess()
                    .with("wall", Role.VIEWER, "")
                    .with("shapu", Role.VIEWER, "yunwan/shapu");
    final LiveTopic alerts = new LiveTopic("alerts", 1_000);
    final LiveTopic devices = new LiveTopic("devices", 1_000);
    final LiveTopic late = new LiveTopic("late", 10);
    final LiveTopic signals = new LiveTopic("signals", 100);
    final List<WallClient> walls = new ArrayList<>();
    volatile CanaryReport canary = new CanaryReport(10L, 5L);
    Hub hub;
    HttpServer server;
    int port;

    @BeforeEach
    void start() throws Exception {
        signals.load("local", "0", List.of());
        alerts.load("e1", "10-0", List.of(alert("a", 1, "yunwan/shapu/c01")));
        devices.load("e1", "10-0", List.of());
        Map<String, LiveTopic> topics = new LinkedHashMap<>();
        List.of(alerts, devices, signals, late).forEach(t -> topics.put(t.name(), t));
        var context = vertx.getOrCreateContext();
        hub =
                new Hub(
                        context,
                        Clock.systemUTC(),
                        access,
                        topics,
                        () -> canary,
                        options(),
                        new LiveMetrics(meters));
        context.runOnContext(v -> listen());
        await().until(() -> port > 0);
    }

    LiveOptions options() {
        return OPTIONS;
    }

    private void listen() {
        hub.start();
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setSendBufferSize(16 * 1024)
                        .setWebSocketSubProtocols(List.of(LiveServer.PROTOCOL));
        server =
                vertx.createHttpServer(options)
                        .requestHandler(request -> LiveServer.accept(request, hub));
        server.listen(0).onSuccess(s -> port = s.actualPort());
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(30, TimeUnit.SECONDS);
    }

    static long snapshots(WallClient wall, String topic) {
        return wall.messages("snapshot").stream()
                .filter(m -> m.path("topic").asText().equals(topic))
                .count();
    }

    double sessions() {
        return meters.get(MetricNames.LIVE_SESSIONS).gauge().value();
    }

    WallClient wall(String token, String subscription) throws Exception {
        WallClient wall = WallClient.subscribed(vertx, port, token, subscription);
        walls.add(wall);
        return wall;
    }

    WallClient client(Map<String, String> headers) throws Exception {
        return WallClient.connect(vertx, port, headers);
    }

    static String resume(String epoch, String offset) {
        return "{\"op\":\"subscribe\",\"topics\":[\"alerts\"],\"resume\":{\"epoch\":\"%s\",\"offset\":\"%s\"}}"
                .formatted(epoch, offset);
    }

    static Item alert(String id, long rev, String place) {
        String json = "{\"id\":\"" + id + "\",\"rev\":" + rev + "}";
        return new Item(id, rev, 1, place, Instant.now(), json);
    }
}
