package org.citywall.gateway.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.gateway.http.Problem;

/** {@code /metrics}, {@code /health/live} and {@code /health/ready}. */
public final class OpsServer {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS =
            "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final Readiness readiness;
    private HttpServer server;

    /** Tells these meters and this readiness. */
    public OpsServer(Vertx vertx, PrometheusMeterRegistry meters, Readiness readiness) {
        this.vertx = vertx;
        this.meters = meters;
        this.readiness = readiness;
    }

    /** Listens; port 0 takes any that is free. */
    public Future<Integer> start(String host, int port) {
        server =
                vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                        .requestHandler(this::answer);
        return server.listen(port, host).map(HttpServer::actualPort);
    }

    /** Stops listening. */
    public Future<Void> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!HttpMethod.GET.equals(request.method())) {
            Problem.of(405, "method not allowed", "only GET").send(response);
            return;
        }
        switch (request.path()) {
            case "/metrics" -> metrics(request);
            case "/health/live" -> json(response, 200, Map.of("status", "up"));
            case "/health/ready" -> ready(response);
            default ->
                    Problem.of(404, "not found", "/metrics, /health/live, /health/ready")
                            .send(response);
        }
    }

    private void metrics(HttpServerRequest request) {
        String accept = request.getHeader("accept");
        String type =
                accept != null && accept.contains("application/openmetrics-text")
                        ? OPEN_METRICS
                        : TEXT;
        // Rendering many histograms takes milliseconds: not on an event loop that serves walls.
        vertx.executeBlocking(() -> meters.scrape(type), false)
                .onSuccess(
                        text ->
                                request.response()
                                        .putHeader("content-type", type)
                                        .end(Buffer.buffer(text)))
                .onFailure(
                        error ->
                                Problem.of(500, "internal error", "the meters cannot be read")
                                        .send(request.response()));
    }

    private void ready(HttpServerResponse response) {
        boolean isReady = readiness.isReady();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", isReady ? "ready" : "not-ready");
        answer.put("checks", readiness.checks());
        json(response, isReady ? 200 : 503, answer);
    }

    private static void json(HttpServerResponse response, int status, Object value) {
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(Buffer.buffer(Json.bytes(value)));
    }
}
