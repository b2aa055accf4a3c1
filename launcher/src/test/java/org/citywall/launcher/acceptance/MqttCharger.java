package org.citywall.launcher.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.MqttDevice;

/**
 * One that speaks JSON over MQTT; it measures once a second, since nobody asks over MQTT what a
 * port draws.
 */
final class MqttCharger extends AcceptanceCharger {
    private static final String TOPIC = "citywall/v1/charger/";
    private static final long EACH_MS = 1_000;

    private final MqttDevice mqtt;
    private final String session;
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger events = new AtomicInteger();
    private final ScheduledExecutorService meter = Executors.newSingleThreadScheduledExecutor();

    private MqttCharger(MqttDevice mqtt, String id, long session, Manner manner) {
        super(id, manner);
        this.mqtt = mqtt;
        this.session = Long.toString(session);
    }

    /** Connects, listens for orders, and tells of a session; returns when that was confirmed. */
    static MqttCharger connect(int gatewayPort, String id, long session, Manner manner) {
        MqttDevice mqtt = MqttDevice.connect(gatewayPort, "demo", SharedCity.DEVICE_TOKEN);
        MqttCharger charger = new MqttCharger(mqtt, id, session, manner);
        charger.measure().join();
        mqtt.subscribe(TOPIC + id + "/cmd", charger::command).join();
        var unused =
                charger.meter.scheduleAtFixedRate(
                        charger::live, EACH_MS, EACH_MS, TimeUnit.MILLISECONDS);
        return charger;
    }

    private void command(byte[] payload) {
        JsonNode command;
        try {
            command = Json.mapper().readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (command.path("action").asText().equals("cut-off")
                && command.path("port").asInt() == PORT) {
            hear(new Stop(command.path("commandId").asText(), 0));
        }
    }

    @Override
    void answer(Stop stop) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("commandId", stop.command()).put("result", "done");
        var unused = mqtt.publishTo(TOPIC + id + "/cmd/result", Json.bytes(answer));
    }

    @Override
    void live() {
        var unused = measure();
    }

    private CompletableFuture<Void> measure() {
        String event = "m-" + events.incrementAndGet();
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("eventId", event).put("deviceTime", Clock.systemUTC().instant().toString());
        data.put("voltageV", 220).put("boardTempC", 33).put("port", PORT);
        if (isListed()) {
            data.put("powerW", powerW()).put("portTempC", tempC());
            data.put("state", "charging").put("sessionId", session);
        } else {
            data.put("state", "idle");
        }
        return mqtt.publishTo(TOPIC + id, Json.bytes(data)).thenRun(() -> confirmed.add(event));
    }

    /** Event ids of its readings of which the gateway said that it has them. */
    Set<String> confirmed() {
        return confirmed;
    }

    @Override
    public void close() {
        meter.shutdownNow();
        mqtt.close();
    }
}
