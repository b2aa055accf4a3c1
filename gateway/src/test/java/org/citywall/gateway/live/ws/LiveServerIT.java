package org.citywall.gateway.live.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.live.WallMessage.CanaryReport;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.FakeAccess;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveServerIT {
    private static final String ALERTS_ONLY = "{\"op\":\"subscribe\",\"topics\":[\"alerts\"]}";
    private static final LiveOptions OPTIONS =
            new LiveOptions(200, 100, 700, 5_000, 300, 400, 20_000, 500, 40, 30, 20, 3_500);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeAccess access =
            new FakeAccess()
                    .with("wall", Role.VIEWER, "")
                    .with("shapu", Role.VIEWER, "yunwan/shapu");
    private final LiveTopic alerts = new LiveTopic("alerts", 1_000);
    private final LiveTopic devices = new LiveTopic("devices", 1_000);
    private final LiveTopic late = new LiveTopic("late", 10);
    private final LiveTopic signals = new LiveTopic("signals", 100);
    private final List<WallClient> walls = new ArrayList<>();
    private volatile CanaryReport canary = new CanaryReport(10L, 5L);
    private Hub hub;
    private HttpServer server;
    private int port;

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
                        OPTIONS,
                        new LiveMetrics(meters));
        context.runOnContext(v -> listen());
        await().until(() -> port > 0);
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
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void subscriberGetsHelloSnapshotsDeltasAndBeats() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        wall.awaitSnapshot("signals");
        assertThat(wall.epoch()).isEqualTo("e1");
        assertThat(wall.messages().get(0).path("beatMs").asLong()).isEqualTo(200);
        assertThat(wall.ids("alerts")).containsExactly("a");

        long before = System.nanoTime();
        alerts.apply("11-0", List.of(alert("b", Revisions.next(1, 0), "yunwan/x")));
        wall.awaitItem("alerts", "b", 1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        alerts.apply("12-0", List.of(Item.gone("a", 2, "")));
        await().until(() -> !wall.ids("alerts").contains("a"));
        await().until(() -> wall.messages("beat").size() > 2);
        assertThat(wall.messages("beat").get(0).path("canary").path("ageMs").asLong())
                .isEqualTo(10);
        wall.assertNoGap();
        assertThat(meters.get(MetricNames.PIPELINE_LATENCY).timer().count()).isEqualTo(1);
    }

    @Test
    void paintedAlertAndSoundAreMeasured() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        wall.awaitSnapshot("alerts");
        long rev = Revisions.next(1, 0);
        alerts.apply("11-0", List.of(alert("b", rev, "yunwan/x")));
        wall.awaitItem("alerts", "b", rev);
        wall.send("{\"op\":\"seen\",\"id\":\"b\",\"rev\":" + rev + "}");
        wall.send("{\"op\":\"status\",\"sound\":\"armed\"}");

        await().untilAsserted(
                        () -> {
                            assertThat(meters.get(MetricNames.LIVE_EYE_LATENCY).timer().count())
                                    .isEqualTo(1);
                            assertThat(
                                            meters.get(MetricNames.LIVE_SOUND)
                                                    .tag("state", "armed")
                                                    .gauge()
                                                    .value())
                                    .isEqualTo(1);
                        });
    }

    @Test
    void clientThatWasCutOffResumesWithoutGap() throws Exception {
        WallClient first = wall("wall", ALERTS_ONLY);
        first.awaitSnapshot("alerts");
        alerts.apply("11-0", List.of(alert("b", 1, "yunwan/x")));
        first.awaitItem("alerts", "b", 1);
        String offset = first.offset("alerts");
        first.socket().close();
        alerts.apply("12-0", List.of(alert("c", 1, "yunwan/x")));
        alerts.apply("13-0", List.of(Item.gone("a", 2, "")));

        WallClient second = wall("wall", resume("e1", offset));
        await().until(() -> second.messages("delta").size() == 1);
        var delta = second.messages("delta").get(0);
        assertThat(delta.path("prev").asText()).isEqualTo(offset);
        assertThat(delta.path("offset").asText()).isEqualTo("13-0");
        assertThat(delta.path("changed").get(0).path("id").asText()).isEqualTo("c");
        assertThat(delta.path("removed").get(0).asText()).isEqualTo("a");
        assertThat(second.messages("snapshot"))
                .noneMatch(m -> m.path("topic").asText().equals("alerts"));
    }

    @Test
    void resumePointOfAnotherEpochGetsASnapshot() throws Exception {
        WallClient wall = wall("wall", resume("e0", "10-0"));
        wall.awaitSnapshot("alerts");

        assertThat(wall.ids("alerts")).containsExactly("a");
    }

    @Test
    void newEpochResynchronisesEverySession() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        wall.awaitSnapshot("alerts");
        alerts.load("e2", "5-0", List.of(alert("z", 1, "yunwan/x")));
        wall.awaitItem("alerts", "z", 1);

        assertThat(wall.messages("resync").get(0).path("reason").asText())
                .isEqualTo("epoch-changed");
        assertThat(wall.epoch()).isEqualTo("e2");
        assertThat(wall.ids("alerts")).containsExactly("z");
    }

    @Test
    void placeCutsSnapshotDeltasDevicesAndSignals() throws Exception {
        WallClient scoped =
                wall("shapu", "{\"op\":\"subscribe\",\"topics\":[\"alerts\",\"devices\"]}");
        WallClient asked =
                wall(
                        "wall",
                        "{\"op\":\"subscribe\",\"topics\":[\"alerts\"],\"place\":\"yunwan/x\"}");
        scoped.awaitSnapshot("devices");
        asked.awaitSnapshot("signals");
        assertThat(scoped.ids("alerts")).containsExactly("a");
        assertThat(asked.ids("alerts")).isEmpty();

        alerts.apply("11-0", List.of(alert("x", 1, "yunwan/x")));
        devices.apply("11-0", List.of(Item.plain("d", 1, "yunwan/x", "{\"id\":\"d\"}")));
        signals.applyNext(List.of(Item.plain("p", 1, "yunwan/x", "{\"id\":\"p\"}")));
        signals.applyNext(List.of(Item.plain("u", 1, "", "{\"id\":\"u\"}")));
        alerts.apply("12-0", List.of(alert("a", 2, "yunwan/shapu/c01")));
        scoped.awaitItem("alerts", "a", 2);
        scoped.awaitItem("signals", "u", 0);
        asked.awaitItem("signals", "p", 0);

        assertThat(scoped.ids("alerts")).containsExactly("a");
        assertThat(scoped.ids("devices")).isEmpty();
        assertThat(scoped.ids("signals")).containsExactly("u");
        assertThat(asked.ids("alerts")).containsExactly("x");
        scoped.assertNoGap();
        asked.assertNoGap();
    }

    @Test
    void feedsOfLaterReleasesAreEmpty() throws Exception {
        WallClient wall =
                wall("wall", "{\"op\":\"subscribe\",\"topics\":[\"tickets\",\"indicators\"]}");
        wall.awaitSnapshot("indicators");

        assertThat(wall.ids("tickets")).isEmpty();
    }

    @Test
    void topicThatNoFeedHasFilledIsNotShownAsEmpty() throws Exception {
        WallClient wall = wall("wall", "{\"op\":\"subscribe\",\"topics\":[\"alerts\",\"late\"]}");
        wall.awaitSnapshot("signals");
        assertThat(wall.messages("snapshot"))
                .noneMatch(m -> m.path("topic").asText().equals("late"));
        late.load("e1", "1-0", List.of());
        wall.awaitSnapshot("late");

        assertThat(wall.messages("resync")).isEmpty();
    }

    @Test
    void devicesAreConflated() throws Exception {
        WallClient wall =
                wall("wall", "{\"op\":\"subscribe\",\"topics\":[\"alerts\",\"devices\"]}");
        wall.awaitSnapshot("devices");
        for (int rev = 1; rev <= 500; rev++) {
            String json = "{\"id\":\"d\",\"rev\":" + rev + "}";
            devices.apply("11-" + rev, List.of(Item.plain("d", rev, "", json)));
        }
        wall.awaitItem("devices", "d", 500);

        assertThat(wall.messages("delta").size()).isLessThan(20);
        assertThat(meters.get(MetricNames.LIVE_CONFLATED).counter().count()).isGreaterThan(400);
        wall.assertNoGap();
    }

    @Test
    void slowReaderIsResynchronisedWhileAFastOneIsNotDelayed() throws Exception {
        WallClient slow = wall("wall", ALERTS_ONLY);
        WallClient fast = wall("wall", ALERTS_ONLY);
        slow.awaitSnapshot("signals");
        fast.awaitSnapshot("signals");
        slow.socket().pause();
        String padding = "x".repeat(20_000);
        alerts.apply("19-0", List.of(alert("red", 1, "yunwan/x")));
        for (int i = 0; i < 1_500; i++) {
            String id = "n" + i % 700;
            String json = "{\"id\":\"%s\",\"rev\":%d,\"pad\":\"%s\"}".formatted(id, i + 1, padding);
            long sent = System.nanoTime();
            alerts.apply("20-" + i, List.of(new Item(id, i + 1, 3, "yunwan/x", null, json)));
            if (i % 100 == 99) {
                fast.awaitItem("alerts", id, i + 1);
                assertThat(Duration.ofNanos(System.nanoTime() - sent))
                        .isLessThan(Duration.ofSeconds(2));
            }
        }
        fast.assertNoGap();
        assertThat(fast.messages("resync")).isEmpty();
        Thread.sleep(800);
        slow.socket().resume();
        slow.awaitItem("alerts", "n" + 1_499 % 700, 1_500);

        assertThat(slow.messages("resync")).isNotEmpty();
        assertThat(slow.messages("resync").get(0).path("reason").asText()).isEqualTo("slow-reader");
        assertThat(slow.ids("alerts")).isEqualTo(fast.ids("alerts")).contains("red");
    }

    @Test
    void cookieOfAPageOfOursIsEnough() throws Exception {
        String cookie = "citywall_session=wall";
        WallClient ours = client(Map.of("cookie", cookie, "origin", "http://127.0.0.1:" + port));
        ours.send(ALERTS_ONLY);
        ours.awaitSnapshot("alerts");
        WallClient foreign = client(Map.of("cookie", cookie, "origin", "http://evil.example"));
        foreign.send(ALERTS_ONLY);

        assertThat(foreign.awaitClose()).isEqualTo((short) 4401);
    }

    @Test
    void strangersAreClosedWith4401() throws Exception {
        WallClient silent = client(Map.of());
        WallClient wrong = wall("nobody", ALERTS_ONLY);
        WallClient hasty = client(Map.of());
        hasty.send(ALERTS_ONLY);

        assertThat(wrong.awaitClose()).isEqualTo((short) 4401);
        assertThat(hasty.awaitClose()).isEqualTo((short) 4401);
        assertThat(silent.awaitClose()).isEqualTo((short) 4401);
    }

    @Test
    void revokedTokenEndsItsSession() throws Exception {
        WallClient wall = wall("shapu", ALERTS_ONLY);
        wall.awaitSnapshot("alerts");
        access.revoke("shapu");

        assertThat(wall.awaitClose()).isEqualTo((short) 4401);
    }

    @Test
    void badMessageForeignPlaceAndFloodHaveTheirCodes() throws Exception {
        WallClient bad = wall("wall", "{\"op\":\"dance\"}");
        WallClient binary = client(Map.of());
        binary.socket().writeBinaryMessage(Buffer.buffer("x"));
        WallClient foreign =
                wall(
                        "shapu",
                        "{\"op\":\"subscribe\",\"topics\":[\"alerts\"],\"place\":\"yunwan\"}");
        WallClient flood = wall("wall", ALERTS_ONLY);
        flood.awaitSnapshot("alerts");
        for (int i = 0; i < 100; i++) {
            flood.send("{\"op\":\"status\"}");
        }

        assertThat(bad.awaitClose()).isEqualTo((short) 4400);
        assertThat(binary.awaitClose()).isEqualTo((short) 4400);
        assertThat(foreign.awaitClose()).isEqualTo((short) 4403);
        assertThat(flood.awaitClose()).isEqualTo((short) 4429);
    }

    @Test
    void sessionsAreLimitedAndForgotten() throws Exception {
        for (int i = 0; i < 40; i++) {
            wall("wall", ALERTS_ONLY);
        }
        await().until(() -> sessions() == 40);
        WallClient oneMore = wall("wall", ALERTS_ONLY);
        assertThat(oneMore.awaitClose()).isEqualTo((short) 4429);
        for (WallClient wall : walls) {
            wall.close();
        }
        await().until(() -> sessions() == 0);
    }

    @Test
    void shutdownTellsEverybodyToReconnect() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        wall.awaitSnapshot("alerts");
        hub.context().runOnContext(v -> hub.stop());

        assertThat(wall.awaitClose()).isEqualTo((short) 4503);
    }

    @Test
    void chainThatBreaksIsToldBeforeTheNextBeat() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        await().until(() -> !wall.messages("beat").isEmpty());
        canary = new CanaryReport(9_000L, 5L);

        await().atMost(Duration.ofMillis(500))
                .until(
                        () ->
                                wall.messages("beat").stream()
                                        .anyMatch(
                                                b ->
                                                        b.path("canary").path("ageMs").asLong()
                                                                == 9_000));
    }

    private double sessions() {
        return meters.get(MetricNames.LIVE_SESSIONS).gauge().value();
    }

    private WallClient wall(String token, String subscription) throws Exception {
        WallClient wall = WallClient.subscribed(vertx, port, token, subscription);
        walls.add(wall);
        return wall;
    }

    private WallClient client(Map<String, String> headers) throws Exception {
        return WallClient.connect(vertx, port, headers);
    }

    private static String resume(String epoch, String offset) {
        return "{\"op\":\"subscribe\",\"topics\":[\"alerts\"],\"resume\":{\"epoch\":\"%s\",\"offset\":\"%s\"}}"
                .formatted(epoch, offset);
    }

    private static Item alert(String id, long rev, String place) {
        String json = "{\"id\":\"" + id + "\",\"rev\":" + rev + "}";
        return new Item(id, rev, 1, place, Instant.now(), json);
    }
}
