package org.citywall.launcher.client;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An MQTT connection that speaks for many devices, as an integration does. */
public final class MqttDevice implements AutoCloseable {
    private final Mqtt3AsyncClient client;

    private MqttDevice(Mqtt3AsyncClient client) {
        this.client = client;
    }

    /** Connects to the gateway on this loopback port. */
    public static MqttDevice connect(int port, String username, String token) {
        Mqtt3AsyncClient client =
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
                        .automaticReconnectWithDefaultConfig()
                        .buildAsync();
        client.connect().join();
        return new MqttDevice(client);
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
