package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.launcher.acceptance.AcceptanceCharger.Manner;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A site goes dark: what follows from it is explained by it, and what is red never is. */
class PowerCutReachesWallIT {
    private static final String SITE = "ACC-DARK";
    private static final String BUTTON = "ACC-DARK-FA";
    private static final String ONE = "CH-861000000000071";
    private static final String OTHER = "CH-861000000000072";
    private static final int HEARTBEAT_S = 5;

    /** Three missed heartbeats, and the way to the wall. */
    private static final Duration SILENT =
            SharedCity.SOON.plus(Duration.ofSeconds(3 * HEARTBEAT_S));

    private final ApiClient officer = SharedCity.officer();
    private WallClient wall;

    @BeforeEach
    void connect() {
        SharedCity.closeAllAlerts();
        FireSite.importCsv(
                "sites",
                "id,name,place,kind,lon,lat,address\n"
                        + SITE
                        + ",验收充电棚,yunwan/shapu,charging,115.3,23.9,验收路停电处\n");
        FireSite.importCsv(
                "devices",
                "id,domain,kind,siteId\n%s,fire,one-click-alarm,%s\n%s,ebike,charger,%s\n%s,ebike,charger,%s\n"
                        .formatted(BUTTON, SITE, ONE, SITE, OTHER, SITE));
        ObjectNode profile = Json.mapper().createObjectNode();
        profile.put("expectedVersion", 0).put("heartbeatS", HEARTBEAT_S);
        var answer =
                SharedCity.admin()
                        .put("api/v1/chargers/" + SITE + "/profile", Json.string(profile));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        wall =
                WallClient.connect(
                        officer.base(),
                        officer.token(),
                        List.of("alerts", "indicators"),
                        (topic, item) -> {});
        await().atMost(SharedCity.SOON).until(() -> wall.hasSnapshot("alerts"));
    }

    @AfterEach
    void close() {
        wall.close();
    }

    @Test
    void chargersThatFallSilentWithTheirSiteAreExplainedByItAndAFireThereIsNot() {
        try (TcpCharger one = charger(ONE, 9_001);
                TcpCharger other = charger(OTHER, 9_002)) {
            one.live();
            other.live();
        }
        assertThat(SharedCity.device().press(BUTTON, UUID.randomUUID().toString()).join())
                .isEqualTo(202);

        JsonNode dark = awaitAlert("site-offline");
        JsonNode offline =
                await().atMost(SILENT)
                        .until(
                                () -> find("station-offline"),
                                found -> found.isPresent() && suppressor(found.get()) != null)
                        .orElseThrow();
        assertThat(suppressor(offline)).isEqualTo(dark.path("id").asText());
        assertThat(dark.path("suppressedBy").isMissingNode()).isTrue();
        JsonNode fire =
                await().atMost(SharedCity.SOON)
                        .until(() -> Alerts.find(wall, BUTTON), Optional::isPresent)
                        .orElseThrow();
        assertThat(fire.path("level").asInt()).isEqualTo(1);
        assertThat(suppressor(fire)).as("red is never hidden").isNull();
        await().atMost(SharedCity.SOON)
                .untilAsserted(
                        () ->
                                assertThat(wall.items("indicators").values())
                                        .as("counted and visible: %s", wall.items("indicators"))
                                        .anyMatch(seat -> seat.path("inhibited").asInt() > 0));

        try (TcpCharger back = charger(ONE, 9_003)) {
            back.live();
            await().atMost(SILENT)
                    .untilAsserted(
                            () -> {
                                JsonNode still = find("station-offline").orElseThrow();
                                assertThat(still.path("condition").asText()).isEqualTo("active");
                                assertThat(suppressor(still)).as("%s", still).isNull();
                            });
        }
        assertThat(wall.gaps()).isEmpty();
    }

    private static TcpCharger charger(String id, long session) {
        return TcpCharger.connect(SharedCity.get().ports().chargers(), id, session, Manner.IGNORES);
    }

    private JsonNode awaitAlert(String kind) {
        return await().atMost(SILENT).until(() -> find(kind), Optional::isPresent).orElseThrow();
    }

    private Optional<JsonNode> find(String kind) {
        return wall.items("alerts").values().stream()
                .filter(alert -> alert.path("kind").asText().equals(kind))
                .filter(alert -> alert.at("/site/id").asText().equals(SITE))
                .findFirst();
    }

    private static String suppressor(JsonNode alert) {
        return alert.path("suppressedBy").textValue();
    }
}
