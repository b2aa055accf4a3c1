package org.citywall.launcher.demo.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.launcher.demo.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeviceFleetIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private final FakeGateway gateway = new FakeGateway();
    private final List<District.Device> devices = ScenarioTest.devices(60, 0);
    private final SteppedClock clock = new SteppedClock();
    private DeviceFleet fleet;

    /** A clock that the test moves. */
    private static final class SteppedClock extends Clock {
        private volatile Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void start() {
        gateway.start(0, 0);
    }

    @AfterEach
    void stop() {
        fleet.close();
        gateway.close();
    }

    @Test
    void aPressIsConfirmedOverBothRoadsAndCarriesTheAgreedPayload() throws Exception {
        startFleet(null);

        fleet.press("FA-0001", DeviceFleet.Road.MQTT).get(20, TimeUnit.SECONDS);
        fleet.press("FA-0002", DeviceFleet.Road.HTTP).get(20, TimeUnit.SECONDS);

        assertThat(gateway.of("press")).hasSize(2);
        FakeGateway.Received mqtt = gateway.of("press").get(0);
        assertThat(mqtt.topic()).isEqualTo("citywall/v1/fire/FA-0001");
        assertThat(mqtt.qos()).isEqualTo(1);
        assertThat(mqtt.data().get("deviceId").asText()).isEqualTo("FA-0001");
        assertThat(mqtt.data().get("eventId").asText()).isNotEmpty();
        assertThat(mqtt.data().get("deviceTime").asText()).isEqualTo("2026-11-21T08:00:00.000Z");
        assertThat(gateway.of("press").get(1).data().has("eventId")).isFalse();
        assertThatThrownBy(() -> fleet.press("FA-9999"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void heartbeatsOfAllDevicesComeAsTheClockMoves() {
        startFleet(new Scenario(devices, Rates.heartbeatsOnly(), 1, START));
        await().atMost(LIMIT).until(fleet::isConnected);
        clock.now = START.plusSeconds(20);
        await().atMost(LIMIT).until(() -> gateway.of("heartbeat").size() >= devices.size());

        assertThat(gateway.of("heartbeat"))
                .extracting(r -> r.data().get("deviceId").asText())
                .containsAll(devices.stream().map(District.Device::id).toList());
        assertThat(gateway.of("heartbeat").stream().filter(r -> r.topic().equals("http")))
                .hasSize(devices.size() / 20);
        assertThat(gateway.clientIds).contains("demo-integration-1", "FA-0002", "FA-0022");
    }

    @Test
    void anUnconfirmedPressIsSentAgainAfterTheGatewayCameBack() throws Exception {
        startFleet(null);
        await().atMost(LIMIT).until(fleet::isConnected);
        gateway.confirming = false;
        CompletableFuture<Void> mqtt = fleet.press("FA-0001", DeviceFleet.Road.MQTT);
        CompletableFuture<Void> http = fleet.press("FA-0001", DeviceFleet.Road.HTTP);
        await().atMost(LIMIT).until(() -> gateway.of("press").size() >= 2);
        int mqttPort = gateway.mqttPort();
        int httpPort = gateway.httpPort();
        gateway.kill();
        CompletableFuture<Void> whileDown = fleet.press("FA-0003", DeviceFleet.Road.MQTT);
        assertThat(mqtt).isNotDone();
        assertThat(http).isNotDone();
        gateway.received.clear();
        gateway.confirming = true;
        gateway.start(mqttPort, httpPort);

        mqtt.get(20, TimeUnit.SECONDS);
        http.get(20, TimeUnit.SECONDS);
        whileDown.get(20, TimeUnit.SECONDS);

        assertThat(gateway.of("press")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aFleetThatStartsBeforeTheGatewayDeliversLater() throws Exception {
        int mqttPort = gateway.mqttPort();
        int httpPort = gateway.httpPort();
        gateway.kill();
        startFleet(mqttPort, httpPort, null);
        CompletableFuture<Void> early = fleet.press("FA-0001");
        CompletableFuture<Void> heartbeat = fleet.send("FA-0001", FireSignalKind.HEARTBEAT);
        assertThat(heartbeat).isCompletedExceptionally();
        gateway.start(mqttPort, httpPort);

        early.get(20, TimeUnit.SECONDS);
        assertThat(fleet.confirmedCount()).isEqualTo(1);
        assertThat(fleet.notSentCount()).isEqualTo(1);
        assertThat(gateway.of("heartbeat")).isEmpty();
    }

    private void startFleet(Scenario scenario) {
        startFleet(gateway.mqttPort(), gateway.httpPort(), scenario);
    }

    private void startFleet(int mqttPort, int httpPort, Scenario scenario) {
        FleetOptions options = FleetOptions.local(mqttPort, httpPort, "demo", FakeGateway.TOKEN);
        fleet =
                new DeviceFleet(
                        new FleetOptions(
                                options.host(),
                                mqttPort,
                                options.httpBase(),
                                "demo",
                                FakeGateway.TOKEN,
                                3,
                                2),
                        devices,
                        scenario,
                        clock);
        fleet.start();
    }
}
