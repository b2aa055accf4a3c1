package org.citywall.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.citywall.contracts.Json;

/** Citywall's REST interface as an outside program uses it: for benches and acceptance tests. */
public final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();
    private final URI base;
    private String bearer = "";

    /** A client of the gateway on this loopback port, not signed in. */
    public ApiClient(int port) {
        this.base = URI.create("http://127.0.0.1:" + port + "/");
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body parsed JSON; null node when there was none
     */
    public record Answer(int status, JsonNode body) {}

    /** The gateway's address. */
    public URI base() {
        return base;
    }

    /** The token of {@link #login}, for a WebSocket. */
    public String token() {
        return bearer;
    }

    /**
     * Signs in; later calls carry the token.
     *
     * @throws IllegalStateException if the gateway refuses
     */
    public ApiClient login(String username, String password) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("username", username).put("password", password).put("bearer", true);
        Answer answer = post("api/v1/login", Json.string(body));
        if (answer.status() != 200) {
            throw new IllegalStateException("login refused: " + answer);
        }
        bearer = answer.body().path("token").asText();
        return this;
    }

    /** The same gateway with another bearer token. */
    public ApiClient withToken(String token) {
        ApiClient other = new ApiClient(base.getPort());
        other.bearer = token;
        return other;
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    public Answer post(String path, String json) {
        return post(path, "application/json", json);
    }

    public Answer post(String path, String contentType, String body) {
        return send(
                request(path)
                        .header("content-type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    public Answer put(String path, String json) {
        return send(
                request(path)
                        .header("content-type", "application/json")
                        .PUT(BodyPublishers.ofString(json))
                        .build());
    }

    /** Runs a command with a fresh commandId. */
    public Answer command(String alertId, String action, String reason, String to) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("commandId", UUID.randomUUID().toString()).put("action", action);
        if (reason != null) {
            body.put("reason", reason);
        }
        if (to != null) {
            body.put("to", to);
        }
        return post("api/v1/alerts/" + alertId + "/commands", Json.string(body));
    }

    /** Presses a fire button as a CloudEvent; completes with the HTTP status. */
    public CompletableFuture<Integer> press(String deviceId, String eventId) {
        return http.sendAsync(
                        request("api/v1/events")
                                .header("content-type", "application/cloudevents+json")
                                .POST(BodyPublishers.ofString(pressEvent(deviceId, eventId)))
                                .build(),
                        BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    /** A structured CloudEvent of one press. */
    public static String pressEvent(String deviceId, String eventId) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("type", "citywall.fire.signal.v1");
        event.put("source", "urn:citywall:client").put("id", eventId);
        event.putObject("data").put("deviceId", deviceId).put("signal", "press");
        return Json.string(event);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
        return bearer.isEmpty() ? builder : builder.header("authorization", "Bearer " + bearer);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), parse(response));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode parse(HttpResponse<byte[]> response) throws IOException {
        boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
        return json ? Json.mapper().readTree(response.body()) : Json.mapper().nullNode();
    }
}
