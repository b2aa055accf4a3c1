package org.citywall.gateway.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.citywall.gateway.testing.IngestRig.INTEGRATION_TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttSubAckMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.citywall.contracts.Json;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chargers and cameras over MQTT and HTTP, and orders down to chargers over MQTT. */
@Timeout(60)
class ChargerMqttIT {
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final String COMMANDS = "citywall/v1/charger/M-1/cmd";
    private static IngestRig rig;

    private final Queue<JsonNode> received = new ConcurrentLinkedQueue<>();
    private MqttClient client;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.SITES,
                "id,name,place,kind,lon,lat\nC-1,沙嘴充电棚,yw/sp/c01,charging,114.05,22.52\n");
        rig.importCsv(
                ImportKind.DEVICES,
                """
                id,domain,kind,siteId
                M-1,ebike,charger,C-1
                M-2,ebike,charger,C-1
                CAM-1,ebike,camera,B-1
                """);
        rig.importCsv(
                ImportKind.CREDENTIALS, "id,token,deviceId\nm1,device-token-of-m1-0001,M-1\n");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        rig.clock.advance(Duration.ofSeconds(11)); // what another test ordered has expired
        rig.log.reset();
    }

    @AfterEach
    void disconnect() {
        if (client != null && client.isConnected()) {
            IngestRig.await(client.disconnect());
        }
    }

    private void connect(String username, String token) {
        client =
                MqttClient.create(
                        rig.vertx,
                        new MqttClientOptions()
                                .setClientId(UUID.randomUUID().toString())
                                .setUsername(username)
                                .setPassword(token));
        client.publishHandler(
                message -> received.add(Json.read(message.payload().getBytes(), JsonNode.class)));
        IngestRig.await(client.connect(rig.mqttPort(), "127.0.0.1"));
    }

    private void connectDevice() {
        connect("M-1", "device-token-of-m1-0001");
    }

    private int subscribe(String topic) {
        Queue<MqttSubAckMessage> answers = new ConcurrentLinkedQueue<>();
        client.subscribeCompletionHandler(answers::add);
        IngestRig.await(client.subscribe(topic, 1));
        await().atMost(SECONDS).until(() -> !answers.isEmpty());
        return answers.element().grantedQoSLevels().get(0);
    }

    private void publish(String topic, String payload) {
        Buffer buffer = Buffer.buffer(payload.replace('\'', '"'));
        IngestRig.await(client.publish(topic, buffer, MqttQoS.AT_LEAST_ONCE, false, false));
    }

    private static DeviceCommand command(String kind) {
        String order = UUID.randomUUID().toString();
        return new DeviceCommand(
                order + "#1",
                "M-1",
                kind,
                Map.of("order", order, "attempt", "1", "port", "4", "site", "C-1", "session", "9"),
                "officer",
                rig.clock.instant(),
                rig.clock.instant().plusSeconds(10));
    }

    private static void awaitSteps(PortAnswer.Step... steps) {
        await().atMost(SECONDS)
                .untilAsserted(
                        () ->
                                assertThat(rig.log.portAnswers())
                                        .extracting(PortAnswer::step)
                                        .containsExactly(steps));
    }

    @Test
    void aChargerHearsItsOrdersAndItsAnswerIsTold() {
        connectDevice();
        assertThat(subscribe(COMMANDS)).isEqualTo(1);
        DeviceCommand command = command("port-off");

        rig.chargerOrders.ordered(command);

        await().atMost(SECONDS).until(() -> !received.isEmpty());
        JsonNode order = received.element();
        assertThat(order.path("commandId").asText()).isEqualTo(command.commandId());
        assertThat(order.path("action").asText()).isEqualTo("cut-off");
        assertThat(order.path("port").asInt()).isEqualTo(4);
        assertThat(order.path("sessionId").asText()).isEqualTo("9");
        awaitSteps(PortAnswer.Step.SENT);
        publish(
                COMMANDS + "/result",
                "{'commandId':'%s','result':'done','detail':'继电器已断开'}"
                        .formatted(command.commandId()));
        awaitSteps(PortAnswer.Step.SENT, PortAnswer.Step.DONE);
        assertThat(rig.log.portAnswers().get(1).detail()).isEqualTo("继电器已断开");
        assertThat(rig.log.portAnswers().get(1).commandId())
                .isEqualTo(command.params().get("order"));
    }

    @Test
    void aPortIsEnabledByItsOwnWordAndAnOrderWaitsForTheSubscription() {
        rig.chargerOrders.ordered(command("port-on"));
        connectDevice();
        subscribe(COMMANDS);

        await().atMost(SECONDS).until(() -> !received.isEmpty());
        assertThat(received.element().path("action").asText()).isEqualTo("enable");
    }

    @Test
    void onlyTheOrdersOfOnesOwnChargersMayBeHeard() {
        connectDevice();
        for (String topic :
                List.of(
                        "citywall/v1/charger/M-2/cmd",
                        "citywall/v1/charger/+/cmd",
                        "citywall/v1/charger/#",
                        "citywall/v1/charger/M-1",
                        "citywall/v1/fire/P-1/cmd",
                        "#")) {
            assertThat(subscribe(topic)).as(topic).isEqualTo(0x80);
        }
    }

    @Test
    void anIntegrationHearsThoseItSpeaksForUntilItUnsubscribes() {
        connect("integration", INTEGRATION_TOKEN);
        assertThat(subscribe(COMMANDS)).isEqualTo(1);
        assertThat(subscribe("citywall/v1/charger/CAM-1/cmd")).as("no charger").isEqualTo(0x80);
        rig.chargerOrders.ordered(command("port-off"));
        await().atMost(SECONDS).until(() -> received.size() == 1);
        IngestRig.await(client.unsubscribe(COMMANDS));
        awaitSteps(PortAnswer.Step.SENT);

        rig.chargerOrders.ordered(command("port-off"));
        publish("citywall/v1/charger/M-2", "{'port':1,'powerW':5}");

        await().atMost(SECONDS).until(() -> rig.log.chargerReadings().size() == 1);
        assertThat(received).hasSize(1);
    }

    @Test
    void anAnswerToNothingIsKeptAndNotTold() {
        connectDevice();
        publish(COMMANDS + "/result", "{'commandId':'nothing#1','result':'done'}");
        publish(COMMANDS + "/result", "{'commandId':'nothing#1','result':'maybe'}");
        publish("citywall/v1/charger/M-2/cmd/result", "{'commandId':'x','result':'done'}");
        // The first is waiting when those behind it are kept.
        await().atMost(SECONDS).until(() -> rig.log.rejected().size() == 2);
        rig.clock.advance(CommandWait.AFTER_START); // nobody will order it any more

        await().atMost(SECONDS).until(() -> rig.log.rejected().size() == 3);
        assertThat(rig.log.rejected())
                .extracting(RejectedEvent::reason)
                .containsExactlyInAnyOrder("unknown-command", "schema", "wrong-device");
        assertThat(rig.log.portAnswers()).isEmpty();
    }

    @Test
    void anAnswerThatComesBeforeItsOrderIsHeardOfWaitsForIt() {
        connectDevice();
        Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
        client.publishCompletionHandler(acknowledged::add);
        DeviceCommand command = command("port-off");
        publish(
                COMMANDS + "/result",
                "{'commandId':'%s','result':'done'}".formatted(command.commandId()));
        // Taken behind it, so the answer has come; acknowledged in the order of the publishes.
        publish("citywall/v1/charger/M-1", "{'port':1,'powerW':5}");
        await().atMost(SECONDS).until(() -> rig.log.chargerReadings().size() == 1);
        assertThat(rig.log.rejected()).isEmpty();
        assertThat(acknowledged).isEmpty();

        rig.chargerOrders.ordered(command);

        awaitSteps(PortAnswer.Step.DONE);
        await().atMost(SECONDS).until(() -> acknowledged.size() == 2);
    }

    @Test
    void severalPortsInAMessageAreAsManyReadingsOfTheSite() {
        connectDevice();
        publish(
                "citywall/v1/charger/M-1",
                "{'eventId':'e-7','voltageV':221,'ports':["
                        + "{'port':1,'powerW':200,'portTempC':-300},{'port':2,'powerW':90000000}]}");

        await().atMost(SECONDS).until(() -> rig.log.chargerReadings().size() == 2);
        List<ChargerReading> readings = rig.log.chargerReadings();
        assertThat(readings).extracting(ChargerReading::id).containsExactly("e-7/0", "e-7/1");
        assertThat(readings).extracting(ChargerReading::voltageV).containsOnly(221.0);
        assertThat(readings.get(0).portTempC()).isNull();
        assertThat(readings.get(0).faults()).hasSize(1);
        assertThat(readings.get(1).powerW()).as("left out, not lost with the rest").isNull();
        EventLog.Entry entry = rig.log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.CHARGER_READINGS);
        assertThat(entry.key()).isEqualTo("C-1");
    }

    @Test
    void overHttpAFieldAtFaultIsNamed() throws Exception {
        HttpResponse<String> answer =
                post(
                        "citywall.charger.reading.v1",
                        "{'stationId':'M-1','port':1,'powerW':90000000}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/data/powerW", "0 to 100000 W");
        assertThat(post("citywall.charger.reading.v1", "{'stationId':'M-1','port':1}").statusCode())
                .isEqualTo(202);
    }

    @Test
    void aCameraTellsOfItsBuildingAndNeitherSpeaksForTheOther() throws Exception {
        String seen =
                "'kind':'ebike-in-lift','confidence':0.9,'deviceTime':'2026-11-21T08:00:00Z'}";

        assertThat(post("citywall.camera.event.v1", "{'cameraId':'CAM-1'," + seen).statusCode())
                .isEqualTo(202);

        CameraEvent event = rig.log.ofType(EventTypes.CAMERA_EVENT, CameraEvent.class).get(0);
        assertThat(event.kind()).isEqualTo(CameraEvent.EBIKE_IN_LIFT);
        assertThat(event.site().id()).isEqualTo("B-1");
        assertThat(rig.log.entries().get(0).key()).isEqualTo("B-1");
        HttpResponse<String> wrong = post("citywall.camera.event.v1", "{'cameraId':'M-1'," + seen);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("M-1 is a charger, not a camera");
        assertThat(post("citywall.charger.reading.v1", "{'stationId':'CAM-1','port':1}").body())
                .contains("CAM-1 is a camera, not a charger");
    }

    private static HttpResponse<String> post(String type, String data) throws Exception {
        return rig.post(
                "/api/v1/events",
                INTEGRATION_TOKEN,
                "application/cloudevents+json",
                """
                {"specversion":"1.0","type":"%s","source":"t","id":"%s","data":%s}\
                """
                        .formatted(type, UUID.randomUUID(), data.replace('\'', '"')));
    }
}
