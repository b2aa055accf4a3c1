package org.citywall.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.citywall.contracts.Json;

/**
 * A wall without a screen: holds what the WebSocket told it, checks that offsets chain, and tells a
 * listener of each item the moment its frame is here.
 */
public final class WallClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Map<String, JsonNode>> topics = new ConcurrentHashMap<>();
    private final Map<String, String> offsets = new ConcurrentHashMap<>();
    private final List<String> gaps = new CopyOnWriteArrayList<>();
    private final List<JsonNode> beats = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BiConsumer<String, JsonNode> onItem;
    private volatile String epoch = "";
    private volatile WebSocket socket;

    private WallClient(BiConsumer<String, JsonNode> onItem) {
        this.onItem = onItem;
    }

    /** Connects, signs in with the token and subscribes to the topics, everywhere. */
    public static WallClient connect(
            URI base, String token, List<String> names, BiConsumer<String, JsonNode> onItem) {
        WallClient client = new WallClient(onItem);
        URI address = URI.create("ws://" + base.getAuthority() + "/ws");
        client.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols("citywall.v1")
                        .connectTimeout(CONNECT_TIMEOUT)
                        .buildAsync(address, client.new Listener())
                        .join();
        client.send(Json.mapper().createObjectNode().put("op", "auth").put("token", token));
        client.send(
                Json.mapper()
                        .createObjectNode()
                        .put("op", "subscribe")
                        .set("topics", Json.mapper().valueToTree(names)));
        return client;
    }

    private void send(JsonNode message) {
        socket.sendText(Json.string(message), true).join();
    }

    /** Items of a topic by id, as of now. */
    public Map<String, JsonNode> items(String topic) {
        return topics.getOrDefault(topic, Map.of());
    }

    /** Whether the first snapshot of the topic has come. */
    public boolean hasSnapshot(String topic) {
        return topics.containsKey(topic);
    }

    /** Breaks in the chain of offsets; must stay empty. */
    public List<String> gaps() {
        return gaps;
    }

    /** Beats received so far. */
    public List<JsonNode> beats() {
        return beats;
    }

    /** Epoch of the view, from the hello. */
    public String epoch() {
        return epoch;
    }

    /** Completes with the close code when the server closes. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void receive(String text) {
        JsonNode message = parse(text);
        switch (message.path("t").asText()) {
            case "hello" -> epoch = message.path("epoch").asText();
            case "beat" -> beats.add(message);
            case "snapshot" -> snapshot(message);
            case "delta" -> delta(message);
            default -> {
                // A resync only announces the snapshot that follows.
            }
        }
    }

    private void snapshot(JsonNode message) {
        String topic = message.path("topic").asText();
        Map<String, JsonNode> items = new ConcurrentHashMap<>();
        for (JsonNode item : message.path("items")) {
            items.put(item.path("id").asText(), item);
        }
        topics.put(topic, items);
        offsets.put(topic, message.path("offset").asText());
        items.values().forEach(item -> onItem.accept(topic, item));
    }

    private void delta(JsonNode message) {
        String topic = message.path("topic").asText();
        String held = offsets.put(topic, message.path("offset").asText());
        if (!message.path("prev").asText().equals(held)) {
            gaps.add(topic + ": held " + held + ", got " + message.path("prev").asText());
        }
        Map<String, JsonNode> items = topics.computeIfAbsent(topic, t -> new ConcurrentHashMap<>());
        for (JsonNode item : message.path("changed")) {
            items.put(item.path("id").asText(), item);
            onItem.accept(topic, item);
        }
        for (JsonNode id : message.path("removed")) {
            items.remove(id.asText());
        }
    }

    private static JsonNode parse(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final List<CharSequence> parts = new ArrayList<>();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.add(data.toString());
            if (last) {
                String text = String.join("", parts);
                parts.clear();
                receive(text);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
