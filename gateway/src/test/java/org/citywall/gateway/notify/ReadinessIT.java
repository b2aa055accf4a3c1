package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.oncall.OnCallOptions;
import org.citywall.gateway.oncall.readiness.ReadinessChecks;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who comes on must answer a test: PostgreSQL, the outbox and a receiver on a real socket. */
@Timeout(60)
class ReadinessIT {
    private static final String BASE = "/api/v1/oncall/";
    private static final String LIST = BASE + "readiness";
    private static NotifyRig rig;

    @BeforeAll
    static void start() {
        rig = new NotifyRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** 'viewer' is on call today, 'officer' from midnight (UTC) on, with two channels. */
    @BeforeEach
    void rota() throws Exception {
        rig.reset();
        rig.rig.sql("TRUNCATE oncall_readiness");
        for (String name : List.of("viewer", "officer", "lead")) {
            put("people/" + name, "{'label':'%s'}".formatted(name));
        }
        rig.contact("officer", "/first", "/second");
        rig.contact("lead", "/lead");
        rig.contact("*", "/else");
        put("rotas/harbour", daily("沙浦值班", "[['viewer'],['officer']]"));
        put("rotas/leaders", daily("网格长", "[['lead']]"));
        rig.notifier();
    }

    private static void put(String path, String body) throws Exception {
        rig.rig.json("PUT", BASE + path, "admin", body, 200);
    }

    private static String daily(String post, String turns) {
        String today = rig.rig.clock.instant().toString().substring(0, 10);
        return "{'post':'%s','zone':'UTC','layers':[{'name':'日班','start':'%s','handOver':'00:00','turns':%s}]}"
                .formatted(post, today, turns);
    }

    private static ReadinessChecks gateway() {
        return new ReadinessChecks(
                rig.rig.vertx,
                rig.rig.pool,
                OnCallOptions.defaults(),
                NotifyRig.OPTIONS,
                rig.rig.clock,
                rig.rig.meters,
                () -> {});
    }

    private static void look() {
        TicketRig.await(gateway().run());
    }

    /** Moves the clock to so many minutes before the next midnight, and looks. */
    private static void before(long minutes) {
        Instant midnight =
                rig.rig.clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        Instant then = midnight.minus(Duration.ofMinutes(minutes));
        rig.rig.clock.advance(Duration.between(rig.rig.clock.instant(), then));
        look();
    }

    private static void later(long minutes) {
        rig.rig.clock.advance(Duration.ofMinutes(minutes));
        look();
    }

    private static void arrives(String path, int n) {
        await().untilAsserted(() -> assertThat(rig.pages(path)).hasSize(n));
    }

    private static JsonNode only() throws Exception {
        JsonNode items = rig.rig.get(LIST, "lead", 200).path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static JsonNode answer(String who, int status) throws Exception {
        String path = LIST + "/" + only().path("id").asText() + "/answer";
        return rig.rig.json("POST", path, who, "{}", status);
    }

    @Test
    void aTestGoesOutHalfAnHourBeforeMidnightOnceWhateverBeginsAnew() throws Exception {
        before(31);
        assertThat(rig.rig.sql("SELECT id FROM oncall_readiness")).isEmpty();
        before(30);
        look();
        TicketRig.await(io.vertx.core.Future.all(gateway().run(), gateway().run()));

        arrives("/first", 1);
        JsonNode data = rig.received.get(0).event().path("data");
        assertThat(data.path("test").asBoolean()).isTrue();
        assertThat(data.path("step").asText()).isEqualTo("readiness");
        assertThat(data.has("alertId")).isFalse();
        assertThat(Told.of(data).headline()).startsWith("【测试】");
        assertThat(rig.rig.sql("SELECT person, state FROM oncall_readiness"))
                .containsExactly("officer|waiting");
        assertThat(rig.states()).hasSize(1);
    }

    @Test
    void anAnswerEndsItAndOnlyWhoWasAskedCanGiveOne() throws Exception {
        before(30);
        double before = rig.count(MetricNames.ONCALL_READINESS, "result", "answered");

        assertThat(answer("lead", 403).path("title").asText()).isEqualTo("not-yours");
        answer("officer", 204);
        answer("officer", 204);
        later(20);

        assertThat(only().path("state").asText()).isEqualTo("answered");
        assertThat(rig.pages("/second")).isEmpty();
        assertThat(rig.count(MetricNames.ONCALL_READINESS, "result", "answered") - before)
                .isEqualTo(1);
        JsonNode now = rig.rig.get(BASE + "rotas/harbour/now", "viewer", 200);
        assertThat(now.at("/next/people/0/readiness").asText()).isEqualTo("answered");
        assertThat(now.at("/people/0/readiness").isMissingNode()).isTrue();
    }

    @Test
    void silenceGoesToTheNextChannelThenToTheChainAndTheRosterSaysSo() throws Exception {
        before(30);
        arrives("/first", 1);
        later(4);
        assertThat(rig.pages("/second")).isEmpty();
        later(1);
        arrives("/second", 1);
        assertThat(rig.pages("/lead")).isEmpty();
        later(5);
        arrives("/lead", 1);
        later(5);
        before(-10);

        assertThat(only().path("state").asText()).isEqualTo("unanswered");
        JsonNode now = rig.rig.get(BASE + "rotas/harbour/now", "viewer", 200);
        assertThat(now.at("/people/0/name").asText()).isEqualTo("officer");
        assertThat(now.at("/people/0/readiness").asText()).isEqualTo("unanswered");
        assertThat(rig.received).hasSize(3);

        answer("officer", 204);
        assertThat(only().path("reason").asText()).isEqualTo("逾期后应答");
    }

    @Test
    void anOverrideWithdrawsTheTestAndAsksWhoComesOnInstead() throws Exception {
        before(30);
        arrives("/first", 1);
        Instant now = rig.rig.clock.instant();
        JsonNode made =
                rig.rig.json(
                        "POST",
                        BASE + "rotas/harbour/overrides",
                        "lead",
                        "{'from':'%s','to':'%s','people':['lead'],'reason':'病'}"
                                .formatted(
                                        now.plus(Duration.ofMinutes(30)),
                                        now.plus(Duration.ofHours(9))),
                        201);
        later(1);
        arrives("/lead", 1);
        assertThat(states()).containsExactly("lead|waiting", "officer|withdrawn");

        rig.rig.json(
                "DELETE",
                BASE + "rotas/harbour/overrides/" + made.path("id").asText(),
                "lead",
                null,
                204);
        later(1);

        assertThat(states()).containsExactly("lead|withdrawn", "officer|waiting");
        arrives("/first", 2);
    }

    private static List<String> states() {
        return rig.rig.sql("SELECT person, state FROM oncall_readiness ORDER BY person");
    }

    @Test
    void aContactThatIsChangedMeanwhileIsAskedWhereItIsNow() throws Exception {
        before(30);
        arrives("/first", 1);
        rig.contact("officer", "/first", "/phone");
        later(5);
        arrives("/phone", 1);
        assertThat(rig.pages("/second")).isEmpty();
    }

    @Test
    void whoHasNoContactIsToldOfAfterTheFirstDeadline() throws Exception {
        rig.rig.sql("DELETE FROM contact WHERE name = 'officer'");
        before(30);
        assertThat(rig.states()).singleElement().asString().endsWith("dead|no contact");
        later(5);
        arrives("/lead", 1);
    }

    @Test
    void whoDidNotAnswerOnTheFirstChannelIsPagedOnTheFallbackFirst() throws Exception {
        before(40);
        rig.contact("officer", "/first", "/second"); // what is changed after the test ends it
        before(30);
        arrives("/first", 1);
        later(5);
        arrives("/second", 1);
        answer("officer", 204);
        before(-1);
        rig.statuses.put("/second", 400);
        rig.told(rig.page("p1", "沙浦值班", 1));

        await().untilAsserted(() -> assertThat(rig.pages("/first")).contains("p1"));
        assertThat(rig.received.stream().filter(each -> each.page().equals("p1")))
                .extracting(NotifyRig.Received::path)
                .as("the fallback first, and what it refuses on the other")
                .containsExactly("/second", "/first");

        rig.statuses.clear();
        later(1);
        rig.contact("officer", "/new", "/second");
        rig.told(rig.page("p2", "沙浦值班", 1));
        await().untilAsserted(() -> assertThat(rig.pages("/new")).contains("p2"));
    }

    @Test
    void whoAnsweredOnTheFirstChannelIsPagedThere() throws Exception {
        before(30);
        arrives("/first", 1);
        answer("officer", 204);
        before(-1);
        rig.told(rig.page("p1", "沙浦值班", 1));

        await().untilAsserted(() -> assertThat(rig.pages("/first")).contains("p1"));
        assertThat(rig.pages("/second")).isEmpty();
    }

    @Test
    void anOverrideThatBeginsAtOnceIsTestedToo() throws Exception {
        Instant now = rig.rig.clock.instant();
        rig.rig.json(
                "POST",
                BASE + "rotas/harbour/overrides",
                "lead",
                "{'from':'%s','to':'%s','people':['officer'],'reason':'病'}"
                        .formatted(now, now.plus(Duration.ofHours(1))),
                201);
        rig.rig.clock.advance(Duration.ofSeconds(5));
        look();
        look();

        arrives("/first", 1);
        assertThat(states()).containsExactly("officer|waiting");
        later(5);
        arrives("/second", 1);
    }
}
