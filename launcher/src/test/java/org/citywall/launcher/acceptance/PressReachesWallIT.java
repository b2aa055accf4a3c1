package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.MqttDevice;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pressed button becomes a red alert on every wall, and what an officer does shows on each. */
class PressReachesWallIT {
    private ApiClient officer;
    private WallClient wall;

    @BeforeEach
    void connect() {
        officer = SharedCity.officer();
        wall = SharedCity.wall(officer);
        await().atMost(SharedCity.SOON).until(() -> wall.hasSnapshot("alerts"));
    }

    @AfterEach
    void offsetsChained() {
        assertThat(wall.gaps()).isEmpty();
        wall.close();
    }

    @Test
    void pressByHttpIsARedAlertOnTheWall() {
        String device = SharedCity.freshDevice();

        assertThat(SharedCity.device().press(device, UUID.randomUUID().toString()).join())
                .isEqualTo(202);

        JsonNode alert = awaitAlert(device);
        assertThat(alert.path("level").asInt()).isEqualTo(1);
        assertThat(alert.path("condition").asText()).isEqualTo("active");
        assertThat(alert.path("response").asText()).isEqualTo("unacknowledged");
        assertThat(alert.path("site").path("name").asText()).isNotBlank();
        assertThat(alert.path("place").asText()).startsWith("yunwan/shapu/");
    }

    @Test
    void pressByMqttIsARedAlertOnTheWall() {
        String device = SharedCity.freshDevice();
        try (MqttDevice mqtt =
                MqttDevice.connect(
                        SharedCity.get().ports().mqtt(), "demo", SharedCity.DEVICE_TOKEN)) {
            mqtt.press(device, UUID.randomUUID().toString()).join();
        }

        assertThat(awaitAlert(device).path("level").asInt()).isEqualTo(1);
    }

    @Test
    void pressByMosquittoPubIsARedAlertOnTheWall() throws IOException, InterruptedException {
        String device = SharedCity.freshDevice();
        Process mosquitto =
                new ProcessBuilder(
                                "mosquitto_pub",
                                "-h",
                                "127.0.0.1",
                                "-p",
                                "" + SharedCity.get().ports().mqtt(),
                                "-u",
                                "demo",
                                "-P",
                                SharedCity.DEVICE_TOKEN,
                                "-q",
                                "1",
                                "-t",
                                "citywall/v1/fire/" + device,
                                "-m",
                                "{\"signal\":\"press\"}")
                        .inheritIO()
                        .start();
        assertThat(mosquitto.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(mosquitto.exitValue()).isZero();

        assertThat(awaitAlert(device).path("level").asInt()).isEqualTo(1);
    }

    @Test
    void repeatedEventHasNoEffect() {
        String device = SharedCity.freshDevice();
        String eventId = UUID.randomUUID().toString();

        assertThat(SharedCity.device().press(device, eventId).join()).isEqualTo(202);
        JsonNode first = awaitAlert(device);
        assertThat(SharedCity.device().press(device, eventId).join()).isEqualTo(202);
        assertThat(SharedCity.device().press(device, UUID.randomUUID().toString()).join())
                .isEqualTo(202);

        await().atMost(SharedCity.SOON)
                .until(() -> awaitAlert(device).path("occurrences").asInt() == 2);
        assertThat(Alerts.of(wall, device)).hasSize(1);
        assertThat(awaitAlert(device).path("id")).isEqualTo(first.path("id"));
    }

    @Test
    void whatAnOfficerDoesShowsOnTheOtherWallAndInTheTimeline() {
        String device = SharedCity.freshDevice();
        SharedCity.device().press(device, UUID.randomUUID().toString()).join();
        String alertId = awaitAlert(device).path("id").asText();

        Answer acknowledged = officer.command(alertId, "acknowledge", null, null);

        assertThat(acknowledged.status()).isEqualTo(200);
        await().atMost(SharedCity.SOON)
                .until(() -> awaitAlert(device).path("response").asText().equals("acknowledged"));
        assertThat(awaitAlert(device).path("owner").asText()).isEqualTo("officer");

        Answer again = officer.command(alertId, "acknowledge", null, null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("detail").asText()).isNotBlank();

        await().atMost(SharedCity.SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                officer.get("api/v1/alerts/" + alertId)
                                                        .body()
                                                        .path("timeline")
                                                        .findValuesAsText("action"))
                                        .containsExactly("raised", "acknowledge"));
    }

    @Test
    void alertRunsThroughItsLifeToClosedAndLeavesTheWall() {
        String device = SharedCity.freshDevice();
        SharedCity.device().press(device, UUID.randomUUID().toString()).join();
        String alertId = awaitAlert(device).path("id").asText();

        assertThat(officer.command(alertId, "acknowledge", null, null).status()).isEqualTo(200);
        assertThat(officer.command(alertId, "dispatch", null, "微型消防站").status()).isEqualTo(200);
        assertThat(officer.command(alertId, "arrive", null, null).status()).isEqualTo(200);
        assertThat(officer.command(alertId, "false-alarm", "误触", null).status()).isEqualTo(200);
        assertThat(officer.command(alertId, "close", "现场已复位", null).status()).isEqualTo(200);

        await().atMost(SharedCity.SOON).until(() -> Alerts.of(wall, device).isEmpty());
        // The record follows; REST reads it.
        await().atMost(SharedCity.SOON)
                .untilAsserted(
                        () -> {
                            JsonNode closed = officer.get("api/v1/alerts/" + alertId).body();
                            assertThat(closed.path("response").asText()).isEqualTo("closed");
                            assertThat(closed.path("disposition").asText())
                                    .isEqualTo("false-alarm");
                        });
    }

    @Test
    void viewerMayNotCommand() {
        Answer enrolled =
                SharedCity.admin().post("api/v1/wall-tokens", "{\"name\":\"acceptance\"}");
        assertThat(enrolled.status()).isIn(200, 201);
        ApiClient readOnly = officer.withToken(enrolled.body().path("token").asText());
        String device = SharedCity.freshDevice();
        SharedCity.device().press(device, UUID.randomUUID().toString()).join();
        String alertId = awaitAlert(device).path("id").asText();

        assertThat(readOnly.get("api/v1/alerts").status()).isEqualTo(200);
        assertThat(readOnly.command(alertId, "acknowledge", null, null).status()).isEqualTo(403);
    }

    private JsonNode awaitAlert(String device) {
        return await().atMost(SharedCity.SOON)
                .until(() -> Alerts.find(wall, device), found -> found.isPresent())
                .orElseThrow();
    }
}
