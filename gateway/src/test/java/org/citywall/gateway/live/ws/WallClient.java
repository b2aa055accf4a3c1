package org.citywall.gateway.live.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.citywall.contracts.Json;

/** A wall as a test needs it: keeps items as a browser would and checks that offsets chain. */
public final class WallClient {
    private final WebSocketClient client;
    private final WebSocket socket;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, JsonNode>> items = new ConcurrentHashMap<>();
    private final Map<String, String> offsets = new ConcurrentHashMap<>();
    private final List<String> gaps = new CopyOnWriteArrayList<>();
    private volatile String epoch;

    private WallClient(WebSocketClient client, WebSocket socket) {
        this.client = client;
        this.socket = socket;
    }

    /** Connects with these headers. */
    public static WallClient connect(Vertx vertx, int port, Map<String, String> headers)
            throws Exception {
        WebSocketClient client =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions()
                                .setReceiveBufferSize(16 * 1024)
                                .setMaxMessageSize(64 << 20)
                                .setMaxFrameSize(64 << 20));
        WebSocketConnectOptions options =
                new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/ws")
                        .addSubProtocol("citywall.v1");
        headers.forEach(options::addHeader);
        var opening = client.webSocket();
        // One handler from the start: a socket that the server closes at once takes no other.
        List<String> early = new ArrayList<>();
        AtomicReference<WallClient> opened = new AtomicReference<>();
        opening.textMessageHandler(
                text -> {
                    synchronized (early) {
                        if (opened.get() == null) {
                            early.add(text);
                        } else {
                            opened.get().take(text);
                        }
                    }
                });
        WebSocket socket = opening.connect(options).await(5, TimeUnit.SECONDS);
        WallClient wall = new WallClient(client, socket);
        synchronized (early) {
            early.forEach(wall::take);
            opened.set(wall);
        }
        return wall;
    }

    /** Connects, brings the token and subscribes. */
    public static WallClient subscribed(Vertx vertx, int port, String token, String subscription)
            throws Exception {
        WallClient wall = connect(vertx, port, Map.of());
        wall.send("{\"op\":\"auth\",\"token\":\"" + token + "\"}");
        wall.send(subscription);
        return wall;
    }

    public void send(String text) {
        socket.writeTextMessage(text);
    }

    public WebSocket socket() {
        return socket;
    }

    public String epoch() {
        return epoch;
    }

    public String offset(String topic) {
        return offsets.get(topic);
    }

    public List<JsonNode> messages() {
        return messages;
    }

    public List<JsonNode> messages(String type) {
        return messages.stream().filter(m -> m.path("t").asText().equals(type)).toList();
    }

    public Set<String> ids(String topic) {
        return items.getOrDefault(topic, Map.of()).keySet();
    }

    public JsonNode item(String topic, String id) {
        return items.getOrDefault(topic, Map.of()).get(id);
    }

    public void awaitSnapshot(String topic) {
        await().atMost(Duration.ofSeconds(10)).until(() -> offsets.containsKey(topic));
    }

    public void awaitItem(String topic, String id, long rev) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () ->
                                item(topic, id) != null
                                        && item(topic, id).path("rev").asLong() >= rev);
    }

    public short awaitClose() {
        await().atMost(Duration.ofSeconds(10)).until(socket::isClosed);
        return socket.closeStatusCode();
    }

    public void assertNoGap() {
        assertThat(gaps).isEmpty();
    }

    public void close() throws Exception {
        client.close().await(5, TimeUnit.SECONDS);
    }

    private synchronized void take(String text) {
        JsonNode message = Json.read(text, JsonNode.class);
        String topic = message.path("topic").asText();
        switch (message.path("t").asText()) {
            case "hello" -> epoch = message.path("epoch").asText();
            case "snapshot" -> {
                Map<String, JsonNode> fresh = new ConcurrentHashMap<>();
                message.path("items").forEach(i -> fresh.put(i.path("id").asText(), i));
                items.put(topic, fresh);
                offsets.put(topic, message.path("offset").asText());
            }
            case "delta" -> {
                String held = offsets.get(topic);
                if (held != null && !held.equals(message.path("prev").asText())) {
                    gaps.add(held + " but " + text);
                }
                Map<String, JsonNode> known =
                        items.computeIfAbsent(topic, t -> new ConcurrentHashMap<>());
                message.path("changed").forEach(i -> known.put(i.path("id").asText(), i));
                message.path("removed").forEach(id -> known.remove(id.asText()));
                offsets.put(topic, message.path("offset").asText());
            }
            default -> {}
        }
        messages.add(message);
    }
}
