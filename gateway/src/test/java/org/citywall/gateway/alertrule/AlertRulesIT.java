package org.citywall.gateway.alertrule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of alerts as data, and how the job hears of them. */
@Timeout(60)
class AlertRulesIT {
    private static final String PATH = "/api/v1/rules/alerts";
    private static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
    private static TicketRig rig;
    private static AlertRulesBook book;
    private AlertRulesSweep sweep;

    @BeforeAll
    static void start() {
        rig = new TicketRig();
        book = new AlertRulesBook(rig.pool, new AlertRulesLog(rig.log, "gw-1"), rig.clock);
        rig.serve(
                router ->
                        new AlertRulesRoutes(book, rig.guard, rig.bodies, rig.clock).mount(router));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void shipped() {
        rig.clock.advance(Duration.between(rig.clock.instant(), T0));
        rig.sql("TRUNCATE alert_rules, alert_standing, audit");
        rig.log.reset();
        sweep = newSweep();
        TicketRig.await(sweep.look());
        rig.log.reset();
    }

    private static AlertRulesSweep newSweep() {
        return new AlertRulesSweep(rig.vertx, book, AlertRulesReader.shipped(), rig.clock);
    }

    private static ObjectNode body(long expected) {
        ObjectNode body = Json.mapper().valueToTree(AlertRulesReader.shipped());
        body.remove(List.of("version", "by", "at", "effectiveAt", "standing"));
        return body.put("expectedVersion", expected);
    }

    private static JsonNode put(ObjectNode body, int status) throws Exception {
        return rig.json("PUT", PATH, "admin", body.toString(), status);
    }

    private static List<Long> told(int partition) {
        return rig.log.entries().stream()
                .filter(e -> e.topic().equals(Topics.ALERT_INPUTS) && e.partition() == partition)
                .map(e -> Json.read(e.value(), AlertInput.class).rules().version())
                .toList();
    }

    @Test
    void aVersionIsToldOnEveryPartitionBeforeItJudges() throws Exception {
        JsonNode made = put(body(1).put("staleAfterS", 7200), 200);

        assertThat(made.path("version").asLong()).isEqualTo(2);
        assertThat(made.path("effectiveAt").asText()).isEqualTo("2026-03-01T08:00:05.000Z");
        assertThat(rig.log.entries())
                .filteredOn(e -> e.topic().equals(Topics.RULES))
                .extracting(EventLog.Entry::key)
                .containsExactly("alerts/2");
        for (int partition = 0; partition < Topics.ALARM_PARTITIONS; partition++) {
            assertThat(told(partition)).containsExactly(2L);
        }
        assertThat(rig.get(PATH, "viewer", 200).path("staleAfterS").asLong()).isEqualTo(7200);
        assertThat(rig.get(PATH + "?version=1", "viewer", 200).path("by").asText())
                .isEqualTo("citywall");
        rig.get(PATH + "?version=9", "viewer", 404);
        rig.get(PATH + "?version=x", "viewer", 400);
        JsonNode versions = rig.get(PATH + "/versions", "viewer", 200);
        assertThat(versions.path("judging").asLong()).isEqualTo(1);
        assertThat(versions.path("items").findValuesAsText("version")).containsExactly("2", "1");
        rig.clock.advance(Duration.ofSeconds(5));
        assertThat(rig.get(PATH + "/versions", "viewer", 200).path("judging").asLong())
                .isEqualTo(2);
        assertThat(rig.sql("SELECT who, action, kind, key FROM audit"))
                .containsExactly("admin|update|rules|alerts");
    }

    @Test
    void whoBuiltOnAnOldVersionOrMayNotIsRefused() throws Exception {
        put(body(1), 200);

        JsonNode problem = put(body(1), 409);

        assertThat(problem.path("title").asText()).isEqualTo("changed-meanwhile");
        assertThat(problem.path("detail").asText()).contains("2", "admin");
        rig.json("PUT", PATH, "lead", body(2).toString(), 403);
    }

    @ParameterizedTest
    @CsvSource({
        "/staleAfterS, 5, /staleAfterS",
        "/chatter/count, 1, /chatter/count",
        "/chatter/count, \"x\", /chatter/count",
        "/inhibitions/1/equal, [], /inhibitions/1/equal",
        "/inhibitions/1/equal, [\"roof\"], /inhibitions/1/equal/0",
        "/inhibitions/0/id, \"slope-red\", /inhibitions/1/id",
        "/inhibitions/0/target/gravest, 7, /inhibitions/0/target/gravest",
        "/flood/leaveBelow, 11, /flood/leaveBelow",
        "/flood/seats, [], /flood/seats",
        "/flood/seats/0/place, null, /flood/seats/0/place",
        "/standing, [], ''",
        "/effectiveAt, \"2026-03-01T08:00:01Z\", /effectiveAt",
        "/effectiveAt, \"2026-05-01T08:00:00Z\", /effectiveAt",
    })
    void whatIsWrongIsSaidWithItsPath(String at, String value, String path) throws Exception {
        ObjectNode body = body(1);
        int last = at.lastIndexOf('/');
        ((ObjectNode) body.at(at.substring(0, last)))
                .set(at.substring(last + 1), Json.mapper().readTree(value));

        JsonNode problem = put(body, 400);

        assertThat(problem.path("errors").findValuesAsText("path")).containsExactly(path);
        assertThat(rig.sql("SELECT count(*) FROM alert_rules")).containsExactly("1");
        assertThat(rig.log.entries()).isEmpty();
    }

    @Test
    void rollingBackMakesANewVersionWithTheOldContent() throws Exception {
        put(body(1).put("staleAfterS", 7200), 200);

        JsonNode made =
                rig.json(
                        "POST",
                        PATH + "/roll-back",
                        "admin",
                        "{'expectedVersion':2,'to':1,'comment':'退回'}",
                        200);

        assertThat(made.path("version").asLong()).isEqualTo(3);
        assertThat(made.path("staleAfterS").asLong()).isEqualTo(86_400);
        assertThat(made.path("comment").asText()).isEqualTo("退回");
        assertThat(told(3)).containsExactly(2L, 3L);
        rig.json("POST", PATH + "/roll-back", "admin", "{'expectedVersion':3,'to':9}", 404);
        rig.json("POST", PATH + "/roll-back", "admin", "{'expectedVersion':2,'to':1}", 409);
        rig.json("POST", PATH + "/roll-back", "lead", "{'expectedVersion':3,'to':1}", 403);
        assertThat(rig.sql("SELECT count(*) FROM audit")).containsExactly("2");
    }

    @Test
    void allVersionsThatMayStillJudgeAreToldAfterAStartAndEachHour() throws Exception {
        put(body(1), 200);
        rig.clock.advance(Duration.ofDays(9));
        put(body(2), 200);
        put(body(3), 200);
        rig.log.reset();

        TicketRig.await(newSweep().look());
        assertThat(told(0)).containsExactly(2L, 3L, 4L);
        assertThat(told(3)).containsExactly(2L, 3L, 4L);

        rig.log.reset();
        AlertRulesSweep other = newSweep();
        TicketRig.await(other.look());
        rig.log.reset();
        TicketRig.await(other.look());
        assertThat(rig.log.entries()).isEmpty();
        rig.clock.advance(Duration.ofHours(1));
        TicketRig.await(other.look());
        assertThat(told(1)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void whatKafkaDidNotTakeIsToldAsSoonAsItDoes() throws Exception {
        rig.log.failing(true);
        assertThat(put(body(1), 202).path("recorded").asBoolean(true)).isFalse();
        rig.log.failing(false);

        TicketRig.await(sweep.look());
        assertThat(told(2)).containsExactly(2L);
        TicketRig.await(sweep.look());
        assertThat(told(2)).containsExactly(2L);
        assertThat(rig.get(PATH, "viewer", 200).path("recorded").asBoolean()).isTrue();
    }

    @Test
    void whatCannotBeToldBeforeItJudgesJudgesLaterUnderAnotherNumber() throws Exception {
        rig.log.failing(true);
        put(body(1).put("staleAfterS", 7200), 202);
        rig.log.failing(false);
        rig.clock.advance(Duration.ofSeconds(4)); // it would judge in a second

        TicketRig.await(sweep.look());

        assertThat(told(0)).containsExactly(3L);
        AlertRules told =
                Json.read(rig.get(PATH + "?version=3", "viewer", 200).toString(), AlertRules.class);
        assertThat(told.staleAfterS()).isEqualTo(7200);
        assertThat(told.effectiveAt()).isEqualTo(rig.clock.instant().plusSeconds(5));
        assertThat(rig.get(PATH + "?version=2", "viewer", 200).path("withdrawn").asBoolean())
                .isTrue();
        rig.log.reset();
        TicketRig.await(newSweep().look());
        assertThat(told(0)).containsExactly(1L, 3L);
    }

    @Test
    void whatCameTooLateTakesBackNothingThatWasBuiltOnIt() throws Exception {
        rig.log.failing(true);
        put(body(1).put("staleAfterS", 7200), 202);
        rig.log.failing(false);
        rig.clock.advance(Duration.ofSeconds(2));
        ObjectNode next = body(2).put("staleAfterS", 7200);
        ((ObjectNode) next.path("chatter")).put("count", 4);
        put(next, 200);
        rig.clock.advance(Duration.ofSeconds(2)); // the second would judge in a second

        TicketRig.await(sweep.look());
        TicketRig.await(sweep.look());

        assertThat(told(0)).containsExactly(3L);
        JsonNode newest = rig.get(PATH, "viewer", 200);
        assertThat(newest.path("version").asLong()).isEqualTo(3);
        assertThat(newest.path("chatter").path("count").asInt()).isEqualTo(4);
        assertThat(rig.get(PATH + "?version=2", "viewer", 200).path("withdrawn").asBoolean())
                .isTrue();
    }

    @Test
    void rulesThatCouldExplainEachOtherAwayAreRefused() throws Exception {
        ObjectNode body = body(1);
        body.set(
                "inhibitions",
                Json.read(
                        """
                        [{"id":"a","cause":{"kinds":["x"]},"target":{"kinds":["y"]},"equal":["site"]},
                         {"id":"b","cause":{"kinds":["y"]},"target":{"kinds":["x"]},"equal":["site"]}]
                        """,
                        JsonNode.class));

        JsonNode problem = put(body, 400);

        assertThat(problem.path("errors").findValuesAsText("path"))
                .containsExactly("/inhibitions/0/target", "/inhibitions/1/target");
        assertThat(problem.path("detail").asText()).contains("silence each other");
    }

    @Test
    void aVersionThatTheLogWouldNotTakeIsRefused() throws Exception {
        ObjectNode body = body(1);
        ObjectNode target = (ObjectNode) body.at("/inhibitions/0/target");
        ObjectNode cause = (ObjectNode) body.at("/inhibitions/0/cause");
        for (int i = 0; i < 2_000; i++) {
            target.withArray("devices").add(i + "x".repeat(190));
            cause.withArray("devices").add(i + "y".repeat(190));
            cause.withArray("sites").add(i + "z".repeat(80));
        }

        assertThat(put(body, 422).path("title").asText()).isEqualTo("rules-too-large");
        assertThat(rig.sql("SELECT count(*) FROM alert_rules")).containsExactly("1");
    }
}
