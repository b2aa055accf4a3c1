package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.MqttDevice;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stations of a slope that speak the national dialect over MQTT reach the wall. */
class SlopeReachesWallIT {
    private static final String SLOPE = "S-001";
    private static final Duration A_TURN_AND_MORE = Duration.ofSeconds(60);
    private static final String GNSS = "SL-001-01";
    private static final String CRACK = "SL-001-02";
    private static final int DAYS = 28;
    private static final int HOURS_TO_FAILURE = 24;

    private WallClient wall;
    private ApiClient officer;
    private MqttDevice stations;

    @BeforeEach
    void connect() {
        SharedCity.closeAllAlerts();
        officer = SharedCity.officer();
        wall =
                WallClient.connect(
                        officer.base(),
                        officer.token(),
                        List.of("alerts", "slopes", "health"),
                        (topic, item) -> {});
        await().atMost(SharedCity.SOON).until(() -> wall.hasSnapshot("slopes"));
        stations =
                MqttDevice.connect(
                        SharedCity.get().ports().mqtt(), "demo", SharedCity.DEVICE_TOKEN);
    }

    @AfterEach
    void close() {
        stations.close();
        wall.close();
    }

    /** Two kinds of instruments tell of the last four weeks, at the end of which 1/v nears zero. */
    @Test
    void anAcceleratingSlopeIsRedOnTheWallWithItsReasons() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        say(GNSS, "L1_GP_1", now, true);
        say(CRACK, "L1_LF_1", now, false);

        // The first backlog alone makes it red; the view is whole when both are at their ends.
        // Red is shown at once, the rest of the backlogs behind it in its turn.
        await().atMost(A_TURN_AND_MORE)
                .untilAsserted(
                        () -> {
                            JsonNode view = slope();
                            assertThat(view.path("level").asInt()).as("%s", view).isOne();
                            assertThat(view.path("instruments")).hasSize(2);
                            view.path("instruments")
                                    .forEach(one -> assertThat(at(one)).isEqualTo(now));
                        });
        JsonNode view = slope();
        assertThat(view.path("reasons").toString()).contains("mm/d");
        assertThat(view.path("next").asText()).isNotBlank();
        assertThat(view.path("support").asText()).isNotEqualTo("suspect");
        assertThat(Instant.parse(view.path("at").asText())).isBetween(now.minusSeconds(1), now);

        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                Alerts.find(wall, SLOPE)
                                        .filter(alert -> alert.path("level").asInt() == 1)
                                        .isPresent());
        JsonNode alert = Alerts.find(wall, SLOPE).orElseThrow();
        assertThat(alert.path("groupKey").asText()).isEqualTo("slope/alarm/" + SLOPE);
        assertThat(alert.path("title").asText()).contains("红色");
        assertThat(alert.path("reason").asText()).contains("mm/d");
        assertThat(Alerts.of(wall, SLOPE)).hasSize(1);
        assertThat(wall.gaps()).isEmpty();
    }

    @Test
    void aStationThatNobodyRegisteredWaitsInTheQuarantine() throws Exception {
        say("SL-UNKNOWN", "L1_LF_1", Instant.now(), false);

        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                StreamSupport.stream(
                                                SharedCity.admin()
                                                        .get("api/v1/quarantine?limit=500")
                                                        .body()
                                                        .path("items")
                                                        .spliterator(),
                                                false)
                                        .anyMatch(one -> one.toString().contains("SL-UNKNOWN")));
        assertThat(wall.items("slopes")).doesNotContainKey("SL-UNKNOWN");
    }

    private static Instant at(JsonNode instrument) {
        return Instant.parse(instrument.path("lastAt").asText());
    }

    private JsonNode slope() {
        return wall.items("slopes").getOrDefault(SLOPE, Json.mapper().missingNode());
    }

    private void say(String station, String channel, Instant now, boolean gnss) throws Exception {
        ObjectNode message = Json.mapper().createObjectNode();
        ObjectNode times = message.putObject(station).putObject(channel);
        for (int hour = DAYS * 24; hour >= 0; hour--) {
            double mm = displacement(hour);
            String at = now.minus(Duration.ofHours(hour)).toString();
            if (gnss) {
                times.putObject(at)
                        .put("gpsTotalX", 0.8 * mm)
                        .put("gpsTotalY", 0.6 * mm)
                        .put("gpsTotalZ", 0.0);
            } else {
                times.put(at, 12 + mm);
            }
        }
        stations.publishTo("$dp", Json.bytes(message)).get(30, TimeUnit.SECONDS);
    }

    /** 1/v = 0.05 d/mm for each day before failure (Fukuzono). */
    private static double displacement(int hoursAgo) {
        double whole = DAYS * 24 + HOURS_TO_FAILURE;
        return 20 * Math.log(whole / (hoursAgo + HOURS_TO_FAILURE));
    }
}
