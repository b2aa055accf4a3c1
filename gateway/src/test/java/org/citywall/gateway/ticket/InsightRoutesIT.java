package org.citywall.gateway.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.record.HotSpotStore;
import org.citywall.gateway.record.TicketProposalStore;
import org.citywall.gateway.testing.CaseFile;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hot spots and cases that may be one: record, lists, and a person's word. */
@Timeout(60)
class InsightRoutesIT {
    private static final String COMMAND = "7b1c9a52-4f0e-4a6c-8d5e-2f9a6f3c1d0";
    private static final Instant AT = CaseFile.CREATED;
    private static TicketRig rig;
    private static TicketCommands commands;
    private static HotSpotStore spots;
    private static TicketProposalStore proposals;

    @BeforeAll
    static void start() {
        rig = new TicketRig();
        spots = new HotSpotStore(rig.postgres.jdbcUrl(), "postgres", "postgres");
        proposals = new TicketProposalStore(rig.postgres.jdbcUrl(), "postgres", "postgres");
        commands =
                new TicketCommands(
                        rig.vertx,
                        rig.pool,
                        rig.log,
                        rig.clock,
                        Duration.ofSeconds(10),
                        rig.meters);
        rig.serve(
                router ->
                        new InsightRoutes(
                                        new Insight(rig.pool, rig.clock),
                                        commands,
                                        TicketRig.mask(),
                                        rig.guard,
                                        rig.bodies)
                                .mount(router));
    }

    @AfterAll
    static void stop() {
        spots.close();
        proposals.close();
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.sql("TRUNCATE ticket, hot_spot, ticket_proposal, ticket_command, audit");
        rig.log.entries().clear();
    }

    private static HotSpot spot(String id, long rev, int count, Instant ended, boolean replay) {
        return new HotSpot(
                id,
                rev,
                "1:2",
                "01-02",
                "暴露垃圾",
                "yw/sp",
                "云湾/沙浦",
                114,
                22.5,
                114.01,
                22.51,
                AT.minusSeconds(86_400),
                AT,
                count,
                count,
                0,
                1,
                4,
                4,
                List.of("a"),
                AT,
                ended,
                replay);
    }

    private static void told(HotSpot... all) throws Exception {
        List<HotSpot> rows = new ArrayList<>();
        for (HotSpot one : all) {
            rows.add(spots.read(record(Topics.HOT_SPOTS, one)));
        }
        spots.write(rows);
    }

    private static void told(TicketProposal... all) throws Exception {
        List<TicketProposal> rows = new ArrayList<>();
        for (TicketProposal one : all) {
            rows.add(proposals.read(record(Topics.TICKET_PROPOSALS, one)));
        }
        proposals.write(rows);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, Object value) {
        return new ConsumerRecord<>(
                topic, 0, 0, "k".getBytes(StandardCharsets.UTF_8), Json.bytes(value));
    }

    private static TicketProposal proposal(String id, String later, String earlier) {
        return new TicketProposal(id, later, earlier, 0.9, 12.0, false, "相似", AT, false);
    }

    private static List<String> ids(String path, String token) throws Exception {
        List<String> ids = new ArrayList<>();
        rig.get(path, token, 200).path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @Test
    void aHotSpotIsShownAsItStoodLastWithItsHighestCount() throws Exception {
        told(spot("h", 1, 5, null, false), spot("h", 2, 9, null, false));
        told(spot("h", 3, 4, AT.plusSeconds(60), false), spot("h", 2, 9, null, false));
        told(spot("now", 1, 6, null, false), spot("old", 1, 7, null, true));

        JsonNode all = rig.get("/api/v1/hot-spots", "viewer", 200).path("items");
        assertThat(ids("/api/v1/hot-spots", "viewer")).containsExactly("now", "h");
        assertThat(all.path(1).path("count").asInt()).isEqualTo(4);
        assertThat(all.path(1).path("most").asInt()).isEqualTo(9);
        assertThat(ids("/api/v1/hot-spots?open=true", "viewer")).containsExactly("now");
        assertThat(ids("/api/v1/hot-spots?replay=true", "viewer")).containsExactly("old");
        assertThat(ids("/api/v1/hot-spots", "local")).isEmpty();
    }

    @Test
    void pagesOfHotSpotsShowEachOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            told(spot("h" + i, 1, 5, null, false));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = rig.get("/api/v1/hot-spots?limit=2" + cursor, "viewer", 200);
            page.path("items").forEach(item -> seen.add(item.path("id").asText()));
            cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : null;
        } while (cursor != null);

        assertThat(seen).containsExactly("h4", "h3", "h2", "h1", "h0");
    }

    @Test
    void aPersonMayMakeTwoCasesOne() throws Exception {
        rig.told(new CaseFile("a").told(), new CaseFile("b").told());
        told(proposal("p", "b", "a"));
        assertThat(ids("/api/v1/ticket-proposals", "viewer")).containsExactly("p");
        assertThat(ids("/api/v1/ticket-proposals?case=a", "viewer")).containsExactly("p");
        assertThat(ids("/api/v1/ticket-proposals?case=c", "viewer")).isEmpty();
        answerNext(true);

        JsonNode answer =
                rig.json(
                        "POST",
                        "/api/v1/ticket-proposals/p/decision",
                        "officer",
                        "{'commandId':'"
                                + COMMAND
                                + "1','decision':'same',"
                                + "'reason':'同一处垃圾 13800001111'}",
                        200);

        assertThat(answer.path("state").asText()).isEqualTo("same");
        TicketEvent event = event();
        assertThat(event.kind()).isEqualTo(TicketEventKind.MERGED);
        assertThat(event.caseId()).isEqualTo("b");
        assertThat(event.into()).isEqualTo("a");
        assertThat(event.reason()).isEqualTo("同一处垃圾 138****1111");
        assertThat(ids("/api/v1/ticket-proposals", "viewer")).isEmpty();
        assertThat(ids("/api/v1/ticket-proposals?state=same", "viewer")).containsExactly("p");
        assertThat(rig.sql("SELECT count(*) FROM audit WHERE kind = 'ticket-proposal'"))
                .containsExactly("1");
    }

    @Test
    void whatTheStreamRefusesStaysOpen() throws Exception {
        rig.told(new CaseFile("a").told(), new CaseFile("b").told());
        told(proposal("p", "b", "a"));
        answerNext(false);

        JsonNode problem = decide("p", "2", "same", 409);

        assertThat(problem.path("detail").asText()).isEqualTo("已销号");
        assertThat(ids("/api/v1/ticket-proposals", "viewer")).containsExactly("p");
    }

    @Test
    void aPersonMaySayThatTheyAreTwo() throws Exception {
        rig.told(new CaseFile("a").told(), new CaseFile("b").told());
        told(proposal("p", "b", "a"));

        decide("p", "3", "different", 200);

        assertThat(rig.log.entries()).isEmpty();
        assertThat(ids("/api/v1/ticket-proposals?state=different", "viewer")).containsExactly("p");
        assertThat(decide("p", "4", "same", 409).path("detail").asText()).contains("two cases");
        told(proposal("p", "b", "a")); // told again by the stream
        assertThat(ids("/api/v1/ticket-proposals", "viewer")).isEmpty();
    }

    @Test
    void ofASecretCaseAnOfficerSeesNeitherNumberNorTitle() throws Exception {
        CaseFile secret = new CaseFile("b");
        secret.secret = true;
        rig.told(new CaseFile("a").told(), secret.told());
        told(proposal("p", "b", "a"));

        JsonNode seen = rig.get("/api/v1/ticket-proposals", "officer", 200).path("items").path(0);

        assertThat(seen.path("later").has("number")).isFalse();
        assertThat(seen.path("earlier").has("title")).isFalse();
    }

    @Test
    void whoMayNotOrWritesNonsenseIsTold() throws Exception {
        rig.told(new CaseFile("a").told(), new CaseFile("b").told());
        told(proposal("p", "b", "a"));
        String path = "/api/v1/ticket-proposals/p/decision";
        String body = "{'commandId':'" + COMMAND + "5','decision':'same','reason':'一样'}";

        rig.json("POST", path, "viewer", body, 403);
        rig.json("POST", path, "local", body, 404);
        rig.json("POST", path, "officer", body.replace("'same'", "'maybe'"), 400);
        rig.json("POST", path, "officer", body.replace(COMMAND, "x"), 400);
        rig.json("POST", path.replace("/p/", "/q/"), "officer", body, 404);
        rig.get("/api/v1/ticket-proposals?state=x", "viewer", 400);
    }

    private static JsonNode decide(String id, String n, String decision, int status)
            throws Exception {
        return rig.json(
                "POST",
                "/api/v1/ticket-proposals/" + id + "/decision",
                "officer",
                "{'commandId':'" + COMMAND + n + "','decision':'" + decision + "','reason':'看过'}",
                status);
    }

    private static TicketEvent event() {
        EventLog.Entry entry = rig.log.entries().get(0);
        return Json.read(entry.value(), TicketEvent.class);
    }

    /** The stream answers the next command as soon as it is on the log. */
    private static void answerNext(boolean accepted) {
        long unusedTimer =
                rig.vertx.setPeriodic(
                        20,
                        timer -> {
                            if (rig.log.entries().isEmpty()) {
                                return;
                            }
                            rig.vertx.cancelTimer(timer);
                            TicketEvent given = event();
                            var unusedAnswer =
                                    commands.answered(
                                            new TicketResult(
                                                    given.id(),
                                                    given.caseId(),
                                                    accepted,
                                                    accepted ? "" : "已销号",
                                                    TicketState.MERGED,
                                                    2));
                        });
    }
}
