package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.citywall.contracts.Json;

/** A webhook that hears who is paged: when each alert was first told, and how often. */
final class PageReceiver implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int BACKLOG = 1_024;
    private static final int NO_CONTENT = 204;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer server;
    private final Map<String, Long> firstAt = new ConcurrentHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final Function<JsonNode, List<String>> namesIn;

    /**
     * Listens on a free port of the loopback address.
     *
     * @param namesIn what a request tells: names of alerts that the bench gave them
     */
    PageReceiver(Function<JsonNode, List<String>> namesIn) throws IOException {
        this.namesIn = namesIn;
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/pages".formatted(server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            long now = System.nanoTime();
            requests.incrementAndGet();
            for (String name : namesIn.apply(Json.read(body, JsonNode.class))) {
                heard(name, now);
            }
            exchange.sendResponseHeaders(NO_CONTENT, -1);
        }
    }

    private void heard(String name, long now) {
        if (firstAt.putIfAbsent(name, now) != null) {
            again.incrementAndGet();
            return;
        }
        synchronized (order) {
            order.add(name);
        }
    }

    /** When an alert was first told, as {@link System#nanoTime}; null: not yet. */
    Long firstAt(String name) {
        return firstAt.get(name);
    }

    /** Alerts told so far. */
    int told() {
        return firstAt.size();
    }

    /** Requests so far. */
    long requests() {
        return requests.get();
    }

    /** How often an alert was told that had been told before. */
    long again() {
        return again.get();
    }

    /** How many of these alerts were told after one that was raised later. */
    long outOfOrder(List<String> raised) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < raised.size(); i++) {
            places.put(raised.get(i), i);
        }
        long late = 0;
        int latest = -1;
        synchronized (order) {
            for (String name : order) {
                Integer place = places.get(name);
                if (place == null) {
                    continue;
                }
                if (place < latest) {
                    late++;
                }
                latest = Math.max(latest, place);
            }
        }
        return late;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
