package org.citywall.launcher.demo.devices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CloudEvents over HTTP. What must arrive is posted again, with the same id, after a failed
 * connection, 429 or 5xx; any other answer but 2xx is final.
 */
public final class HttpLink implements DeviceLink {
    private static final Logger LOG = LoggerFactory.getLogger(HttpLink.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String SOURCE = "urn:citywall:demo";

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
    private final URI events;
    private final String token;
    private volatile boolean closed;

    /** A link to this gateway, with the token of the demo. */
    public HttpLink(FleetOptions options) {
        this.events = options.httpBase().resolve("/api/v1/events");
        this.token = options.token();
    }

    @Override
    public CompletableFuture<Void> send(DeviceSignal signal) {
        HttpRequest request = request("application/cloudevents+json", event(signal));
        return post(() -> request, signal.mustArrive(), 1).thenAccept(answer -> {});
    }

    /** Posts a JSON array of CloudEvents until the gateway has taken it. */
    public CompletableFuture<Void> sendBatch(byte[] batch) {
        HttpRequest request = request("application/cloudevents-batch+json", batch);
        return post(() -> request, true, 1).thenAccept(answer -> {});
    }

    /**
     * Sends a request of another kind until it is taken; completes with the answer's body.
     *
     * @param request made anew for each attempt, so that its signature is of then
     */
    public CompletableFuture<String> deliver(Supplier<HttpRequest> request) {
        return post(request, true, 1);
    }

    private HttpRequest request(String type, byte[] body) {
        return HttpRequest.newBuilder(events)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    @Override
    public void close() {
        closed = true;
    }

    private static byte[] event(DeviceSignal signal) {
        ObjectNode data = Json.mapper().valueToTree(signal);
        data.remove("eventId");
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0")
                .put("type", EventTypes.FIRE_SIGNAL)
                .put("source", SOURCE)
                .put("id", signal.eventId())
                .set("data", data);
        return Json.bytes(event);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the nested future is the one that is awaited
    private CompletableFuture<String> post(
            Supplier<HttpRequest> request, boolean must, int attempt) {
        return client.sendAsync(request.get(), HttpResponse.BodyHandlers.ofString())
                .thenCompose(answer -> after(request, must, attempt, answer))
                .exceptionallyCompose(
                        failure ->
                                failure instanceof CompletionException wrapped
                                                && wrapped.getCause() instanceof IOException
                                        ? again(
                                                request,
                                                must,
                                                attempt,
                                                Backoff.afterMs(attempt),
                                                failure)
                                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<String> after(
            Supplier<HttpRequest> request, boolean must, int attempt, HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return CompletableFuture.completedFuture(answer.body());
        }
        Throwable refusal = new IllegalStateException(status + " " + answer.body());
        return status == 429 || status >= 500
                ? again(request, must, attempt, waitMs(answer, attempt), refusal)
                : CompletableFuture.failedFuture(refusal);
    }

    private CompletableFuture<String> again(
            Supplier<HttpRequest> request,
            boolean must,
            int attempt,
            long waitMs,
            Throwable reason) {
        if (!must || closed) {
            return CompletableFuture.failedFuture(reason);
        }
        if (attempt == 1) {
            LOG.info("HTTP event not accepted, will be sent again: {}", reason.getMessage());
        }
        Executor later = CompletableFuture.delayedExecutor(waitMs, TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(() -> {}, later)
                .thenCompose(done -> post(request, true, attempt + 1));
    }

    /** Retry-After in seconds if the gateway gave one, else the backoff. */
    private static long waitMs(HttpResponse<String> answer, int attempt) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(text -> 1_000 * Long.parseLong(text))
                .orElse(Backoff.afterMs(attempt));
    }
}
