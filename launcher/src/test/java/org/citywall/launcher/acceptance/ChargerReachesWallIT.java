package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.gateway.Gateway;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.WallClient;
import org.citywall.launcher.embedded.FreeOffset;
import org.citywall.launcher.embedded.Ports;
import org.citywall.stream.job.EbikeJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A charger that speaks {@code 5A A5} over TCP reaches the wall, and an order of the desk reaches
 * the charger and ends with a proof, or says that there is none. Each test has a charger of its
 * own.
 */
class ChargerReachesWallIT {
    /** Two attempts with all that each may take. */
    private static final Duration AN_ORDER = Duration.ofSeconds(90);

    private static final int FIRST_OF_ITS_SITE = 0;

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
    void aPortThatGetsTooHotIsRedOnTheWall() throws Exception {
        String id = charger("C-001");
        try (AcceptanceCharger charger = connect(id, AcceptanceCharger::ignore)) {
            charger.warm(95);
            charger.warm(96);

            awaitAlert("C-001", "port-hot", 1);
            await().atMost(SharedCity.SOON).until(() -> site("C-001").path("level").asInt() == 1);
            assertThat(site("C-001").path("reasons").toString()).contains("96");
            JsonNode page = officer.get("api/v1/chargers/C-001").body();
            assertThat(page.path("chargers").toString()).contains(id);
            assertThat(wall.gaps()).isEmpty();
        }
    }

    @Test
    void aCutOffEndsWithAMeasurement() throws Exception {
        String id = charger("C-002");
        try (AcceptanceCharger charger = connect(id, AcceptanceCharger::obey)) {
            String order = cutOff(officer, "C-002", id);

            assertThat(awaitEnd("C-002", id, order)).isEqualTo("VERIFIED");
            assertThat(charger.stopsHeard()).isOne();
            // The same order again has no effect.
            assertThat(order(officer, "C-002", id, order).status()).isBetween(200, 202);
            assertThat(state("C-002", id, order)).isEqualTo("VERIFIED");
            assertThat(charger.stopsHeard()).isOne();
        }
    }

    @Test
    void aChargerThatDoesNotAnswerEndsAsATimeOut() throws Exception {
        String id = charger("C-003");
        try (AcceptanceCharger charger = connect(id, AcceptanceCharger::ignore)) {
            String order = cutOff(officer, "C-003", id);

            assertThat(awaitEnd("C-003", id, order)).isEqualTo("TIMEOUT");
            assertThat(charger.stopsHeard()).isEqualTo(2);
            awaitAlert("C-003", "cut-off-failed", 2);
        }
    }

    @Test
    void aRelayThatSticksIsFoundByMeasuring() throws Exception {
        String id = charger("C-004");
        try (AcceptanceCharger charger = connect(id, AcceptanceCharger::pretend)) {
            String order = cutOff(officer, "C-004", id);

            assertThat(awaitEnd("C-004", id, order)).isEqualTo("FAILED");
            assertThat(charger.stopsHeard()).isEqualTo(2);
            awaitAlert("C-004", null, 1);
        }
    }

    @Test
    void anOrderReachesTheChargerThroughAGatewayThatDoesNotHoldItsLine() throws Exception {
        String id = charger("C-005");
        Ports others = Ports.offset(FreeOffset.claim());
        Gateway second = SharedCity.get().anotherGateway(others);
        try (AcceptanceCharger charger = connect(id, AcceptanceCharger::obey)) {
            ApiClient there =
                    new ApiClient(others.web()).login("officer", SharedCity.OFFICER_PASSWORD);
            String order = cutOff(there, "C-005", id);

            assertThat(awaitEnd("C-005", id, order)).isEqualTo("VERIFIED");
            assertThat(charger.stopsHeard()).isOne();
        } finally {
            second.stop().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void anOrderSurvivesItsJob() throws Exception {
        String id = charger("C-006");
        try (AcceptanceCharger charger = connect(id, AcceptanceCharger::obey)) {
            SharedCity.get().flink().cancel(EbikeJob.NAME);
            String order;
            try {
                order = cutOff(officer, "C-006", id);
            } finally {
                SharedCity.get().flink().resume(EbikeJob.NAME);
            }

            assertThat(awaitEnd("C-006", id, order)).isEqualTo("VERIFIED");
            assertThat(charger.stopsHeard()).isOne();
        }
    }

    private static AcceptanceCharger connect(String id, AcceptanceCharger.Manner manner)
            throws Exception {
        return AcceptanceCharger.connect(SharedCity.get().ports().chargers(), id, 4_711, manner);
    }

    /** The first charger of a site of the demo district. */
    private static String charger(String site) {
        return SharedCity.get().chargers().entrySet().stream()
                .filter(one -> one.getValue().equals(site))
                .map(Map.Entry::getKey)
                .toList()
                .get(FIRST_OF_ITS_SITE);
    }

    private static String cutOff(ApiClient who, String site, String charger) {
        String id = UUID.randomUUID().toString();
        Answer answer = order(who, site, charger, id);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return id;
    }

    private static Answer order(ApiClient who, String site, String charger, String id) {
        String json = Json.string(Map.of("commandId", id, "action", "cut-off", "reason", "验收测试"));
        return who.post(path(site, charger), json);
    }

    private static String path(String site, String charger) {
        return "api/v1/chargers/%s/stations/%s/ports/%d/orders"
                .formatted(site, charger, AcceptanceCharger.PORT);
    }

    private String state(String site, String charger, String order) {
        return officer.get(path(site, charger) + "/" + order).body().path("state").asText();
    }

    private String awaitEnd(String site, String charger, String order) {
        List<String> ends = List.of("VERIFIED", "FAILED", "TIMEOUT", "REFUSED");
        await().atMost(AN_ORDER).until(() -> ends.contains(state(site, charger, order)));
        return state(site, charger, order);
    }

    private JsonNode site(String id) {
        return wall.items("chargers").getOrDefault(id, Json.mapper().missingNode());
    }

    private void awaitAlert(String site, String kind, int level) {
        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                wall.items("alerts").values().stream()
                                        .filter(
                                                one ->
                                                        one.path("groupKey")
                                                                .asText()
                                                                .equals("ebike/alarm/" + site))
                                        .filter(
                                                one ->
                                                        kind == null
                                                                || one.path("kind")
                                                                        .asText()
                                                                        .equals(kind))
                                        .anyMatch(one -> one.path("level").asInt() == level));
    }
}
