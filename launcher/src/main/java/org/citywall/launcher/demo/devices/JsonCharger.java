package org.citywall.launcher.demo.devices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.launcher.demo.devices.charging.PortSample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated charger that speaks JSON: over MQTT, where it can be told to stop, or over HTTP,
 * where it cannot.
 */
final class JsonCharger implements ChargerRoad {
    private static final Logger LOG = LoggerFactory.getLogger(JsonCharger.class);
    private static final String TOPIC = "citywall/v1/charger/";

    private final Charger charger;
    private final ChargerManners manners;
    private final MqttLink mqtt;
    private final HttpLink http;
    private final ScheduledExecutorService thread;
    private volatile boolean closing;
    private final AtomicLong confirmed = new AtomicLong();

    /**
     * @param mqtt a connection of its own; null: it speaks over HTTP
     */
    JsonCharger(
            Charger charger,
            ChargerManners manners,
            MqttLink mqtt,
            HttpLink http,
            ScheduledExecutorService thread) {
        this.charger = charger;
        this.manners = manners;
        this.mqtt = mqtt;
        this.http = http;
        this.thread = thread;
    }

    @Override
    public void open() {
        if (mqtt != null) {
            mqtt.open();
            mqtt.subscribe(
                    TOPIC + charger.id() + "/cmd",
                    payload -> thread.execute(() -> command(payload)));
        }
    }

    @Override
    public void tell(SaidSamples said) {
        List<PortSample> ports = said.samples().stream().filter(one -> one.port() > 0).toList();
        say(said.samples().get(0), ports);
    }

    private void say(PortSample shared, List<PortSample> ports) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("stationId", charger.id()).put("deviceTime", at(shared));
        data.put("boardTempC", shared.boardC()).put("smoke", shared.smoke());
        data.put("voltageV", shared.voltageV());
        ArrayNode list = data.putArray("ports");
        ports.forEach(one -> port(one, list.addObject()));
        String id = charger.id() + "/" + shared.atMs() + "/" + ports.size();
        CompletableFuture<Void> sent;
        if (mqtt != null) {
            data.put("eventId", id);
            sent = mqtt.publish(TOPIC + charger.id(), Json.bytes(data));
        } else {
            ArrayNode batch = Json.mapper().createArrayNode();
            batch.addObject()
                    .put("specversion", "1.0")
                    .put("type", EventTypes.CHARGER_READING)
                    .put("source", "urn:citywall:demo:chargers")
                    .put("id", id)
                    .set("data", data);
            sent = http.sendBatch(Json.bytes(batch));
        }
        var unused = sent.whenComplete((done, failure) -> sent(failure));
    }

    private void sent(Throwable failure) {
        if (failure == null) {
            confirmed.incrementAndGet();
        } else if (!closing) {
            LOG.warn("{} given up: {}", charger.id(), failure.toString());
        }
    }

    private static String at(PortSample one) {
        return Instant.ofEpochMilli(one.atMs()).toString();
    }

    private static void port(PortSample one, ObjectNode json) {
        json.put("port", one.port());
        json.set("state", Json.mapper().valueToTree(one.state()));
        json.put("powerW", one.powerW()).put("currentA", one.currentA());
        json.put("portTempC", one.portC());
        if (one.session() > 0) {
            json.put("sessionId", Integer.toString(one.session()));
            json.put("elapsedS", one.elapsedS()).put("energyWh", one.energyWh());
        }
        if (one.stopReason() != null) {
            json.set("stopReason", Json.mapper().valueToTree(one.stopReason()));
        }
    }

    private void command(byte[] payload) {
        JsonNode command;
        try {
            command = Json.mapper().readTree(payload);
        } catch (IOException e) {
            LOG.warn(
                    "{}: no command: {}",
                    charger.id(),
                    new String(payload, StandardCharsets.UTF_8));
            return;
        }
        if (!manners.ignoresStops()) {
            var unused =
                    thread.schedule(
                            () -> obey(command), manners.late().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void obey(JsonNode command) {
        String result = "done";
        List<PortSample> samples = List.of();
        if (command.path("action").asText().equals("cut-off")) {
            int port = command.path("port").asInt();
            Charger.Stopped stopped =
                    charger.stop(port, command.path("sessionId").asInt(), manners.relaySticks());
            result = stopped.word();
            samples = stopped.samples();
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("commandId", command.path("commandId").asText()).put("result", result);
        for (int i = 0; i < (manners.answersTwice() ? 2 : 1); i++) {
            var unused = mqtt.publish(TOPIC + charger.id() + "/cmd/result", Json.bytes(answer));
        }
        if (!samples.isEmpty()) {
            tell(new SaidSamples(charger.id(), samples));
        }
        // As after every stop: what the port draws now, measured a little later.
        var unused =
                thread.schedule(
                        () -> {
                            List<PortSample> now = charger.lookNow();
                            tell(new SaidSamples(charger.id(), now));
                        },
                        2,
                        TimeUnit.SECONDS);
    }

    @Override
    public void power(boolean on) {
        // Its model says nothing while it has none.
    }

    @Override
    public boolean isConnected() {
        return mqtt == null || mqtt.isConnected();
    }

    @Override
    public long confirmedCount() {
        return confirmed.get();
    }

    @Override
    public void close() {
        closing = true;
        if (mqtt != null) {
            mqtt.close();
        }
    }
}
