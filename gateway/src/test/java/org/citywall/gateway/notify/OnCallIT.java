package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.MetricNames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is on call hears of it: REST, PostgreSQL, the outbox and a receiver on a real socket. */
@Timeout(60)
class OnCallIT {
    private static final String BASE = "/api/v1/oncall/";
    private static final String ROTA = BASE + "rotas/harbour";
    private static NotifyRig rig;

    @BeforeAll
    static void start() {
        rig = new NotifyRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.reset();
    }

    private static JsonNode put(String path, String body, int status) throws Exception {
        return rig.rig.json("PUT", BASE + path, "admin", body, status);
    }

    /**
     * People with a webhook each, and a rota of days from this UTC day on, handed over at 00:00.
     */
    private static void rota(String turns) throws Exception {
        for (String name : List.of("li", "wang", "zhao")) {
            put("people/" + name, "{'label':'%s'}".formatted(name), 200);
            rig.contact(name, "/" + name);
        }
        put("rotas/harbour", rotaOf("沙浦值班", turns), 200);
    }

    private static String rotaOf(String post, String turns) {
        String today = rig.rig.clock.instant().toString().substring(0, 10);
        return """
        {'post':'%s','zone':'UTC','layers':[{'name':'日班','start':'%s','handOver':'00:00',
         'turns':%s}]}
        """
                .formatted(post, today, turns);
    }

    private static Instant midnight() {
        return rig.rig.clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    /** Moves the clock to so long after the next midnight. */
    private static void tomorrow(Duration after) {
        Instant then = midnight().plus(Duration.ofDays(1)).plus(after);
        rig.rig.clock.advance(Duration.between(rig.rig.clock.instant(), then));
    }

    private static void reaches(String page, String path) {
        await().untilAsserted(() -> assertThat(rig.pages(path)).contains(page));
    }

    @Test
    void aPageToARotaReachesWhoIsOnShiftAndAfterTheHandOverTheNext() throws Exception {
        rota("[['li'],['wang']]");
        rig.notifier();
        rig.told(rig.page("p1", "沙浦值班", 1));
        reaches("p1", "/li");

        tomorrow(Duration.ofMillis(-1));
        rig.told(rig.page("p2", "沙浦值班", 1));
        reaches("p2", "/li");
        tomorrow(Duration.ZERO);

        rig.told(rig.page("p3", "沙浦值班", 1));
        reaches("p3", "/wang");
        assertThat(rig.pages("/li")).containsExactly("p1", "p2");
        assertThat(rig.pages("/wang")).containsExactly("p3");
        JsonNode data = rig.received.get(2).event().path("data");
        assertThat(data.path("to").asText()).isEqualTo("沙浦值班");
        assertThat(data.at("/onCall/rota").asText()).isEqualTo("harbour");
        assertThat(data.at("/onCall/gap").asBoolean(true)).isFalse();
    }

    @Test
    void aPageOfBeforeTheHandOverThatIsReadAfterItGoesToWhoIsOnShiftNowAndOnlyOnce()
            throws Exception {
        rota("[['li'],['wang']]");
        tomorrow(Duration.ofMinutes(-1));
        var late = rig.page("p1", "沙浦值班", 1);
        rig.rig.clock.advance(Duration.ofMinutes(2));
        rig.notifier();
        rig.told(late);
        reaches("p1", "/wang");
        assertThat(rig.pages("/li")).as("off duty by now").isEmpty();
        assertThat(rig.received.get(0).event().at("/data/onCall/at").asText())
                .as("for which moment it was decided")
                .isEqualTo(Json.time(rig.rig.clock.instant()));

        put("rotas/harbour", rotaOf("沙浦值班", "[['zhao']]"), 200);
        rig.told(late, rig.page("p2", "沙浦值班", 1));

        reaches("p2", "/zhao");
        assertThat(rig.states()).hasSize(2).noneMatch(row -> row.startsWith("p1|zhao"));
    }

    @Test
    void aKeyOfATeamsPageIsOneThatEveryReceiverTakesWhateverThePeopleAreCalled() throws Exception {
        put("people/王小明", "{'label':'王小明'}", 200);
        put("people/李四", "{'label':'李四'}", 200);
        rig.contact("王小明", "/wang");
        rig.contact("李四", "/li");
        put("teams/一组", "{'members':['李四','王小明']}", 200);
        put("rotas/harbour", rotaOf("沙浦值班", "[['一组']]"), 200);
        rig.notifier();
        rig.told(rig.page("p1", "沙浦值班", 1));

        await().untilAsserted(() -> assertThat(rig.received).hasSize(2));
        assertThat(rig.received)
                .extracting(NotifyRig.Received::key)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("[!-~]{1,64}"));
        assertThat(rig.received)
                .as("a header that cannot carry it would have ? in its place")
                .allMatch(each -> each.key().equals(each.page()));
    }

    @Test
    void aRedThatEveryWayOfOneRefusesGoesToTheNextOfTheChainAndAtLastToTheWildcard()
            throws Exception {
        rota("[['li']]");
        put("rotas/leaders", rotaOf("带班领导", "[['zhao']]"), 200);
        rig.contact("li", "/li", "/li2");
        rig.contact("*", "/star");
        rig.statuses.putAll(Map.of("/li", 400, "/li2", 404, "/zhao", 410));
        rig.notifier();
        rig.told(rig.page("p1", "沙浦值班", 1));

        reaches("p1", "/star");
        assertThat(rig.received)
                .extracting(NotifyRig.Received::path)
                .containsExactly("/li", "/li2", "/zhao", "/star");
        await().untilAsserted(
                        () ->
                                assertThat(rig.states())
                                        .containsExactly(
                                                "p1|li|1|passed|HTTP 400",
                                                "p1|li|2|passed|HTTP 404",
                                                "p1|zhao|1|passed|HTTP 410",
                                                "p1|*|1|sent|HTTP 204"));
    }

    @Test
    void aShiftLeadOverridesNoRotaOfAPlaceAboveTheOwn() throws Exception {
        rota("[['li']]");
        put(
                "rotas/harbour",
                rotaOf("沙浦值班", "[['li']]").replaceFirst("\\{", "{'place':'city/port',"),
                200);
        Instant now = rig.rig.clock.instant();
        String body =
                "{'from':'%s','to':'%s','people':['zhao'],'reason':'看病'}"
                        .formatted(now, now.plusSeconds(60));

        JsonNode refused = rig.rig.json("POST", ROTA + "/overrides", "lead-of-street", body, 403);
        assertThat(refused.path("title").asText()).isEqualTo("forbidden");
        assertThat(rig.rig.get(ROTA + "/now", "lead-of-street", 200).path("rota").asText())
                .as("to see it is another thing")
                .isEqualTo("harbour");
        JsonNode made = rig.rig.json("POST", ROTA + "/overrides", "lead-of-port", body, 201);
        String one = ROTA + "/overrides/" + made.path("id").asText();
        rig.rig.json("DELETE", one, "lead-of-street", null, 403);
        rig.rig.json("DELETE", one, "lead-of-port", null, 204);
    }

    @Test
    void aChangeOfAddressCountsForTheNextMessage() throws Exception {
        rota("[['li']]");
        rig.notifier();
        rig.told(rig.page("p1", "沙浦值班", 1));
        reaches("p1", "/li");

        rig.contact("li", "/new");
        rig.told(rig.page("p2", "沙浦值班", 1));

        reaches("p2", "/new");
        assertThat(rig.pages("/li")).containsExactly("p1");
    }

    @Test
    void anOverrideCountsForTheNextPageAndEndsWithItsTime() throws Exception {
        rota("[['li']]");
        rig.notifier();
        Instant now = rig.rig.clock.instant();
        JsonNode made =
                rig.rig.json(
                        "POST",
                        ROTA + "/overrides",
                        "lead",
                        "{'from':'%s','to':'%s','people':['zhao'],'reason':'看病'}"
                                .formatted(now, now.plusSeconds(60)),
                        201);
        assertThat(made.path("by").asText()).isEqualTo("lead");
        rig.told(rig.page("p1", "沙浦值班", 1));
        reaches("p1", "/zhao");
        rig.rig.clock.advance(Duration.ofSeconds(60));
        rig.told(rig.page("p2", "沙浦值班", 1));
        reaches("p2", "/li");

        assertThat(rig.rig.sql("SELECT who, action, key FROM audit WHERE kind LIKE '%overrides'"))
                .containsExactly("lead|create|harbour");
        rig.rig.json("DELETE", ROTA + "/overrides/" + made.path("id").asText(), "lead", null, 204);
        assertThat(rig.rig.get(ROTA, "officer", 200).path("overrides")).isEmpty();
    }

    @Test
    void aGapGoesToTheLeaderOnDutyIsCountedAndTold() throws Exception {
        rota("[[]]");
        put("rotas/leaders", rotaOf("带班领导", "[['zhao']]"), 200);
        rig.contact("*", "/star");
        double gaps = rig.count(MetricNames.ONCALL_PAGES, "result", "gap");
        rig.notifier();
        rig.told(rig.page("p1", "沙浦值班", 1));
        rig.told(rig.page("p1", "沙浦值班", 1));

        reaches("p1", "/zhao");
        assertThat(rig.count(MetricNames.ONCALL_PAGES, "result", "gap") - gaps)
                .as("once, though it is read twice")
                .isEqualTo(1);
        JsonNode told = rig.rig.get("/api/v1/notifications", "officer", 200).at("/items/0");
        assertThat(told.path("to").asText()).isEqualTo("沙浦值班");
        assertThat(told.path("contact").asText()).isEqualTo("zhao");
        assertThat(told.at("/data/onCall/gap").asBoolean()).isTrue();
        assertThat(told.at("/data/onCall/reason").asText()).isEqualTo("“harbour”无人值班，依次转网格长、zhao");
        assertThat(rig.pages("/star")).isEmpty();
    }

    @Test
    void whatIsSentAgainGoesToWhoIsOnCallThen() throws Exception {
        rota("[['li'],['wang']]");
        rig.statuses.put("/li", 400);
        rig.notifier();
        rig.told(rig.page("p1", "沙浦值班", 1));
        await().until(() -> rig.states().equals(List.of("p1|li|1|dead|HTTP 400")));
        String id = rig.rig.sql("SELECT id FROM notification").get(0);
        tomorrow(Duration.ofMinutes(1));

        rig.rig.json("POST", "/api/v1/notifications/" + id + "/retry", "lead", "{}", 204);

        reaches("p1", "/wang");
        assertThat(rig.pages("/li")).as("off duty now").containsExactly("p1");
    }

    @Test
    void aTeamOnShiftIsToldTogetherEachUnderAKeyOfItsOwn() throws Exception {
        rota("[[]]");
        put("teams/一组", "{'members':['li','wang']}", 200);
        put("rotas/harbour", rotaOf("沙浦值班", "[['一组']]"), 200);
        rig.notifier();
        rig.told(rig.page("p1", "沙浦值班", 1));
        rig.told(rig.page("p1", "沙浦值班", 1));

        reaches("p1", "/li");
        reaches(Ids.of("p1", "wang"), "/wang");
        assertThat(rig.states()).hasSize(2);
    }

    @Test
    void whoIsOnCallAndTheGapsAreToldByRest() throws Exception {
        rota("[['li'],[]]");
        JsonNode now = rig.rig.get(BASE + "now", "viewer", 200).at("/items/0");
        assertThat(now.at("/people/0/name").asText()).isEqualTo("li");
        assertThat(now.path("until").asText())
                .isEqualTo(Json.time(midnight().plus(Duration.ofDays(1))));
        assertThat(now.at("/next/source").asText()).isEqualTo("gap");

        JsonNode items =
                rig.rig
                        .get(
                                ROTA
                                        + "/timeline?from="
                                        + midnight()
                                        + "&to="
                                        + midnight().plus(Duration.ofDays(3)),
                                "officer",
                                200)
                        .path("items");
        assertThat(items.findValuesAsText("source")).containsExactly("layer", "gap", "layer");
        rig.rig.get(ROTA + "/timeline", "viewer", 403);
        assertThat(
                        rig.rig
                                .get(ROTA + "/timeline?from=gestern", "officer", 400)
                                .path("field")
                                .asText())
                .isEqualTo("from");
    }

    @Test
    void aCalendarGoesOutAndComesIn() throws Exception {
        rota("[['li'],['wang']]");
        var answer = rig.rig.call("GET", ROTA + ".ics", "officer", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith("text/calendar");
        put("rotas/copy", rotaOf("副本", "[]"), 200);

        String body = Json.string(Map.of("ics", answer.body()));
        JsonNode taken = rig.rig.json("POST", BASE + "rotas/copy/import", "admin", body, 200);

        assertThat(taken.path("overrides").asInt()).isGreaterThan(80);
        rig.rig.json("POST", BASE + "rotas/copy/import", "admin", body, 200);
        assertThat(rig.rig.get(BASE + "rotas/copy", "officer", 200).path("overrides"))
                .as("the same events again are the same overrides")
                .hasSize(taken.path("overrides").asInt());
        String span = "/timeline?from=" + midnight() + "&to=" + midnight().plus(Duration.ofDays(9));
        assertThat(people(BASE + "rotas/copy" + span)).isEqualTo(people(ROTA + span));
    }

    private static List<String> people(String path) throws Exception {
        return rig.rig.get(path, "officer", 200).path("items").findValuesAsText("name");
    }

    @Test
    void whatNamesNobodyOrIsInUseIsRefusedByItsField() throws Exception {
        rota("[['li']]");
        assertThat(put("rotas/x", rotaOf("x", "[['li'],['niemand']]"), 400).path("field").asText())
                .isEqualTo("/layers/0/turns/1/0");
        assertThat(put("people/li", "{'label':'李','deputy':'li'}", 400).path("field").asText())
                .isEqualTo("/deputy");
        assertThat(put("teams/li", "{'members':['wang']}", 400).path("field").asText())
                .isEqualTo("name");
        assertThat(put("teams/x", "{'members':['wer']}", 400).path("field").asText())
                .isEqualTo("/members/0");
        assertThat(
                        put("rotas/x", rotaOf("x", "[]").replace("UTC", "Mond"), 400)
                                .path("field")
                                .asText())
                .isEqualTo("/zone");
        assertThat(
                        put("rotas/x", rotaOf("x", "[]").replace("00:00", "8 Uhr"), 400)
                                .path("field")
                                .asText())
                .isEqualTo("/layers/0/handOver");
        rig.rig.json("DELETE", BASE + "people/li", "admin", null, 409);
        rig.rig.json("DELETE", BASE + "people/zhao", "admin", null, 204);
        rig.rig.json("DELETE", BASE + "people/zhao", "admin", null, 404);
        rig.rig.json("PUT", BASE + "people/zhao", "lead", "{'label':'赵'}", 403);
        rig.rig.json("DELETE", ROTA, "admin", null, 204);
        rig.rig.get(ROTA, "officer", 404);
    }
}
