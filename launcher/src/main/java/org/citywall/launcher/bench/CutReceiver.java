package org.citywall.launcher.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A webhook that counts what it took by its idempotency key, and that holds one request up when it
 * is told to: without taking it, before its answer, in the middle of it, or after it.
 */
final class CutReceiver implements AutoCloseable {
    private static final String KEY = "idempotency-key";
    private static final int NO_CONTENT = 204;
    private static final int OK = 200;
    private static final int PROMISED_BYTES = 100;
    private static final int BACKLOG = 1_024;
    private static final int HELD_AT_MOST_S = 60;

    /** What it does to one request. */
    enum Cut {
        /** It never gets it. */
        LOST,
        /** It takes it, and does not answer. */
        HELD,
        /** It takes it, and half of its answer leaves. */
        HALF,
        /** It takes it and answers, once it may. */
        ANSWERED
    }

    /**
     * The request that is held up.
     *
     * @param reached the port that it came from
     * @param goOn the receiver waits for this
     */
    record Armed(Cut cut, CompletableFuture<Integer> reached, CountDownLatch goOn) {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Armed> armed = new AtomicReference<>();
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
    private final HttpServer server;

    /** Listens on a free port of the loopback address. */
    CutReceiver() throws IOException {
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

    /** The next request is held up. */
    Armed arm(Cut cut) {
        Armed next = new Armed(cut, new CompletableFuture<>(), new CountDownLatch(1));
        armed.set(next);
        return next;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String key = exchange.getRequestHeaders().getFirst(KEY);
            Armed now = armed.getAndSet(null);
            if (now == null || now.cut() != Cut.LOST) {
                taken.computeIfAbsent(key, any -> new AtomicInteger()).incrementAndGet();
            }
            if (now != null) {
                hold(exchange, now);
            } else {
                exchange.sendResponseHeaders(NO_CONTENT, -1);
            }
        }
    }

    private static void hold(HttpExchange exchange, Armed now) throws IOException {
        if (now.cut() == Cut.HALF) {
            exchange.sendResponseHeaders(OK, PROMISED_BYTES);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        }
        now.reached().complete(exchange.getRemoteAddress().getPort());
        try {
            boolean unused = now.goOn().await(HELD_AT_MOST_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (now.cut() == Cut.ANSWERED) {
            exchange.sendResponseHeaders(NO_CONTENT, -1);
        }
    }

    /** How often it took this. */
    int taken(String key) {
        AtomicInteger times = taken.get(key);
        return times == null ? 0 : times.get();
    }

    /** Whether it took all of these. */
    boolean hasAll(List<String> keys) {
        return keys.stream().allMatch(key -> taken(key) > 0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
