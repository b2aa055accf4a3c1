package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a red alarm to a verdict, through the whole chain: people, clocks and the record. */
class FireWorkflowIT {
    private final FireSite site = FireSite.alone();
    private final ApiClient officer = SharedCity.officer();
    private WallClient wall;

    @BeforeEach
    void connect() {
        wall = SharedCity.wall(officer);
        await().atMost(SharedCity.SOON).until(() -> wall.hasSnapshot("alerts"));
    }

    @AfterEach
    void offsetsChained() {
        assertThat(wall.gaps()).isEmpty();
        wall.close();
    }

    @Test
    void restoreBeforeAcknowledgeClearsTheConditionAndLeavesTheResponseOpen() {
        String id = pressed();

        site.restore();

        JsonNode cleared = awaitAlert(a -> is(a, "condition", "cleared"));
        assertThat(cleared.path("response").asText()).isEqualTo("unacknowledged");
        assertThat(cleared.path("level").asInt()).as("its colour stays").isEqualTo(1);
        assertThat(officer.command(id, "close", null, null).status())
                .as("nobody has looked yet")
                .isEqualTo(409);

        assertThat(officer.command(id, "acknowledge", null, null).status()).isEqualTo(200);
        awaitAlert(a -> is(a, "response", "acknowledged") && is(a, "condition", "cleared"));
        assertThat(officer.command(id, "close", null, null).status()).isEqualTo(200);
        await().atMost(SharedCity.SOON).until(() -> alert().isEmpty());
    }

    @Test
    void textOfTheCallTo119IsStoredWithWhoAndWhenAndStandsInTheTimeline() {
        String id = pressed();
        String path = "api/v1/alerts/" + id + "/report119";
        JsonNode draft = officer.get(path).body();
        assertThat(draft.path("text").asText()).contains(site.name());
        assertThat(draft.path("missing").toString()).contains("contact").doesNotContain("address");
        String text = draft.path("text").asText() + "已派微型消防站";
        Instant before = Instant.now().minusSeconds(1);

        ObjectNode call = Json.mapper().createObjectNode();
        call.put("commandId", UUID.randomUUID().toString()).put("text", text);
        Answer stored = officer.post(path, Json.string(call));

        assertThat(stored.status()).as(stored.body().toString()).isEqualTo(200);
        JsonNode shown = awaitAlert(a -> a.has("report119")).path("report119");
        assertThat(shown.path("by").asText()).isEqualTo("officer");
        assertThat(shown.path("byName").asText()).isNotBlank();
        assertThat(Instant.parse(shown.path("at").asText()))
                .isBetween(before, Instant.now().plusSeconds(1));
        JsonNode line = awaitLine(id, "report-119");
        assertThat(line.path("by").asText()).isEqualTo("officer");
        assertThat(line.path("reason").asText()).contains(text.lines().toList());
        assertThat(officer.get(path).body().path("reported")).isEqualTo(shown);
    }

    @Test
    void falseAlarmAfterACallBackEndsTheAlarmAndCountsByItsCause() {
        String id = pressed();
        int before = countOf("fumes");
        assertThat(officer.command(id, "acknowledge", null, null).status()).isEqualTo(200);

        assertThat(command(id, "verify", "result", "false").status()).isEqualTo(200);
        JsonNode said = awaitAlert(a -> a.has("verification"));
        assertThat(said.path("verification").path("result").asText()).isEqualTo("false");
        assertThat(said.path("response").asText()).as("it ends nothing").isEqualTo("verifying");

        assertThat(command(id, "false-alarm", "cause", "fumes").status()).isEqualTo(200);
        JsonNode ended = awaitAlert(a -> is(a, "response", "resolved"));
        assertThat(ended.path("disposition").asText()).isEqualTo("false-alarm");
        assertThat(ended.path("falseAlarmCause").asText()).isEqualTo("fumes");
        await().atMost(SharedCity.SOON).until(() -> countOf("fumes") == before + 1);

        site.restore();
        awaitAlert(a -> is(a, "condition", "cleared"));
        assertThat(officer.command(id, "close", null, null).status()).isEqualTo(200);
        await().atMost(SharedCity.SOON).until(() -> alert().isEmpty());
        assertThat(countOf("fumes")).as("closed, it still counts").isEqualTo(before + 1);
    }

    @Test
    void alarmThatNobodyVerifiesInTimeIsTakenForReal() {
        String id = pressed();
        assertThat(officer.command(id, "acknowledge", null, null).status()).isEqualTo(200);

        JsonNode presumed =
                await().atMost(SharedCity.PRESUMED_AFTER.plus(SharedCity.SOON))
                        .until(
                                this::alert,
                                found -> found.filter(a -> a.has("verification")).isPresent())
                        .orElseThrow();

        assertThat(presumed.path("verification").path("result").asText()).isEqualTo("confirmed");
        assertThat(presumed.path("verification").path("byRule").asBoolean()).isTrue();
        assertThat(presumed.path("response").asText()).isEqualTo("acknowledged");
        JsonNode line = awaitLine(id, "presumed");
        assertThat(line.path("reason").asText()).contains("应拨打 119");
        Instant raised = Instant.parse(awaitLine(id, "raised").path("at").asText());
        assertThat(Instant.parse(line.path("eventTime").asText()))
                .isEqualTo(raised.plus(SharedCity.PRESUMED_AFTER));
    }

    @Test
    void dutyCheckThatNobodyAnswersIsAMaintenanceAlertUntilOneIsAnswered() throws Exception {
        try (AcceptancePanel panel = AcceptancePanel.connect(site.panelAddress())) {
            String first = dutyCheck(panel);
            SharedCity.lapse(first);

            JsonNode alert = awaitMaintenance(a -> is(a, "condition", "active"));
            assertThat(alert.path("kind").asText()).isEqualTo("duty-unanswered");
            assertThat(alert.path("reason").asText()).contains("查岗无人应答（限时 1 分钟）");
            assertThat(alert.path("level").asInt()).isGreaterThan(1);
            await().atMost(SharedCity.SOON).until(() -> stateOf(first).equals("unanswered"));

            String second = dutyCheck(panel);
            panel.answerDutyCheck();

            awaitMaintenance(a -> is(a, "condition", "cleared"));
            await().atMost(SharedCity.SOON).until(() -> stateOf(second).equals("answered"));
            assertThat(stateOf(first)).isEqualTo("unanswered");
        }
    }

    private String pressed() {
        site.press();
        return awaitAlert(a -> is(a, "condition", "active")).path("id").asText();
    }

    private String dutyCheck(AcceptancePanel panel) {
        String id = UUID.randomUUID().toString();
        Answer ordered =
                officer.post(
                        "api/v1/devices/" + site.panelId() + "/commands",
                        "{\"commandId\":\"%s\",\"kind\":\"duty-check\",\"timeoutMinutes\":1}"
                                .formatted(id));
        assertThat(ordered.status()).as(ordered.body().toString()).isEqualTo(202);
        await().atMost(SharedCity.SOON).until(panel::isChecked);
        panel.confirmOrders();
        await().atMost(SharedCity.SOON).until(() -> stateOf(id).equals("confirmed"));
        return id;
    }

    private String stateOf(String commandId) {
        return officer.get("api/v1/devices/" + site.panelId() + "/commands/" + commandId)
                .body()
                .path("state")
                .asText();
    }

    private Answer command(String alertId, String action, String field, String value) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("commandId", UUID.randomUUID().toString()).put("action", action);
        body.put(field, value);
        return officer.post("api/v1/alerts/" + alertId + "/commands", Json.string(body));
    }

    private int countOf(String cause) {
        JsonNode numbers = officer.get("api/v1/fire/coverage").body().path("falseAlarms");
        return numbers.path("byCause").path(cause).asInt(0);
    }

    private Optional<JsonNode> alert() {
        return Alerts.find(wall, site.button());
    }

    private JsonNode awaitAlert(Predicate<JsonNode> wanted) {
        return await().atMost(SharedCity.SOON)
                .until(this::alert, found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    private JsonNode awaitMaintenance(Predicate<JsonNode> wanted) {
        return await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                wall.items("alerts").values().stream()
                                        .filter(a -> is(a, "class", "maintenance"))
                                        .filter(a -> Alerts.hasSource(a, site.panelId()))
                                        .filter(wanted)
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The line of the timeline with this action, once the record has it. */
    private JsonNode awaitLine(String alertId, String action) {
        return await().atMost(SharedCity.SOON)
                .until(() -> line(alertId, action), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> line(String alertId, String action) {
        for (JsonNode line : officer.get("api/v1/alerts/" + alertId).body().path("timeline")) {
            if (is(line, "action", action)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static boolean is(JsonNode node, String field, String value) {
        return node.path(field).asText().equals(value);
    }
}
