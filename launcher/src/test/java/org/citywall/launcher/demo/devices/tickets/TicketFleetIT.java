package org.citywall.launcher.demo.devices.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.demo.devices.FleetOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ticket systems against a gateway that takes everything and notes it. */
class TicketFleetIT {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final String HOOK_SECRET = "secret of the hook, for tests";
    private static final String ORDER_SECRET = "secret of orders, for tests";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<Doorstep> DOORS =
            List.of(new Doorstep("B-1", "海棠花园1栋", 114.05, 22.54, "沙浦街道海棠路2号海棠花园1栋"));

    @TempDir private Path folder;
    private final Map<String, JsonNode> registered = new ConcurrentHashMap<>();
    private final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();
    private final Queue<JsonNode> messages = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private HttpServer gateway;

    @BeforeEach
    void listen() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::take);
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    @Test
    void theBacklogComesWithItsOwnTimesAndARestartTellsNothingTwice() throws Exception {
        long told;
        int open;
        try (TicketFleet fleet = fleet(Duration.ZERO, NOW)) {
            await().atMost(SOON).until(() -> registered.size() >= 11 && !events.isEmpty());
            awaitRest(fleet);
            told = fleet.toldCount();
            open = fleet.openCount();
            assertThat(fleet.refusedCount()).isZero();
        }
        assertThat(told).isEqualTo(events.size() + messages.size());
        assertThat(open).as("some go on").isPositive();
        assertThat(events)
                .extracting(event -> Instant.parse(event.at("/data/occurredAt").asText()))
                .allMatch(at -> !at.isAfter(NOW) && !at.isBefore(NOW.minus(Duration.ofDays(2))));
        assertThat(faults).isEmpty();

        try (TicketFleet again = fleet(Duration.ZERO, NOW)) {
            awaitRest(again);
            assertThat(again.toldCount()).isZero();
            assertThat(again.openCount()).isEqualTo(open);
        }
        try (TicketFleet later = fleet(Duration.ZERO, NOW.plus(Duration.ofDays(30)))) {
            await().atMost(SOON).until(() -> later.openCount() == 0);
        }
        assertThat(events).extracting(event -> event.path("id").asText()).doesNotHaveDuplicates();
        assertThat(messages).extracting(m -> m.path("msgId").asText()).doesNotHaveDuplicates();
        assertThat(faults).isEmpty();
    }

    @Test
    void anOrderNeedsAGoodSignatureAndOneSystemFailsNowAndThen() throws Exception {
        Queue<DepartmentServer.Order> heard = new ConcurrentLinkedQueue<>();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (DepartmentServer server = new DepartmentServer(ORDER_SECRET, clock, heard::add)) {
            byte[] order = order("综合执法队");
            URI address = server.address(Department.ENFORCEMENT);

            assertThat(post(address, order, "another secret, not ours")).isEqualTo(401);
            assertThat(heard).isEmpty();
            for (int i = 1; i <= 4; i++) {
                assertThat(post(address, order, ORDER_SECRET)).isEqualTo(i == 4 ? 503 : 204);
            }
            assertThat(post(server.address(Department.GRID), order, ORDER_SECRET)).isEqualTo(422);
            assertThat(post(address.resolve("nobody"), order, ORDER_SECRET)).isEqualTo(404);
            assertThat(heard)
                    .hasSize(3)
                    .containsOnly(
                            new DepartmentServer.Order(
                                    "hotline-12345",
                                    "RX1",
                                    Department.ENFORCEMENT,
                                    "dispatch",
                                    NOW));
        }
    }

    private TicketFleet fleet(Duration gap, Instant now) {
        int port = gateway.getAddress().getPort();
        TicketFleet fleet =
                new TicketFleet(
                        FleetOptions.local(1, port, "demo", "token"),
                        new TicketOptions(
                                gap,
                                30,
                                Duration.ofDays(2),
                                folder.resolve("open.json"),
                                HOOK_SECRET,
                                ORDER_SECRET,
                                11),
                        DOORS,
                        Clock.fixed(now, ZoneOffset.UTC));
        fleet.start(new ApiClient(port));
        return fleet;
    }

    /** Nothing more is told for a while. */
    private static void awaitRest(TicketFleet fleet) {
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(new Still(fleet)::isSame);
    }

    private static final class Still {
        private final TicketFleet fleet;
        private long before = -1;

        Still(TicketFleet fleet) {
            this.fleet = fleet;
        }

        boolean isSame() throws InterruptedException {
            long now = fleet.toldCount();
            boolean same = now == before;
            before = now;
            return same;
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            exchange.sendResponseHeaders(status(exchange, path, body), -1);
        }
    }

    private int status(HttpExchange exchange, String path, byte[] body) {
        if (exchange.getRequestMethod().equals("GET")) {
            return registered.containsKey(path) ? 200 : 404;
        }
        if (exchange.getRequestMethod().equals("PUT")) {
            registered.put(path, Json.read(body, JsonNode.class));
            return 200;
        }
        if (path.equals("/api/v1/events")) {
            Json.read(body, JsonNode.class).forEach(events::add);
            return 202;
        }
        if (path.equals("/api/v1/hooks/wanwu-cloud")) {
            String header = exchange.getRequestHeaders().getFirst(OrderSignature.HEADER);
            Instant signed =
                    Instant.ofEpochSecond(Long.parseLong(header.substring(2, header.indexOf(','))));
            if (!OrderSignature.isGood(header, HOOK_SECRET, signed, body)) {
                faults.add("signature of " + header);
            }
            messages.add(Json.read(body, JsonNode.class));
            return 202;
        }
        faults.add(path);
        return 404;
    }

    private static byte[] order(String department) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("type", "citywall.ticket.order.v1");
        ObjectNode order = event.putObject("data").put("department", department);
        order.put("kind", "dispatch");
        order.putObject("ref").put("system", "hotline-12345").put("number", "RX1");
        return Json.string(event).getBytes(StandardCharsets.UTF_8);
    }

    private static int post(URI address, byte[] body, String secret) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header(OrderSignature.HEADER, OrderSignature.of(secret, NOW, body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
