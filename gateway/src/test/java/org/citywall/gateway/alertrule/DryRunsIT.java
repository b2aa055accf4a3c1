package org.citywall.gateway.alertrule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.alertrule.DryRunCounts;
import org.citywall.contracts.alertrule.DryRunReport;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.alertrule.DryRunResult;
import org.citywall.contracts.alertrule.Standing;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.record.DryRunStore;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dry runs of rules of alerts, from the desk to the log and back by way of the record. */
@Timeout(60)
class DryRunsIT {
    private static final String PATH = "/api/v1/rules/alerts/dry-runs";
    private static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
    private static TicketRig rig;
    private static DryRunBook book;
    private static DryRunBook otherGateway;
    private static AlertRulesBook rules;
    private static DryRunStore store;

    @BeforeAll
    static void start() {
        rig = new TicketRig();
        rig.access.with("second", Role.ADMIN, "");
        rig.access.with("third", Role.ADMIN, "");
        rules = new AlertRulesBook(rig.pool, new AlertRulesLog(rig.log, "gw-1"), rig.clock);
        book = book("gw-1");
        otherGateway = book("gw-2");
        store = new DryRunStore(rig.postgres.jdbcUrl(), "postgres", "postgres");
        rig.serve(router -> new DryRunRoutes(book, rig.guard, rig.bodies, rig.clock).mount(router));
    }

    private static DryRunBook book(String gateway) {
        return new DryRunBook(
                rig.pool, rules, rig.log, gateway, DryRunLimits.defaults(), rig.clock);
    }

    @AfterAll
    static void stop() {
        store.close();
        rig.close();
    }

    @BeforeEach
    void shipped() {
        rig.clock.advance(Duration.between(rig.clock.instant(), T0));
        rig.sql("TRUNCATE alert_rules, alert_standing, dry_run, audit");
        rig.log.reset();
        TicketRig.await(rules.ensureFirst(AlertRulesReader.shipped()));
    }

    private static ObjectNode body(int hours) {
        ObjectNode content = Json.mapper().valueToTree(AlertRulesReader.shipped());
        content.remove(List.of("version", "by", "at", "effectiveAt", "standing", "comment"));
        ObjectNode body = Json.mapper().createObjectNode().put("hours", hours);
        body.set("rules", content.put("staleAfterS", 7_200));
        return body;
    }

    private static String ask(String account) throws Exception {
        return rig.json("POST", PATH, account, body(24).toString(), 202).path("id").asText();
    }

    private static void answer(DryRunResult result) throws Exception {
        store.write(
                List.of(
                        store.read(
                                new ConsumerRecord<>(
                                        Topics.DRY_RUN_RESULTS, 0, 0, null, Json.bytes(result)))));
    }

    private static DryRunReport report() {
        DryRunCounts counts =
                new DryRunCounts(
                        3,
                        Map.of("1", 3L),
                        Map.of("press", 3L),
                        4,
                        0,
                        Map.of("all", 4L),
                        Map.of(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0);
        return new DryRunReport(
                "没有红色告警的通知会减少或推迟",
                0,
                T0.minusSeconds(86_400),
                T0,
                null,
                null,
                3,
                Map.of(),
                null,
                counts,
                counts,
                0,
                List.of());
    }

    @Test
    void aRunIsAskedOnceAndAnsweredByAnyGateway() throws Exception {
        HttpResponse<String> asked = rig.call("POST", PATH, "admin", body(24).toString());

        assertThat(asked.statusCode()).isEqualTo(202);
        String id = Json.read(asked.body(), JsonNode.class).path("id").asText();
        String location = asked.headers().firstValue("location").orElseThrow();
        assertThat(location).isEqualTo(PATH + "/" + id);
        EventLog.Entry told = rig.log.entries().get(0);
        assertThat(told.topic()).isEqualTo(Topics.DRY_RUNS);
        assertThat(told.key()).isEqualTo(id);
        DryRunRequest request = Json.read(told.value(), DryRunRequest.class);
        assertThat(request.from()).isEqualTo(T0.minus(Duration.ofHours(24)));
        assertThat(request.current().staleAfterS()).isEqualTo(86_400);
        assertThat(request.proposed().staleAfterS()).isEqualTo(7_200);
        assertThat(rig.get(location, "admin", 202).path("state").asText()).isEqualTo("running");

        answer(new DryRunResult(id, report(), null, T0.plusSeconds(9)));

        JsonNode done = rig.get(location, "second", 200);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.at("/report/headline").asText()).startsWith("没有红色告警");
        assertThat(done.at("/report/current/alerts").asLong()).isEqualTo(3);
        assertThat(TicketRig.await(otherGateway.find(id)).orElseThrow().report())
                .isEqualTo(done.path("report"));
        assertThat(rig.sql("SELECT who, action, kind, after->>'hours' FROM audit"))
                .containsExactly("admin|dry-run|rules|24");
    }

    @Test
    void standingIsThatOfTheRulesThatJudge() throws Exception {
        TicketRig.await(
                rules.change(
                        new AlertRulesBook.Change(
                                "lead",
                                null,
                                null,
                                null,
                                before -> Succession.withStanding(before, List.of(standing())),
                                tx -> Future.succeededFuture())));
        rig.clock.advance(Duration.ofSeconds(5));
        rig.log.reset();
        ask("admin");

        DryRunRequest request = Json.read(rig.log.entries().get(0).value(), DryRunRequest.class);
        assertThat(request.current().version()).isEqualTo(2);
        assertThat(request.proposed().standing()).isEqualTo(request.current().standing());
        assertThat(request.proposed().standing()).hasSize(1);
    }

    private static Standing standing() {
        return Json.read(
                """
                {"id":"s1","kind":"silence","match":{"domains":["slope"]},
                 "from":"2026-03-01T08:00:00Z","until":"2026-03-02T08:00:00Z",
                 "reason":"换测点","by":"lead"}
                """,
                Standing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/hours, 0, /hours",
        "/hours, 169, /hours",
        "/hours, 1.5, /hours",
        "/hours, null, /hours",
        "/rules, [], /rules",
        "/rules/chatter/count, 1, /rules/chatter/count",
        "/rules/inhibitions/1/equal, [\"roof\"], /rules/inhibitions/1/equal/0",
        "/rules/standing, [], /rules",
    })
    void whatIsWrongIsSaidWithItsPath(String at, String value, String path) throws Exception {
        ObjectNode body = body(24);
        int last = at.lastIndexOf('/');
        ((ObjectNode) body.at(at.substring(0, last)))
                .set(at.substring(last + 1), Json.mapper().readTree(value));

        JsonNode problem = rig.json("POST", PATH, "admin", body.toString(), 400);

        assertThat(problem.path("errors").findValuesAsText("path")).containsExactly(path);
        assertThat(rig.sql("SELECT count(*) FROM dry_run")).containsExactly("0");
        assertThat(rig.log.entries()).isEmpty();
    }

    @Test
    void allFaultsAreSaidAtOnce() throws Exception {
        ObjectNode body = body(0);
        ((ObjectNode) body.at("/rules/chatter")).put("count", 1);

        JsonNode problem = rig.json("POST", PATH, "admin", body.toString(), 400);

        assertThat(problem.path("errors").findValuesAsText("path"))
                .containsExactly("/hours", "/rules/chatter/count");
    }

    @Test
    void onlyWhoMayWriteRulesMayTryThem() throws Exception {
        String id = ask("admin");

        rig.json("POST", PATH, "lead", body(24).toString(), 403);
        rig.get(PATH + "/" + id, "lead", 403);
        rig.get(PATH + "/unknown", "admin", 404);
    }

    @Test
    void eachAccountHasOneAndAllTogetherTwo() throws Exception {
        String first = ask("admin");
        JsonNode own = rig.json("POST", PATH, "admin", body(24).toString(), 429);
        ask("second");
        JsonNode others = rig.json("POST", PATH, "third", body(24).toString(), 429);

        assertThat(own.path("detail").asText()).contains("your last one");
        assertThat(others.path("detail").asText()).contains("others");
        assertThat(rig.sql("SELECT count(*) FROM dry_run")).containsExactly("2");
        answer(new DryRunResult(first, null, "读取历史失败", T0.plusSeconds(3)));
        assertThat(rig.get(PATH + "/" + first, "admin", 200).path("failure").asText())
                .isEqualTo("读取历史失败");
        ask("admin");
    }

    @Test
    void oneThatIsNeverAnsweredFailsAndMakesRoomButItsAnswerStillCounts() throws Exception {
        String id = ask("admin");
        rig.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        rig.get(PATH + "/" + id, "admin", 202);
        rig.clock.advance(Duration.ofMillis(1));

        JsonNode before = rig.get(PATH + "/" + id, "admin", 200);
        ask("admin");
        TicketRig.await(book.sweep());
        JsonNode after = rig.get(PATH + "/" + id, "admin", 200);

        assertThat(before.path("state").asText()).isEqualTo("failed");
        assertThat(before.path("failure").asText()).isNotEmpty();
        assertThat(after).isEqualTo(before);
        answer(new DryRunResult(id, report(), null, rig.clock.instant()));
        answer(new DryRunResult(id, null, "again", rig.clock.instant()));
        assertThat(rig.get(PATH + "/" + id, "admin", 200).path("state").asText()).isEqualTo("done");
    }

    @Test
    void whatKafkaDoesNotTakeHasFailedAndMayBeAskedAgain() throws Exception {
        rig.log.failing(true);
        rig.json("POST", PATH, "admin", body(24).toString(), 503);
        rig.log.failing(false);

        assertThat(rig.sql("SELECT state FROM dry_run")).containsExactly("failed");
        ask("admin");
    }

    @Test
    void reportsAreForgottenAfterAWeek() throws Exception {
        String id = ask("admin");
        answer(new DryRunResult(id, report(), null, T0.plusSeconds(3)));
        rig.clock.advance(Duration.ofDays(7));
        TicketRig.await(book.sweep());
        rig.get(PATH + "/" + id, "admin", 200);

        rig.clock.advance(Duration.ofMillis(1));
        TicketRig.await(book.sweep());
        rig.get(PATH + "/" + id, "admin", 404);
    }
}
