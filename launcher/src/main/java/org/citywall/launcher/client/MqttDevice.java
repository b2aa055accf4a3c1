package org.citywall.launcher.client;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An MQTT connection that speaks for many devices, as an integration does. */
public final class MqttDevice implements AutoCloseable {
    private static final long RECONNECT_MS = 200;
    private static final long RECONNECT_MAX_MS = 2_000;

    private final Mqtt3AsyncClient client;
    private final Map<String, Consumer<byte[]>> heard = new ConcurrentHashMap<>();

    private MqttDevice(int port, String username, String token) {
        client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier("citywall-" + UUID.randomUUID())
                        .serverHost("127.0.0.1")
                        .serverPort(port)
                        .simpleAuth()
                        .username(username)
                        .password(token.getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        // As a real device does; what was not confirmed is sent again.
                        .automaticReconnect()
                        .initialDelay(RECONNECT_MS, TimeUnit.MILLISECONDS)
                        .maxDelay(RECONNECT_MAX_MS, TimeUnit.MILLISECONDS)
                        .applyAutomaticReconnect()
                        .addConnectedListener(connected -> subscribeAgain())
                        .buildAsync();
    }

    /** Connects to the gateway on this loopback port. */
    public static MqttDevice connect(int port, String username, String token) {
        MqttDevice device = new MqttDevice(port, username, token);
        device.client.connect().join();
        return device;
    }

    /**
     * Hears what is sent there, over every reconnect; completes when the gateway has granted it.
     */
    public CompletableFuture<Void> subscribe(String topic, Consumer<byte[]> listener) {
        heard.put(topic, listener);
        return subscribeNow(topic, listener);
    }

    private void subscribeAgain() {
        heard.forEach(
                (topic, listener) -> {
                    var unused = subscribeNow(topic, listener);
                });
    }

    private CompletableFuture<Void> subscribeNow(String topic, Consumer<byte[]> listener) {
        return client.subscribeWith()
                .topicFilter(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(publish -> listener.accept(publish.getPayloadAsBytes()))
                .send()
                .thenApply(granted -> null);
    }

    /** Publishes with QoS 1; completes when the gateway has confirmed it. */
    public CompletableFuture<Void> publish(String deviceId, String json) {
        return publishTo("citywall/v1/fire/" + deviceId, json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same on a topic of the caller's. */
    public CompletableFuture<Void> publishTo(String topic, byte[] payload) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .send()
                .thenApply(published -> null);
    }

    /** Presses the button; completes when the gateway has confirmed it. */
    public CompletableFuture<Void> press(String deviceId, String eventId) {
        return publish(deviceId, "{\"signal\":\"press\",\"eventId\":\"" + eventId + "\"}");
    }

    @Override
    public void close() {
        client.disconnect().exceptionally(gone -> null).join();
    }
}
