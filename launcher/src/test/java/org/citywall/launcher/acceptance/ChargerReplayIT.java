package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.WallClient;
import org.citywall.launcher.replay.ChargerReplay;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recorded evening at a charger, in which a plug gets dangerously hot, goes through the real
 * ingest and never touches what is going on.
 */
class ChargerReplayIT {
    private static final String SITE = "C-020";
    private static final String GROUP = "ebike/alarm/" + SITE + "/replay";

    /** The plug begins to warm half an hour into the recording. */
    private static final Instant HEATS = Instant.parse("2025-07-18T13:30:00Z");

    private static final Instant ENDS = Instant.parse("2025-07-18T13:52:00Z");

    @TempDir private Path folder;

    /** The city is shared, and no other test reckons with it. */
    @AfterAll
    static void resetAutomatic() {
        setAutomatic(SharedCity.admin(), false);
    }

    @Test
    void aHeatUpIsToldAsARecordingAndNothingIsCutOff() throws Exception {
        ApiClient admin = SharedCity.admin();
        String charger = charger();
        setAutomatic(admin, true);
        live(charger);
        await().atMost(SharedCity.SOON).until(() -> temperature(admin) == 36);
        try (WallClient wall = wall()) {
            replay("urn:test:chargers:1", charger);

            await().atMost(SharedCity.SOON).until(() -> alert(wall).path("level").asInt(9) == 1);
            JsonNode alert = alert(wall);
            assertThat(alert.path("tags").toString()).contains("replay");
            assertThat(Instant.parse(alert.path("firstSignalAt").asText())).isBetween(HEATS, ENDS);
            assertThat(alert.path("escalation").path("notified")).isEmpty();

            JsonNode recorded = page(admin, "?replay=true");
            assertThat(recorded.path("ports").findValuesAsText("port")).containsExactly("2", "5");
            assertThat(recorded.path("orders")).isEmpty();
            JsonNode live = page(admin, "");
            assertThat(live.path("ports").findValuesAsText("port")).containsExactly("2");
            assertThat(live.at("/ports/0/tempC").asInt()).isEqualTo(36);
            assertThat(live.at("/ports/0/reasons")).isEmpty();
            assertThat(live.path("orders")).isEmpty();
            JsonNode ordered = admin.get("api/v1/chargers/" + SITE + "/orders").body();
            assertThat(ordered.path("items")).isEmpty();
            assertThat(wall.items("alerts").values())
                    .noneMatch(one -> one.path("groupKey").asText().equals("ebike/alarm/" + SITE));
        }
    }

    @Test
    void aSecondRunIsJudgedAnewAndTellsTheSame() throws Exception {
        String charger = charger();
        ApiClient admin = SharedCity.admin();
        replay("urn:test:chargers:2", charger);
        JsonNode first = page(admin, "?replay=true");
        replay("urn:test:chargers:3", charger);
        JsonNode second = page(admin, "?replay=true");

        assertThat(second.path("ports")).isEqualTo(first.path("ports"));
        assertThat(second.path("rev").asLong()).isGreaterThan(first.path("rev").asLong());
    }

    @Test
    void whatIsWrongIsNamedByFieldAndLine() throws Exception {
        ChargerReplay unknown = replay("urn:test:chargers:4");
        assertThat(unknown.send(recording(), map("CH-NOBODY"))).isFalse();
        assertThat(unknown.awaitEvaluated()).as("nothing was accepted").isTrue();

        Path misspelt = Files.writeString(folder.resolve("bad.json"), mapOf(charger()));
        Files.writeString(misspelt, Files.readString(misspelt).replace("\"watts\"", "\"wats\""));
        assertThatThrownBy(() -> replay("urn:test:chargers:5").send(recording(), misspelt))
                .hasMessageContaining("powerW")
                .hasMessageContaining("wats");
    }

    private void replay(String source, String charger) throws Exception {
        ChargerReplay replay = replay(source);
        assertThat(replay.send(recording(), map(charger))).isTrue();
        assertThat(replay.awaitEvaluated()).isTrue();
    }

    private static ChargerReplay replay(String source) {
        return new ChargerReplay(SharedCity.device(), SharedCity.get().wallToken(), source, 0);
    }

    /** The same, packed. */
    private Path recording() throws Exception {
        Path file = folder.resolve("charger-hot.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            Files.copy(Path.of("src/test/resources/replay/charger-hot.csv"), out);
        }
        return file;
    }

    private Path map(String charger) throws Exception {
        return Files.writeString(folder.resolve("map.json"), mapOf(charger));
    }

    private static String mapOf(String charger) {
        return """
               {"time":"when","zone":"Asia/Shanghai","stationId":"%s","port":"socket",
                "state":"status","powerW":"watts","voltageV":"mains","currentA":"amps",
                "portTempC":"plug","boardTempC":"board","smoke":"alarm","sessionId":"order",
                "elapsedS":"secs","energyWh":"wh","stopReason":"why"}
               """
                .formatted(charger);
    }

    private static String charger() {
        return SharedCity.get().chargers().entrySet().stream()
                .filter(one -> one.getValue().equals(SITE))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static void setAutomatic(ApiClient admin, boolean on) {
        JsonNode profile = admin.get("api/v1/chargers/" + SITE + "/profile").body();
        ObjectNode change = Json.mapper().createObjectNode();
        change.put("expectedVersion", profile.path("version").asInt()).put("autoCutOff", on);
        Answer answer = admin.put("api/v1/chargers/" + SITE + "/profile", Json.string(change));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    /** The same port, now: it charges and is cool. */
    private static void live(String charger) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("type", "citywall.charger.reading.v1");
        event.put("source", "urn:test:live").put("id", "1");
        event.putObject("data")
                .put("stationId", charger)
                .put("port", 2)
                .put("state", "charging")
                .put("powerW", 180)
                .put("portTempC", 36);
        Answer answer =
                SharedCity.device()
                        .post("api/v1/events", "application/cloudevents+json", Json.string(event));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    }

    private static JsonNode page(ApiClient who, String asked) {
        return who.get("api/v1/chargers/" + SITE + asked).body().path("page");
    }

    private static int temperature(ApiClient who) {
        return page(who, "").at("/ports/0/tempC").asInt();
    }

    private static WallClient wall() {
        return WallClient.connect(
                SharedCity.device().base(),
                SharedCity.get().wallToken(),
                List.of("alerts", "chargers"),
                (topic, item) -> {});
    }

    private static JsonNode alert(WallClient wall) {
        return wall.items("alerts").values().stream()
                .filter(one -> one.path("groupKey").asText().equals(GROUP))
                .findFirst()
                .orElse(Json.mapper().missingNode());
    }
}
