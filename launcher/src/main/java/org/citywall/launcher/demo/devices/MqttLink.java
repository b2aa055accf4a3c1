package org.citywall.launcher.demo.devices;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.citywall.contracts.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One MQTT 3.1.1 connection. It reconnects with backoff for ever; QoS 1 publishes that were not
 * confirmed, and those made meanwhile, are sent after the reconnect, whether or not the gateway
 * remembers the session.
 */
final class MqttLink implements DeviceLink {
    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
    private static final String TOPIC = "citywall/v1/fire/";
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Mqtt3AsyncClient client;
    private final String clientId;
    private final Map<String, Consumer<byte[]>> subscriptions = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** Before the first connection the client would block who publishes; afterwards it queues. */
    private volatile boolean everConnected;

    MqttLink(FleetOptions options, String clientId) {
        this.clientId = clientId;
        this.client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier(clientId)
                        .serverHost(options.host())
                        .serverPort(options.mqttPort())
                        .addConnectedListener(connected -> connected())
                        .addDisconnectedListener(this::again)
                        .simpleAuth()
                        .username(options.username())
                        .password(options.token().getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .buildAsync();
    }

    private void connected() {
        everConnected = true;
        subscriptions.forEach(this::subscribeNow);
    }

    /** Starts to connect; does not wait. */
    void open() {
        var unused =
                client.connectWith()
                        .cleanSession(false)
                        .keepAlive(KEEP_ALIVE_SECONDS)
                        .send()
                        .exceptionally(e -> null); // the listener logs and tries again
    }

    @Override
    public CompletableFuture<Void> send(DeviceSignal signal) {
        boolean must = signal.mustArrive();
        if (!must && !isConnected()) {
            return CompletableFuture.failedFuture(new IllegalStateException("not connected"));
        }
        return publish(TOPIC + signal.deviceId(), Json.bytes(signal), must, 1);
    }

    /** Publishes until the gateway confirms it, as {@link #send} does for what must arrive. */
    CompletableFuture<Void> publish(String topic, byte[] payload) {
        return publish(topic, payload, true, 1);
    }

    /** Hears what the gateway sends there, over every reconnect. */
    void subscribe(String topic, Consumer<byte[]> heard) {
        subscriptions.put(topic, heard);
        if (isConnected()) {
            subscribeNow(topic, heard);
        }
    }

    private void subscribeNow(String topic, Consumer<byte[]> heard) {
        var unused =
                client.subscribeWith()
                        .topicFilter(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .callback(publish -> heard.accept(publish.getPayloadAsBytes()))
                        .send()
                        .exceptionally(
                                failure -> {
                                    LOG.warn("{}: cannot hear {}: {}", clientId, topic, failure);
                                    return null;
                                });
    }

    /** Whether the gateway is connected now. */
    boolean isConnected() {
        return client.getState().isConnected();
    }

    private CompletableFuture<Void> publish(
            String topic, byte[] payload, boolean must, int attempt) {
        return taken(topic, payload, must)
                .exceptionallyCompose(
                        failure ->
                                must && !closing
                                        ? later(attempt)
                                                .thenCompose(
                                                        done ->
                                                                publish(
                                                                        topic,
                                                                        payload,
                                                                        true,
                                                                        attempt + 1))
                                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Void> taken(String topic, byte[] payload, boolean must) {
        if (!everConnected) {
            return CompletableFuture.failedFuture(new IllegalStateException("not connected yet"));
        }
        return client.publishWith()
                .topic(topic)
                .qos(must ? MqttQos.AT_LEAST_ONCE : MqttQos.AT_MOST_ONCE)
                .payload(payload)
                .send()
                .thenApply(published -> null);
    }

    private static CompletableFuture<Void> later(int attempt) {
        return CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(Backoff.afterMs(attempt), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        closing = true;
        if (client.getState().isConnectedOrReconnect()) {
            var unused = client.disconnect().exceptionally(e -> null);
        }
    }

    private void again(MqttClientDisconnectedContext lost) {
        if (closing) {
            return;
        }
        int attempts = lost.getReconnector().getAttempts() + 1;
        if (attempts == 1) {
            LOG.info("{}: connection lost: {}", clientId, lost.getCause().getMessage());
        }
        lost.getReconnector()
                .reconnect(true)
                .republishIfSessionExpired(true)
                .delay(Backoff.afterMs(attempts), TimeUnit.MILLISECONDS);
    }
}
