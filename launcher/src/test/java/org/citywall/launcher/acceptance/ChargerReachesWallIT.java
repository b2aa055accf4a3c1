package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.launcher.acceptance.AcceptanceCharger.Manner;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a charger measures reaches the wall, and so does a recording of it, apart. */
class ChargerReachesWallIT {
    private WallClient wall;
    private ApiClient officer;

    @BeforeEach
    void connect() {
        SharedCity.closeAllAlerts();
        officer = SharedCity.officer();
        wall =
                WallClient.connect(
                        officer.base(),
                        officer.token(),
                        List.of("alerts", "chargers", "health"),
                        (topic, item) -> {});
        await().atMost(SharedCity.SOON)
                .until(() -> wall.hasSnapshot("chargers") && wall.hasSnapshot("alerts"));
    }

    @AfterEach
    void close() {
        wall.close();
    }

    @Test
    void aPortThatGetsTooHotIsRedOnTheWall() {
        String id = SharedCity.charger("C-001");
        try (AcceptanceCharger charger =
                TcpCharger.connect(
                        SharedCity.get().ports().chargers(), id, 4_711, Manner.IGNORES)) {
            charger.warm(95);
            charger.warm(96);

            await().atMost(SharedCity.SOON)
                    .until(
                            () ->
                                    Alerts.find(wall, id)
                                            .filter(one -> one.path("level").asInt() == 1)
                                            .filter(
                                                    one ->
                                                            one.path("kind")
                                                                    .asText()
                                                                    .equals("port-hot"))
                                            .isPresent());
            await().atMost(SharedCity.SOON).until(() -> site("C-001").path("level").asInt() == 1);
            assertThat(site("C-001").path("reasons").toString()).contains("96");
            JsonNode page = officer.get("api/v1/chargers/C-001").body();
            assertThat(page.path("chargers").toString()).contains(id);
            assertThat(wall.gaps()).isEmpty();
        }
    }

    @Test
    void aRecordingHasAPageOfItsOwnAndOfWhatGoesOnThereIsNone() {
        String id = SharedCity.charger("C-002");
        Instant begin = Clock.systemUTC().instant().minus(Duration.ofDays(400));
        // Two in a row above 90 °C: the last one makes it red.
        int[] celsius = {60, 93, 95};
        for (int i = 0; i < celsius.length; i++) {
            assertThat(record(id, begin.plusSeconds(i * 20L), celsius[i])).isEqualTo(202);
        }

        await().atMost(SharedCity.SOON)
                .until(() -> site("C-002~replay").path("level").asInt() == 1);
        JsonNode recorded = officer.get("api/v1/chargers/C-002?replay=true").body();
        assertThat(recorded.at("/page/id").asText()).isEqualTo("C-002~replay");
        assertThat(recorded.at("/page/summary/replay").asBoolean()).isTrue();
        assertThat(recorded.at("/page/ports/0/tempC").asDouble()).isEqualTo(95);
        assertThat(officer.get("api/v1/chargers/C-002").body().has("page")).isFalse();
    }

    private static int record(String id, Instant at, int celsius) {
        var event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("type", "citywall.charger.reading.v1");
        event.put("source", "urn:test:recording").put("id", "r-" + celsius).put("cwreplay", true);
        event.putObject("data")
                .put("stationId", id)
                .put("port", 1)
                .put("deviceTime", at.toString())
                .put("state", "charging")
                .put("powerW", 180)
                .put("portTempC", celsius);
        return SharedCity.device()
                .post("api/v1/events", "application/cloudevents+json", Json.string(event))
                .status();
    }

    private JsonNode site(String id) {
        return wall.items("chargers").getOrDefault(id, Json.mapper().missingNode());
    }
}
