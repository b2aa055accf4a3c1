package org.citywall.gateway.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.gateway.testing.CaseFile;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, cases and originals over REST. */
@Timeout(60)
class TicketRoutesIT {
    private static final String PATH = "/api/v1/tickets";
    private static final Duration HOUR = Duration.ofHours(1);
    private static TicketRig rig;

    @BeforeAll
    static void start() {
        rig = new TicketRig();
        rig.serve(
                router -> {
                    Tickets tickets = new Tickets(rig.pool);
                    new TicketRoutes(tickets, rig.guard).mount(router);
                    Reveals reveals =
                            new Reveals(rig.pool, TicketRig.opener(), 3, rig.clock, rig.meters);
                    new RevealRoutes(tickets, reveals, TicketRig.mask(), rig.guard, rig.bodies)
                            .mount(router);
                });
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.sql(
                "TRUNCATE ticket, ticket_clock, ticket_department, ticket_link, ticket_step,"
                        + " ticket_order, ticket_sealed, ticket_reveal, audit");
    }

    private static List<String> ids(String query, String token) throws Exception {
        List<String> ids = new ArrayList<>();
        rig.get(PATH + query, token, 200)
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|c b a",
                "?order=due|b c a",
                "?state=dispatched,done|c b",
                "?flag=overdue,hot|c",
                "?class=minsu-urgent|b",
                "?category=01-04|a",
                "?place=yw/sp|c a",
                "?place=yw/s|''",
                "?department=城管科|b",
                "?milestone=respond|c b",
                "?overdue=true|c",
                "?supervised=true|c",
                "?open=false|a",
                "?number=Nb|b",
                "?number=X-1&system=wanwu|c",
                "?number=X-1&system=hotline-12345|''",
                "?system=wanwu|c",
                "?replay=true|r",
                "?since=2026-03-02T02:00:00Z|c",
            })
    void aListIsCutByItsFilters(String query, String expected) throws Exception {
        threeCases();

        assertThat(String.join(" ", ids(query, "viewer"))).isEqualTo(expected);
    }

    private static void threeCases() throws Exception {
        CaseFile a = new CaseFile("a");
        a.state = TicketState.CANCELLED_OFF;
        a.category = "01-04";
        CaseFile b = new CaseFile("b").clock("respond", ClockState.RUNNING, HOUR, null);
        b.createdAt = CaseFile.CREATED.plusSeconds(60);
        b.state = TicketState.DISPATCHED;
        b.classId = "minsu-urgent";
        b.place = "yw/ba";
        b.department("城管科", 1, null, null);
        CaseFile c = new CaseFile("c");
        c.createdAt = CaseFile.CREATED.plusSeconds(120);
        c.clock("respond", ClockState.MISSED, HOUR.multipliedBy(2), null);
        c.updatedAt = CaseFile.CREATED.plus(HOUR);
        c.state = TicketState.DONE;
        c.flags = List.of(TicketFlag.OVERDUE, TicketFlag.SUPERVISED);
        c.refs = List.of(new TicketRef("hotline-12345", "Nc"), new TicketRef("wanwu", "X-1"));
        CaseFile r = new CaseFile("r");
        r.replay = true;
        rig.told(a.told(), b.told(), c.told(), r.told());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?state=x",
                "?flag=x",
                "?overdue=1",
                "?since=x",
                "?order=x",
                "?cursor=eA",
                "?limit=0"
            })
    void aParameterThatIsWrongIsNamed(String query) throws Exception {
        JsonNode problem = rig.get(PATH + query, "viewer", 400);

        assertThat(query).contains(problem.path("field").asText());
    }

    @Test
    void pagesShowEachCaseOnceInBothOrders() throws Exception {
        for (int i = 0; i < 7; i++) {
            CaseFile file = new CaseFile("c" + i);
            file.createdAt = CaseFile.CREATED.plusSeconds(i / 2); // two came at the same time
            rig.told(file.clock("respond", ClockState.RUNNING, HOUR, null).told());
        }

        for (String order : List.of("newest", "due")) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page =
                        rig.get(
                                PATH + "?limit=2&order=" + order + "&cursor=" + cursor,
                                "viewer",
                                200);
                page.path("items").forEach(item -> seen.add(item.path("id").asText()));
                cursor = page.path("nextCursor").asText("");
            } while (!cursor.isEmpty());
            List<String> rising = IntStream.range(0, 7).mapToObj(i -> "c" + i).toList();
            assertThat(seen).hasSize(7).containsExactlyInAnyOrderElementsOf(rising);
            assertThat(seen.get(0)).isEqualTo(order.equals("due") ? "c0" : "c6");
        }
    }

    @Test
    void aCaseComesWithItsNewestStoryAndTheRestByCursor() throws Exception {
        CaseFile file = new CaseFile("a");
        rig.told(
                file.told(IntStream.range(0, 60).mapToObj(i -> "s" + i).toArray(String[]::new)),
                file.told(IntStream.range(60, 130).mapToObj(i -> "s" + i).toArray(String[]::new)));

        JsonNode ticket = rig.get(PATH + "/a", "viewer", 200);

        assertThat(ticket.path("rev").asLong()).isEqualTo(2);
        assertThat(ticket.at("/content/text").asText()).isEqualTo("楼下垃圾三天没人清");
        assertThat(ticket.path("timeline")).hasSize(100);
        assertThat(ticket.at("/timeline/0/id").asText()).isEqualTo("s129");
        JsonNode rest =
                rig.get(
                        PATH + "/a/timeline?cursor=" + ticket.path("timelineCursor").asText(),
                        "viewer",
                        200);
        assertThat(rest.path("items")).hasSize(30);
        assertThat(rest.at("/items/29/id").asText()).isEqualTo("s0");
        assertThat(rest.has("nextCursor")).isFalse();
        assertThat(rig.get(PATH, "viewer", 200).at("/items/0/content").has("text")).isFalse();
    }

    @Test
    void ordersOfACaseSayWhetherTheyWereTaken() throws Exception {
        CaseFile file = new CaseFile("a");
        rig.told(file.told());
        rig.told(file.order("o1", "城管科"), file.order("o2", "执法队"));

        JsonNode orders = rig.get(PATH + "/a/orders", "viewer", 200).path("items");

        assertThat(orders.findValuesAsText("id")).containsExactly("o2", "o1");
        assertThat(orders.findValuesAsText("state")).containsExactly("waiting", "waiting");
    }

    @Test
    void aSecretCaseShowsItsCategoryAndCellAloneToWhoMayNotReveal() throws Exception {
        CaseFile file = new CaseFile("a").clock("respond", ClockState.RUNNING, HOUR, null);
        file.secret = true;
        rig.told(file.told("s1"));
        rig.told(file.order("o1", "城管科"));

        for (String who : List.of("viewer", "officer")) {
            JsonNode ticket = rig.get(PATH + "/a", who, 200);
            assertThat(ticket.toString()).doesNotContain("原因", "\"Na\"", "榕树路", "114.03", "c6f0b1");
            assertThat(ticket.at("/content/category").asText()).isEqualTo("01-02");
            assertThat(ticket.at("/spot/place").asText()).isEqualTo("yw/sp/c01");
            assertThat(ids("?number=Na", who)).isEmpty();
            assertThat(rig.get(PATH, who, 200).at("/items/0").has("links")).isFalse();
            assertThat(rig.get(PATH + "/a/orders", who, 200).toString()).doesNotContain("\"Na\"");
        }
        JsonNode full = rig.get(PATH + "/a", "lead", 200);
        assertThat(full.at("/links/0/ref/number").asText()).isEqualTo("Na");
        assertThat(full.at("/content").has("title")).isFalse();
        assertThat(ids("?number=Na", "lead")).containsExactly("a");
    }

    @Test
    void anAccountSeesItsPlaceAlone() throws Exception {
        CaseFile inside = new CaseFile("in");
        inside.place = "yw/ba/c09";
        CaseFile nowhere = new CaseFile("no");
        nowhere.place = null;
        rig.told(inside.told(), nowhere.told(), new CaseFile("out").told());

        assertThat(ids("", "local")).containsExactly("in");
        rig.get(PATH + "?place=yw", "local", 403);
        rig.get(PATH + "/out", "local", 404);
        rig.get(PATH + "/no", "local", 404);
        rig.get(PATH + "/out/timeline", "local", 404);
        rig.get(PATH + "/out/orders", "local", 404);
        rig.get(PATH, "nobody", 401);
        rig.get(PATH + "/a%00b", "viewer", 404);
        rig.get(PATH + "?place=a%00b", "viewer", 400);
    }

    @Test
    void originalsAreShownToWhoGivesAReasonWhichIsWrittenDownFirst() throws Exception {
        CaseFile file = new CaseFile("a");
        rig.told(file.told());
        rig.original(file, "e1", "k1", "{\"caller\":\"张三\",\"phone\":\"13800001111\"}");
        rig.original(file, "e2", "lost", "{}");

        HttpResponse<String> answer =
                rig.call("POST", PATH + "/a/reveal", "lead", "{'reason':'回访 13800001111'}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(answer.body())
                .contains("张三", "\"expiresAt\":\"2026-03-01T08:10:00.000Z\"", "[\"lost\"]");
        assertThat(rig.sql("SELECT who, action, key, after FROM audit"))
                .containsExactly("lead|reveal|a|{\"reason\":\"回访 138****1111\"}");
    }

    @Test
    void whatCannotBeOpenedIsSaidAndTheTryIsWrittenDown() throws Exception {
        CaseFile file = new CaseFile("a");
        rig.told(file.told(), new CaseFile("b").told());
        rig.original(file, "e2", "lost", "{}");

        JsonNode problem = rig.json("POST", PATH + "/a/reveal", "lead", "{'reason':'回访'}", 503);

        assertThat(problem.path("title").asText()).isEqualTo("unreadable-key");
        assertThat(problem.path("detail").asText()).contains("lost");
        rig.json("POST", PATH + "/b/reveal", "lead", "{'reason':'回访'}", 404);
        assertThat(rig.sql("SELECT key FROM audit ORDER BY id")).containsExactly("a", "b");
    }

    @Test
    void onlyWhoMayRevealsAndNotWithoutAReasonNorTooOften() throws Exception {
        CaseFile file = new CaseFile("a");
        rig.told(file.told());
        rig.original(file, "e1", "k1", "{}");
        String path = PATH + "/a/reveal";

        rig.json("POST", path, "officer", "{'reason':'回访'}", 403);
        rig.json("POST", path, "lead", "{}", 400);
        rig.json("POST", path, "lead", "{'reason':'  '}", 400);
        for (int i = 0; i < 3; i++) {
            rig.json("POST", path, "lead", "{'reason':'回访'}", 200);
        }
        HttpResponse<String> tooMany = rig.call("POST", path, "lead", "{'reason':'回访'}");

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("retry-after")).isPresent();
        rig.json("POST", path, "admin", "{'reason':'回访'}", 200);
        rig.clock.advance(HOUR.plusSeconds(1));
        rig.json("POST", path, "lead", "{'reason':'回访'}", 200);
        rig.clock.advance(HOUR.plusSeconds(1).negated());
    }
}
