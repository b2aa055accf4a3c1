package org.citywall.launcher.demo.devices;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.citywall.contracts.Json;

/** A gateway's device side on real sockets, which can refuse to confirm and can be killed. */
final class FakeGateway implements AutoCloseable {
    static final String TOKEN = "a-token-for-tests-only";

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Set<String> clientIds = ConcurrentHashMap.newKeySet();

    /** False: publishes are taken but not acknowledged, HTTP answers 503. */
    volatile boolean confirming = true;

    private final Vertx vertx = Vertx.vertx();
    private MqttServer mqtt;
    private HttpServer http;

    /** One message as it came. */
    record Received(String topic, int qos, JsonNode data) {}

    void start(int mqttPort, int httpPort) {
        mqtt =
                await(
                        MqttServer.create(
                                        vertx,
                                        new MqttServerOptions()
                                                .setHost("127.0.0.1")
                                                .setPort(mqttPort))
                                .endpointHandler(this::accept)
                                .listen());
        http =
                await(
                        vertx.createHttpServer()
                                .requestHandler(this::post)
                                .listen(httpPort, "127.0.0.1"));
    }

    int mqttPort() {
        return mqtt.actualPort();
    }

    int httpPort() {
        return http.actualPort();
    }

    /** Everything received with this signal. */
    List<Received> of(String signal) {
        return received.stream()
                .filter(message -> message.data().path("signal").asText().equals(signal))
                .toList();
    }

    /** Closes the listeners and all connections, as a killed process would. */
    void kill() {
        await(mqtt.close());
        await(http.close());
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void post(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            keep("http", 1, body.getBytes());
                            int status = confirming ? 202 : 503;
                            request.response().setStatusCode(status).end("{\"accepted\":1}");
                        });
    }

    private void accept(MqttEndpoint endpoint) {
        if (!TOKEN.equals(endpoint.auth().getPassword())) {
            endpoint.reject(
                    io.netty.handler.codec.mqtt.MqttConnectReturnCode
                            .CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
            return;
        }
        clientIds.add(endpoint.clientIdentifier());
        endpoint.publishAutoAck(false);
        endpoint.publishHandler(message -> publish(endpoint, message));
        endpoint.accept(false);
    }

    private void publish(MqttEndpoint endpoint, MqttPublishMessage message) {
        keep(message.topicName(), message.qosLevel().value(), message.payload().getBytes());
        if (confirming && message.qosLevel().value() == 1) {
            endpoint.publishAcknowledge(message.messageId());
        }
    }

    private void keep(String topic, int qos, byte[] body) {
        try {
            JsonNode json = Json.mapper().readTree(body);
            received.add(new Received(topic, qos, json.has("data") ? json.get("data") : json));
        } catch (IOException e) {
            throw new UncheckedIOException("a device sent no JSON", e);
        }
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
