package org.citywall.launcher.demo.devices.tickets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The systems of all simulated departments on one loopback port. An order is taken only with a good
 * signature; one system is slow, one fails now and then.
 */
final class DepartmentServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DepartmentServer.class);
    private static final String PREFIX = "/departments/";
    private static final int THREADS = 4;
    private static final int MOST_BYTES = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final String secret;
    private final Clock clock;
    private final Consumer<Order> onOrder;
    private final Map<Department, AtomicInteger> heard = new ConcurrentHashMap<>();

    /**
     * An order that was taken.
     *
     * @param system of the case
     * @param number of the case there
     * @param department who shall work
     * @param kind why, such as {@code dispatch}
     * @param at when it came
     */
    record Order(String system, String number, Department department, String kind, Instant at) {}

    /**
     * Listens, on a port of its own choice.
     *
     * @param secret of the signatures
     * @param onOrder is told of each order that was taken, by any thread
     */
    DepartmentServer(String secret, Clock clock, Consumer<Order> onOrder) {
        this.secret = secret;
        this.clock = clock;
        this.onOrder = onOrder;
        this.threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        task -> {
                            Thread thread = new Thread(task, "demo-departments");
                            thread.setDaemon(true);
                            return thread;
                        });
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the departments have no port", e);
        }
        server.createContext(PREFIX, this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Where this department takes its orders. */
    URI address(Department department) {
        return URI.create(
                "http://127.0.0.1:%d%s%s"
                        .formatted(server.getAddress().getPort(), PREFIX, department.path()));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(answer(exchange), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int answer(HttpExchange exchange) throws IOException, InterruptedException {
        Optional<Department> department =
                Department.at(exchange.getRequestURI().getPath().substring(PREFIX.length()));
        if (department.isEmpty()) {
            return 404;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return 413;
        }
        String signature = exchange.getRequestHeaders().getFirst(OrderSignature.HEADER);
        if (!OrderSignature.isGood(signature, secret, clock.instant(), body)) {
            LOG.warn("{} refuses an order: its signature is wrong", department.get().words());
            return 401;
        }
        return take(department.get(), body);
    }

    private int take(Department department, byte[] body) throws InterruptedException {
        Thread.sleep(department.pause().toMillis());
        int number =
                heard.computeIfAbsent(department, any -> new AtomicInteger()).incrementAndGet();
        if (department.failsEvery() > 0 && number % department.failsEvery() == 0) {
            return 503;
        }
        JsonNode event;
        try {
            event =
                    Json.mapper()
                            .readTree(new String(body, java.nio.charset.StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return 400;
        }
        JsonNode order = event.path("data");
        if (!event.path("type").asText().equals(EventTypes.TICKET_ORDER)
                || !order.path("department").asText().equals(department.words())) {
            return 422;
        }
        onOrder.accept(
                new Order(
                        order.at("/ref/system").asText(),
                        order.at("/ref/number").asText(),
                        department,
                        order.path("kind").asText(),
                        clock.instant()));
        return 204;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
