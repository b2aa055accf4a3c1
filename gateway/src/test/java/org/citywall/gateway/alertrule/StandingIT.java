package org.citywall.gateway.alertrule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Silences, drills and devices out of service. */
@Timeout(60)
class StandingIT {
    private static final String PATH = "/api/v1/standing";
    private static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
    private static final String SILENCE =
            """
            {"commandId":"7b1c9a52-4f0e-4a6c-8d5e-2f9a6f3c1d01","kind":"silence",
             "match":{"domains":["slope"],"sites":["S-007"]},
             "until":"2026-03-01T18:00:00+08:00","reason":"更换测点"}
            """;
    private static final String OUT =
            """
            {"commandId":"7b1c9a52-4f0e-4a6c-8d5e-2f9a6f3c1d02","kind":"out-of-service",
             "match":{"devices":["FD-0001"]},"until":"2026-03-08T08:00:00Z","reason":"主板故障",
             "replacement":"保安每小时巡查"}
            """;
    private static TicketRig rig;

    @BeforeAll
    static void start() {
        rig = new TicketRig();
        rig.access.with("lead2", Role.SHIFT_LEAD, "").with("baLead", Role.SHIFT_LEAD, "yw/ba");
        AlertRulesBook rules =
                new AlertRulesBook(rig.pool, new AlertRulesLog(rig.log, "gw-1"), rig.clock);
        StandingBook book = new StandingBook(rig.pool, rules, rig.clock);
        rig.serve(
                router -> {
                    new AlertRulesRoutes(rules, rig.guard, rig.bodies, rig.clock).mount(router);
                    new StandingRoutes(book, rig.guard, rig.bodies, rig.clock).mount(router);
                });
        sweep = new AlertRulesSweep(rig.vertx, rules, AlertRulesReader.shipped(), rig.clock);
    }

    private static AlertRulesSweep sweep;

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void shipped() {
        rig.clock.advance(Duration.between(rig.clock.instant(), T0));
        rig.sql("TRUNCATE alert_rules, alert_standing, audit");
        rig.sql(
                "INSERT INTO alert_rules (version, rules, effective_at, created_by, created_at,"
                        + " recorded) VALUES (1, '"
                        + Json.string(AlertRulesReader.shipped())
                        + "', '2026-01-01Z', 'citywall', '2026-01-01Z', true)");
        rig.log.reset();
    }

    private static JsonNode post(String body, String who, int status) throws Exception {
        return rig.json("POST", PATH, who, body, status);
    }

    private static List<String> inRules() throws Exception {
        return rig.get("/api/v1/rules/alerts", "viewer", 200)
                .path("standing")
                .findValuesAsText("reason");
    }

    private static List<String> states() throws Exception {
        return rig.get(PATH, "viewer", 200).path("items").findValuesAsText("state");
    }

    @Test
    void aSilenceStandsInTheNextVersionUntilSomebodyEndsIt() throws Exception {
        JsonNode made = post(SILENCE, "lead", 201);
        String id = made.path("id").asText();

        assertThat(made.path("state").asText()).isEqualTo("active");
        assertThat(inRules()).containsExactly("更换测点");
        assertThat(post(SILENCE, "lead", 201).path("id").asText()).isEqualTo(id);
        post(SILENCE, "lead2", 409);
        assertThat(inRules()).hasSize(1);
        rig.json("DELETE", PATH + "/" + id, "officer", null, 403);
        rig.json("DELETE", PATH + "/" + id, "lead2", null, 200);
        assertThat(inRules()).isEmpty();
        assertThat(states()).containsExactly("ended");
        rig.json("DELETE", PATH + "/" + id, "lead2", null, 409);
        rig.json("DELETE", PATH + "/none", "lead2", null, 404);
        assertThat(rig.sql("SELECT who FROM audit ORDER BY id")).containsExactly("lead", "lead2");
        assertThat(rig.get("/api/v1/rules/alerts", "viewer", 200).path("version").asLong())
                .isEqualTo(3);
    }

    @Test
    void aMistypedConditionIsRefusedForItWouldHoldForAll() throws Exception {
        JsonNode problem = post(SILENCE.replace("sites", "site"), "lead", 400);

        assertThat(problem.toString()).contains("/match/site", "is no condition");
        assertThat(inRules()).isEmpty();
    }

    @Test
    void whoSeesOnlyAPlaceReadsInTheRulesWhatIsAnnouncedThere() throws Exception {
        post(SILENCE.replace("\"sites\":[\"S-007\"]", "\"place\":\"yw/sp\""), "lead", 201);

        assertThat(inRules()).hasSize(1);
        assertThat(rig.get("/api/v1/rules/alerts", "baLead", 200).path("standing")).isEmpty();
    }

    @Test
    void aDeviceGoesOutOfServiceWhenAnotherPersonAgrees() throws Exception {
        JsonNode asked = post(OUT, "lead", 202);
        String confirm = PATH + "/" + asked.path("id").asText() + "/confirm";

        assertThat(asked.path("state").asText()).isEqualTo("waiting");
        assertThat(inRules()).isEmpty();
        JsonNode problem = rig.json("POST", confirm, "lead", "{}", 403);
        assertThat(problem.path("title").asText()).isEqualTo("same-person");
        rig.json("POST", confirm, "officer", "{}", 403);
        JsonNode agreed = rig.json("POST", confirm, "lead2", "{}", 200);

        assertThat(agreed.path("confirmedBy").asText()).isEqualTo("lead2");
        assertThat(inRules()).containsExactly("主板故障");
        rig.json("POST", confirm, "lead2", "{}", 409);
        assertThat(rig.sql("SELECT who, action FROM audit ORDER BY id"))
                .containsExactly("lead|ask", "lead2|update");
    }

    @Test
    void whatWaitsCanBeTakenBack() throws Exception {
        String id = post(OUT, "lead", 202).path("id").asText();

        rig.json("DELETE", PATH + "/" + id, "lead2", null, 200);

        assertThat(states()).containsExactly("ended");
        rig.json("POST", PATH + "/" + id + "/confirm", "lead2", "{}", 409);
        assertThat(inRules()).isEmpty();
    }

    @Test
    void rulesThatSomebodyWritesOrRollsBackKeepWhatWasAnnounced() throws Exception {
        post(SILENCE, "lead", 201);

        rig.json(
                "POST",
                "/api/v1/rules/alerts/roll-back",
                "admin",
                "{'expectedVersion':2,'to':1}",
                200);

        assertThat(inRules()).containsExactly("更换测点");
    }

    @Test
    void whatIsOverLeavesTheRulesWithTheNextVersion() throws Exception {
        post(SILENCE, "lead", 201);
        rig.clock.advance(Duration.ofHours(3));
        assertThat(states()).containsExactly("ended");

        post(
                SILENCE.replace("c1d01", "c1d09")
                        .replace("更换测点", "再次更换")
                        .replace("03-01T18", "03-02T18"),
                "lead",
                201);

        assertThat(inRules()).containsExactly("再次更换");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"domains\":[\"slope\"],|   |/match/domains",
                "[\"slope\"]|[\"slope\",\"fire\"]|/match/domains",
                "[\"slope\"]|[\"roof\"]|/match",
                "03-01T18|03-09T18|/until",
                "03-01T18|03-01T15|/until",
                "\"silence\"|\"quiet\"|/kind",
                "更换测点||/reason",
                "7b1c9a52|7b1c9a5x|/commandId",
                "\"silence\"|\"out-of-service\"|/match/devices",
            })
    void whatMayNotBeIsSaidWithItsField(String from, String to, String field) throws Exception {
        JsonNode problem = post(SILENCE.replace(from, to == null ? "" : to), "lead", 400);

        assertThat(problem.path("field").asText()).isEqualTo(field);
        assertThat(inRules()).isEmpty();
    }

    @Test
    void maintenanceOfFireDevicesMayBeSilent() throws Exception {
        post(SILENCE.replace("[\"slope\"]", "[\"fire\"],\"class\":\"maintenance\""), "lead", 201);

        assertThat(inRules()).hasSize(1);
    }

    @Test
    void aDrillIsHeldSomewhere() throws Exception {
        String drill = SILENCE.replace("\"silence\"", "\"drill\"");

        assertThat(
                        post(drill.replace(",\"sites\":[\"S-007\"]", ""), "lead", 400)
                                .path("field")
                                .asText())
                .isEqualTo("/match/place");
        assertThat(
                        post(
                                        drill.replace(
                                                "\"domains\":[\"slope\"],\"sites\":[\"S-007\"]",
                                                "\"place\":\"yw/ba\""),
                                        "lead",
                                        400)
                                .path("field")
                                .asText())
                .isEqualTo("/match/sites");
        post(drill, "lead", 201);
    }

    @Test
    void nobodyAnnouncesForAPlaceThatIsNotTheirs() throws Exception {
        JsonNode made = post(SILENCE, "baLead", 201);

        assertThat(made.path("match").path("place").asText()).isEqualTo("yw/ba");
        post(
                SILENCE.replace("c1d01", "c1d03")
                        .replace("\"sites\"", "\"place\":\"yw/lh\",\"sites\""),
                "baLead",
                403);
        String wide = post(SILENCE.replace("c1d01", "c1d04"), "lead", 201).path("id").asText();
        rig.json("DELETE", PATH + "/" + wide, "baLead", null, 403);
    }

    @Test
    void aSilenceIsInEveryVersionThatIsWrittenForLater() throws Exception {
        var later = Json.mapper().valueToTree(AlertRulesReader.shipped()).deepCopy();
        var body = (com.fasterxml.jackson.databind.node.ObjectNode) later;
        body.remove(List.of("version", "by", "at", "standing"));
        body.put("expectedVersion", 1).put("effectiveAt", "2026-03-01T09:00:00Z");
        rig.json("PUT", "/api/v1/rules/alerts", "admin", body.toString(), 200);

        post(SILENCE, "lead", 201);

        assertThat(rig.sql("SELECT version, rules->'standing'->0->>'reason' FROM alert_rules"))
                .containsExactlyInAnyOrder("1|null", "2|null", "3|更换测点", "4|更换测点");
        TicketRig.await(sweep.look());
        assertThat(
                        rig.log.entries().stream()
                                .filter(e -> e.topic().endsWith("alert-inputs.v1"))
                                .count())
                .isEqualTo((3 + 4) * 4L);
    }
}
