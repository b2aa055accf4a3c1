package org.citywall.gateway.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.citywall.gateway.testing.IngestRig.DEVICE_TOKEN;
import static org.citywall.gateway.testing.IngestRig.INTEGRATION_TOKEN;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.testing.LogLines;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MqttIngestIT {
    private static final String TOPIC = "citywall/v1/fire/P-1";
    private static final String PRESS = "{\"signal\":\"press\"}";
    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        rig.log.reset();
    }

    private static Mqtt3BlockingClient three(String username, String token) {
        Mqtt3BlockingClient client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier(UUID.randomUUID().toString())
                        .serverHost("127.0.0.1")
                        .serverPort(rig.mqttPort())
                        .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username(username)
                .password(token.getBytes(UTF_8))
                .applySimpleAuth()
                .send();
        return client;
    }

    private static Mqtt5BlockingClient five(String username, String token) {
        Mqtt5BlockingClient client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier(UUID.randomUUID().toString())
                        .serverHost("127.0.0.1")
                        .serverPort(rig.mqttPort())
                        .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username(username)
                .password(token.getBytes(UTF_8))
                .applySimpleAuth()
                .send();
        return client;
    }

    private static RawMqtt raw() throws IOException {
        RawMqtt device = new RawMqtt(rig.mqttPort());
        assertThat(device.connect(UUID.randomUUID().toString(), "P-1", DEVICE_TOKEN)).isZero();
        return device;
    }

    @Test
    void everyQosOfBothVersionsIsTaken() {
        Mqtt3BlockingClient three = three("P-1", DEVICE_TOKEN);
        Mqtt5BlockingClient five = five("integration", INTEGRATION_TOKEN);
        for (MqttQos qos : MqttQos.values()) {
            three.publishWith().topic(TOPIC).qos(qos).payload(PRESS.getBytes(UTF_8)).send();
            five.publishWith()
                    .topic("citywall/v1/fire/P-2")
                    .qos(qos)
                    .payload(PRESS.getBytes(UTF_8))
                    .send();
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> rig.log.signals().size() == 6);
        three.disconnect();
        five.disconnect();

        assertThat(rig.log.signals()).extracting(FireSignal::id).doesNotHaveDuplicates();
        assertThat(rig.log.signals())
                .extracting(FireSignal::source)
                .containsOnly("mqtt/P-1", "mqtt/P-2");
    }

    @Test
    void eventIdOfThePayloadIsKept() {
        Mqtt3BlockingClient client = three("p1", DEVICE_TOKEN);
        client.publishWith()
                .topic(TOPIC)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("{\"signal\":\"alarm\",\"eventId\":4711}".getBytes(UTF_8))
                .send();
        client.disconnect();

        FireSignal signal = rig.log.signals().get(0);
        assertThat(signal.id()).isEqualTo("4711");
        assertThat(signal.signal()).isEqualTo(FireSignalKind.ALARM);
    }

    @Test
    void revokedCredentialEndsItsIdleConnection() throws Exception {
        rig.importCsv(ImportKind.CREDENTIALS, "id,token,deviceId\nidle,idle-token-000001,\n");
        try (RawMqtt device = new RawMqtt(rig.mqttPort())) {
            assertThat(device.connect("idle-1", "idle", "idle-token-000001")).isZero();
            String admin = rig.tokenOf("admin", IngestRig.ADMIN_PASSWORD);
            String path = "/api/v1/registry/credentials/idle";
            assertThat(rig.call("DELETE", path, admin, null, "").statusCode()).isEqualTo(204);

            assertThat(device.read()).as("closed by the gateway").isNull();
        }
    }

    @Test
    void wrongTokenIsNotAuthorised() {
        String[] badToken = {"protocol", "mqtt", "reason", "bad-token"};
        double before = rig.count(MetricNames.INGEST_REFUSED, badToken);
        for (String[] wrong :
                new String[][] {
                    {"P-1", "wrong"}, {"P-2", DEVICE_TOKEN}, {"nobody", INTEGRATION_TOKEN}
                }) {
            assertThatThrownBy(() -> three(wrong[0], wrong[1]))
                    .isInstanceOfSatisfying(
                            Mqtt3ConnAckException.class,
                            e ->
                                    assertThat(e.getMqttMessage().getReturnCode())
                                            .isEqualTo(Mqtt3ConnAckReturnCode.NOT_AUTHORIZED));
        }
        assertThat(rig.count(MetricNames.INGEST_REFUSED, badToken)).isEqualTo(before + 3);
    }

    @Test
    void acknowledgementWaitsForTheLog() throws Exception {
        rig.log.hold();
        try (RawMqtt device = raw()) {
            device.publish(TOPIC, 1, false, 7, PRESS);
            await().atMost(Duration.ofSeconds(5)).until(() -> rig.log.signals().size() == 1);
            Thread.sleep(200);
            rig.log.release();

            RawMqtt.Packet ack = device.read();
            assertThat(ack.type()).isEqualTo(RawMqtt.PUBACK);
            assertThat(ack.second()).isEqualTo(7);
        }
    }

    @Test
    void withoutTheLogTheConnectionIsClosedUnacknowledgedAndTheResendIsTheSameEvent()
            throws Exception {
        String payload = "{\"signal\":\"press\",\"detail\":\"resend\"}";
        rig.log.failing(true);
        try (RawMqtt device = raw()) {
            device.publish(TOPIC, 1, false, 1, payload);
            assertThat(device.read()).as("closed").isNull();
        }
        rig.log.failing(false);
        try (RawMqtt device = raw()) {
            device.publish(TOPIC, 1, true, 1, payload);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
            device.publish(TOPIC, 1, true, 2, payload);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
            device.publish(TOPIC, 1, false, 3, payload);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
        }

        List<String> ids = rig.log.signals().stream().map(FireSignal::id).toList();
        assertThat(ids).hasSize(3);
        assertThat(ids.get(1)).as("flagged as a repeat").isEqualTo(ids.get(0));
        assertThat(ids.get(2)).as("a second fire").isNotEqualTo(ids.get(0));
    }

    @Test
    void qosTwoRepeatBeforeItsReleaseIsNotTakenAgain() throws Exception {
        try (RawMqtt device = raw()) {
            device.publish(TOPIC, 2, false, 9, PRESS);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBREC);
            device.publish(TOPIC, 2, true, 9, PRESS);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBREC);
            device.release(9);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBCOMP);
        }
        assertThat(rig.log.signals()).hasSize(1);
    }

    @Test
    void badPublishIsKeptAmongTheRejectedAndAcknowledged() throws Exception {
        try (RawMqtt device = raw()) {
            String[][] bad = {
                {TOPIC, "not json"},
                {TOPIC, "{\"signal\":\"shout\"}"},
                {TOPIC, "{\"signal\":\"fault\",\"value\":\"x\"}"},
                {TOPIC, "{\"signal\":\"press\",\"deviceId\":\"P-2\"}"},
                {"citywall/v1/fire/P-2", PRESS},
                {"citywall/v1/slope/S-1", "{}"},
                {"citywall/v1/ticket/C-1", "{}"},
                {"something/else", PRESS}
            };
            for (int i = 0; i < bad.length; i++) {
                device.publish(bad[i][0], 1, false, i + 1, bad[i][1]);
                assertThat(device.read().type()).as(bad[i][1]).isEqualTo(RawMqtt.PUBACK);
            }
        }
        assertThat(rig.log.signals()).isEmpty();
        assertThat(rig.log.rejected())
                .extracting(RejectedEvent::reason)
                .containsExactly(
                        "invalid-json",
                        "schema",
                        "schema",
                        "schema",
                        "wrong-device",
                        "schema",
                        "schema",
                        "unknown-topic");
        assertThat(rig.log.rejected().get(6).payload()).startsWith("(withheld");
        assertThat(rig.log.rejected().get(1).field()).isEqualTo("/signal");
        assertThat(rig.log.rejected().get(0).payload()).isEqualTo("not json");
    }

    @Test
    void aSystemOfTicketsSpeaksUnderItsOwnName() throws Exception {
        rig.tickets.register("12345", "p1");
        try (RawMqtt device = raw()) {
            device.publish(
                    "citywall/v1/ticket/12345",
                    1,
                    false,
                    1,
                    "{\"eventId\":\"m1\",\"ticketId\":\"T1\",\"event\":\"created\","
                            + "\"title\":\"13812345678\",\"occurredAt\":\"2026-03-01T07:00:00Z\"}");
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
        assertThat(rig.tickets.events().get(0).id()).isEqualTo("m1");
        assertThat(rig.tickets.events().get(0).ref().system()).isEqualTo("12345");
        assertThat(rig.tickets.events().get(0).content().title()).isEqualTo("138****5678");
    }

    @Test
    void aPressIsNotLostForAWrongOptionalField() throws Exception {
        try (RawMqtt device = raw()) {
            device.publish(TOPIC, 1, false, 1, "{\"signal\":\"press\",\"deviceTime\":\"0000\"}");
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
        assertThat(rig.log.signals()).hasSize(1);
        assertThat(rig.log.signals().get(0).deviceTime()).isNull();
    }

    @Test
    void mqttFiveClientLearnsWhy() {
        Mqtt5BlockingClient client = five("P-1", DEVICE_TOKEN);
        assertThatThrownBy(
                        () ->
                                client.publishWith()
                                        .topic(TOPIC)
                                        .qos(MqttQos.AT_LEAST_ONCE)
                                        .payload("[]".getBytes(UTF_8))
                                        .send())
                .isInstanceOfSatisfying(
                        Mqtt5PubAckException.class,
                        e ->
                                assertThat(e.getMqttMessage().getReasonCode())
                                        .isEqualTo(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID));
        client.disconnect();
    }

    @Test
    void unknownDeviceIsQuarantinedAndAcknowledged() {
        Mqtt3BlockingClient client = three("integration", INTEGRATION_TOKEN);
        client.publishWith()
                .topic("citywall/v1/fire/X-77")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(PRESS.getBytes(UTF_8))
                .send();
        client.disconnect();

        assertThat(rig.log.rejected().get(0).reason()).isEqualTo("unknown-device");
        assertThat(rig.log.signals()).isEmpty();
    }

    @Test
    void tooLargeAMessageClosesTheConnection() throws Exception {
        try (RawMqtt device = raw()) {
            byte[] packet = RawMqtt.publishPacket(TOPIC, 1, false, 1, "x".repeat(3 << 20));
            device.raw(Arrays.copyOf(packet, 100)); // its head tells how long it will be
            assertThat(device.read()).isNull();
        }
        assertThat(
                        rig.count(
                                MetricNames.INGEST_REFUSED,
                                "protocol",
                                "mqtt",
                                "reason",
                                "bad-packet"))
                .isPositive();
    }

    @Test
    void silentAndIdleConnectionsDoNotLeak() throws Exception {
        List<RawMqtt> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                silent.add(new RawMqtt(rig.mqttPort()));
            }
            silent.get(0).raw(new byte[] {0x10, 0x7f, 0}); // half a CONNECT
            await().atMost(Duration.ofSeconds(5)).until(() -> open() >= 500);
            try (RawMqtt device = raw()) {
                device.publish(TOPIC, 1, false, 1, PRESS);
                assertThat(device.read().type()).as("others are served").isEqualTo(RawMqtt.PUBACK);
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> open() == 0);
        } finally {
            for (RawMqtt device : silent) {
                device.close();
            }
        }
    }

    @Test
    void connectedButIdleIsClosedWhateverKeepAliveItAskedFor() throws Exception {
        try (RawMqtt device = raw()) {
            rig.clock.advance(Duration.ofSeconds(4));
            assertThat(device.read()).isNull();
        }
        assertThat(rig.count(MetricNames.INGEST_REFUSED, "protocol", "mqtt", "reason", "idle"))
                .isPositive();
    }

    private static double open() {
        return rig.gauge(MetricNames.CONNECTIONS, "protocol", "mqtt");
    }

    @Test
    void secondConnectionOfAClientEndsTheFirst() throws Exception {
        try (RawMqtt first = new RawMqtt(rig.mqttPort());
                RawMqtt second = new RawMqtt(rig.mqttPort())) {
            assertThat(first.connect("same", "P-1", DEVICE_TOKEN)).isZero();
            assertThat(second.connect("same", "P-1", DEVICE_TOKEN)).isZero();
            assertThat(first.read()).isNull();
            second.publish(TOPIC, 1, false, 1, PRESS);
            assertThat(second.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
    }

    @Test
    void whatWasOnItsWayWhileWeRefusedIsCountedAndNoAccident() throws Exception {
        String[] badPacket = {"protocol", "mqtt", "reason", "bad-packet"};
        double before = rig.count(MetricNames.INGEST_REFUSED, badPacket);
        try (LogLines log = new LogLines(List.of("io.vertx", "org.citywall"));
                RawMqtt device = new RawMqtt(rig.mqttPort())) {
            ByteArrayOutputStream glued = new ByteArrayOutputStream();
            glued.write(RawMqtt.connectPacket("refused", "P-1", "wrong-token"));
            for (int i = 1; i <= 3; i++) {
                glued.write(RawMqtt.publishPacket(TOPIC, 1, false, i, PRESS));
            }
            device.raw(glued.toByteArray());

            assertThat(device.read().second()).as("not authorised").isEqualTo(5);
            assertThat(device.read()).as("closed").isNull();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> rig.count(MetricNames.INGEST_REFUSED, badPacket) == before + 3);
            assertThat(log.lines()).isEmpty();
        }
        assertThat(rig.log.signals()).isEmpty();
    }

    @Test
    void deviceThatIsTooFastIsReadMoreSlowlyAndLosesNothing() throws Exception {
        String[] rate = {"protocol", "mqtt", "reason", "rate"};
        rig.importCsv(ImportKind.CREDENTIALS, "id,token,deviceId\nfast,fast-token-000001,P-2\n");
        int burst = 2 * RateLimits.Options.defaults().perSecondOfDevice();
        int tooMany = 10;
        try (RawMqtt device = new RawMqtt(rig.mqttPort())) {
            assertThat(device.connect("fast", "fast", "fast-token-000001")).isZero();
            long before = System.nanoTime();
            ByteArrayOutputStream glued = new ByteArrayOutputStream();
            for (int i = 1; i <= burst + tooMany; i++) {
                glued.write(RawMqtt.publishPacket("citywall/v1/fire/P-2", 1, false, i, PRESS));
            }
            device.raw(glued.toByteArray());
            for (int i = 1; i <= burst + tooMany; i++) {
                assertThat(device.read().second()).isEqualTo(i);
            }
            // Our clock stands still, so the debt only grows: 20 ms, 40 ms, … 200 ms.
            assertThat(Duration.ofNanos(System.nanoTime() - before).toMillis()).isGreaterThan(800);
        }
        assertThat(rig.log.signals()).hasSize(burst + tooMany);
        assertThat(rig.count(MetricNames.INGEST_REFUSED, rate)).isEqualTo(tooMany);
    }

    @Test
    void deviceThatSendsMoreThanKafkaTakesIsReadMoreSlowlyAndLosesNothing() throws Exception {
        String[] full = {"protocol", "mqtt", "reason", "in-flight"};
        int limit = MqttLimits.defaults().maxInFlight();
        int publishes = 3 * limit;
        double before = rig.count(MetricNames.INGEST_REFUSED, full);
        rig.log.hold();
        try (RawMqtt device = new RawMqtt(rig.mqttPort())) {
            assertThat(device.connect("many", "integration", INTEGRATION_TOKEN)).isZero();
            ByteArrayOutputStream glued = new ByteArrayOutputStream();
            for (int i = 1; i <= publishes; i++) {
                glued.write(RawMqtt.publishPacket("citywall/v1/fire/P-2", 1, false, i, PRESS));
            }
            device.raw(glued.toByteArray());
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> rig.count(MetricNames.INGEST_REFUSED, full) > before);
            assertThat(rig.log.signals()).hasSizeLessThan(publishes);
            rig.log.release();
            for (int i = 1; i <= publishes; i++) {
                assertThat(device.read().second()).as("low byte").isEqualTo((byte) i);
            }
        }
        assertThat(rig.log.signals()).hasSize(publishes);
    }
}
