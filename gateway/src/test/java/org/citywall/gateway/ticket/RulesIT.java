package org.citywall.gateway.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as data. */
@Timeout(60)
class RulesIT {
    private static final String PATH = "/api/v1/rules/tickets";
    private static final String RULES =
            """
            {"expectedVersion":0,"comment":"首版","defaultClass":"longhua",
             "classes":[{"id":"longhua","title":"30分钟响应、24小时办结","milestones":[
               {"name":"respond","title":"响应","kind":"natural","amount":30,"from":"dispatched",
                "by":["signed"],"perDepartment":true,"pausable":true,"extendable":false,
                "urgeMinutes":30,"alertLevel":4},
               {"name":"complete","title":"办结","kind":"working-days","amount":5,"from":"created",
                "by":["done"],"perDepartment":false,"pausable":true,"extendable":true,
                "urgeMinutes":0}]}],
             "calendar":{"zone":"Asia/Shanghai",
               "hours":[{"from":"09:00","to":"12:00"},{"from":"14:00","to":"18:00"}],
               "years":[{"year":2026,"holidays":["2026-09-25"],"workdays":["2026-09-20"]}]}}
            """;
    private static TicketRig rig;
    private static RulesBook book;

    @BeforeAll
    static void start() {
        rig = new TicketRig();
        book = new RulesBook(rig.pool, rig.log, rig.clock);
        rig.serve(router -> new RulesRoutes(book, rig.guard, rig.bodies, rig.clock).mount(router));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.sql("TRUNCATE ticket_rules, audit");
        rig.log.reset();
    }

    private static JsonNode put(String body, int status) throws Exception {
        return rig.json("PUT", PATH, "admin", body, status);
    }

    private static List<TicketRules> appended() {
        return rig.log.ofType(EventTypes.TICKET_RULES, TicketRules.class);
    }

    @Test
    void aVersionIsWrittenDownAuditedAndAppendedUnderItsKey() throws Exception {
        JsonNode first = put(RULES, 200);
        put(RULES.replace("\"expectedVersion\":0", "\"expectedVersion\":1"), 200);

        assertThat(first.path("version").asLong()).isEqualTo(1);
        assertThat(appended()).extracting(TicketRules::version).containsExactly(1L, 2L);
        assertThat(appended().get(1).by()).isEqualTo("admin");
        assertThat(rig.log.entries())
                .allMatch(e -> e.topic().equals(Topics.RULES) && e.key().equals("tickets"));
        assertThat(rig.get(PATH, "viewer", 200).path("version").asLong()).isEqualTo(2);
        assertThat(rig.get(PATH + "?version=1", "viewer", 200).path("version").asLong())
                .isEqualTo(1);
        assertThat(rig.get(PATH + "/versions", "viewer", 200).findValuesAsText("version"))
                .containsExactly("2", "1");
        rig.get(PATH + "?version=7", "viewer", 404);
        rig.get(PATH + "?version=x", "viewer", 400);
        assertThat(rig.sql("SELECT who, action, key FROM audit"))
                .containsExactly("admin|update|tickets", "admin|update|tickets");
    }

    @Test
    void whoBuiltOnAnOldVersionIsToldOfTheNewest() throws Exception {
        put(RULES, 200);

        JsonNode problem = put(RULES, 409);

        assertThat(problem.path("title").asText()).isEqualTo("changed-meanwhile");
        assertThat(problem.path("detail").asText()).contains("1", "admin");
        rig.json("PUT", PATH, "lead", RULES, 403);
        assertThat(appended()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"amount\":30|\"amount\":0|/classes/0/milestones/0/amount",
                "\"amount\":5|\"amount\":300|/classes/0/milestones/1/amount",
                "\"signed\"|\"sign\"|/classes/0/milestones/0/by/0",
                "[\"signed\"]|[\"dispatched\"]|/classes/0/milestones/0/by",
                "\"name\":\"complete\"|\"name\":\"respond\"|/classes/0/milestones/1/name",
                "\"defaultClass\":\"longhua\"|\"defaultClass\":\"x\"|/defaultClass",
                "Asia/Shanghai|Asia/Nowhere|/calendar/zone",
                "\"from\":\"14:00\"|\"from\":\"11:00\"|/calendar/hours/1/from",
                "\"to\":\"18:00\"|\"to\":\"13:00\"|/calendar/hours/1/to",
                "2026-09-25|2026-09-31|/calendar/years/0/holidays/0",
                "2026-09-25|2027-09-24|/calendar/years/0/holidays/0",
                "2026-09-25|2026-09-26|/calendar/years/0/holidays/0",
                "2026-09-20|2026-09-21|/calendar/years/0/workdays/0",
            })
    void whatIsWrongIsSaidWithItsPath(String from, String to, String path) throws Exception {
        JsonNode problem = put(RULES.replace(from, to), 400);

        assertThat(problem.path("errors").findValuesAsText("path")).containsExactly(path);
        assertThat(rig.sql("SELECT count(*) FROM ticket_rules")).containsExactly("0");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws Exception {
        JsonNode problem =
                put(
                        RULES.replace("\"amount\":30", "\"amount\":0")
                                .replace("\"zone\":", "\"z\":"),
                        400);

        assertThat(problem.path("errors").findValuesAsText("path"))
                .contains("/classes/0/milestones/0/amount", "/calendar")
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(put("{}", 400).path("errors")).hasSize(4);
    }

    @Test
    void aYearThatIsThereTwiceIsRefused() throws Exception {
        String year = "{\"year\":2026,\"holidays\":[],\"workdays\":[]}";
        JsonNode problem = put(RULES.replace("\"years\":[", "\"years\":[" + year + ","), 400);

        assertThat(problem.path("errors").findValuesAsText("path"))
                .containsExactly("/calendar/years/1/year");
    }

    @Test
    void whatKafkaDidNotTakeIsAppendedLater() throws Exception {
        rig.log.failing(true);
        assertThat(put(RULES, 202).path("recorded").asBoolean(true)).isFalse();
        rig.log.failing(false);

        assertThat(TicketRig.await(book.appendAgain(false))).isTrue();
        assertThat(TicketRig.await(book.appendAgain(false))).isFalse();
        assertThat(TicketRig.await(book.appendAgain(true))).isTrue();
        assertThat(rig.get(PATH, "viewer", 200).path("recorded").asBoolean()).isTrue();
    }

    @Test
    void theFirstVersionIsWrittenWhereNobodyWroteAnyAndTheNewestAppendedAtEachStart()
            throws Exception {
        ObjectNode shipped = (ObjectNode) Json.mapper().readTree(RULES);
        shipped.put("version", 1).put("by", "citywall").put("at", "2026-01-01T00:00:00.000Z");
        TicketRules first = Json.read(shipped.toString(), TicketRules.class);
        RulesSweep sweep = new RulesSweep(rig.vertx, book, () -> Optional.of(first));

        TicketRig.await(sweep.look());
        TicketRig.await(sweep.look());
        assertThat(appended()).containsExactly(first);
        put(RULES.replace("\"expectedVersion\":0", "\"expectedVersion\":1"), 200);
        TicketRig.await(new RulesSweep(rig.vertx, book, () -> Optional.of(first)).look());

        assertThat(appended()).extracting(TicketRules::version).containsExactly(1L, 2L, 2L);
        assertThat(first.at()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void theSchemaKnowsTheKindsOfTheContract() throws Exception {
        try (InputStream in = RulesIT.class.getResourceAsStream("/schemas/ticket-rules.json")) {
            JsonNode schema = Json.mapper().readTree(in);
            assertThat(schema.at("/$defs/kind/enum"))
                    .map(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(
                            TicketFilter.wires(TicketEventKind.values()));
        }
    }
}
