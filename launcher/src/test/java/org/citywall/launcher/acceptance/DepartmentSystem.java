package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient.Answer;

/** The system of a department: it takes signed orders over HTTP, and is registered by an admin. */
final class DepartmentSystem implements AutoCloseable {
    private static final String SECRET = "secret of the acceptance department";

    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** An order as it came. */
    record Order(String signature, String body) {
        JsonNode data() {
            return Json.read(body, JsonNode.class).path("data");
        }
    }

    private DepartmentSystem(HttpServer server) {
        this.server = server;
    }

    static DepartmentSystem register(String name) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        DepartmentSystem system = new DepartmentSystem(server);
        server.createContext("/orders", system::take);
        server.start();
        String url = "http://127.0.0.1:%d/orders".formatted(server.getAddress().getPort());
        Answer answer =
                SharedCity.admin()
                        .put(
                                "api/v1/departments/" + name,
                                "{\"url\":\"%s\",\"secret\":\"%s\",\"enabled\":true}"
                                        .formatted(url, SECRET));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return system;
    }

    /** The first order, of which the signature holds over the bytes as they came. */
    Order awaitOrder() throws GeneralSecurityException {
        await().atMost(SharedCity.SOON).until(() -> !orders.isEmpty());
        Order order = orders.element();
        assertThat(order.signature()).isEqualTo(signature(order));
        return order;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            orders.add(
                    new Order(
                            exchange.getRequestHeaders().getFirst("X-Citywall-Signature"),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static String signature(Order order) throws GeneralSecurityException {
        String time = order.signature().substring("t=".length(), order.signature().indexOf(','));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        return "t="
                + time
                + ",v1="
                + HexFormat.of()
                        .formatHex(mac.doFinal(order.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
