package org.citywall.gateway.ingest.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.testing.IngestRig.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSealed;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.ticketsource.SourceHealth;
import org.citywall.gateway.ticketsource.TicketRefs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketIntakeIT {
    private static final String SYSTEM = "12345";
    private static final String OTHER = "cityman";
    private static IngestRig rig;
    private static int events;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.tickets.register(SYSTEM, null);
        rig.tickets.register(OTHER, "p1");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        rig.log.reset();
    }

    @Test
    void whatIsSealedIsDurableBeforeTheEventAndTheEventNamesNobody() throws Exception {
        assertThat(
                        post(created(
                                        SYSTEM,
                                        "A1",
                                        "\"text\":\"请回13812345678\",\"place\":\"B-1\",\"caller\":{\"name\":\"李小明\",\"phone\":\"13812345678\"}"))
                                .statusCode())
                .isEqualTo(202);

        assertThat(rig.log.entries())
                .extracting(EventLog.Entry::type)
                .containsExactly(EventTypes.TICKET_SEALED, EventTypes.TICKET_EVENT);
        TicketEvent event = rig.tickets.events().get(0);
        assertThat(event.caseId()).isEqualTo(Ids.of(SYSTEM, "A1"));
        assertThat(rig.log.entries()).extracting(EventLog.Entry::key).containsOnly(event.caseId());
        assertThat(event.spot().place()).isEqualTo("yw/sp/c01");
        assertThat(Json.string(event)).doesNotContain("13812345678", "小明").contains("138****5678");
        TicketSealed sealed = rig.tickets.sealed().get(0);
        assertThat(
                        rig.tickets
                                .sealing
                                .open(sealed.keyId(), sealed.sealed(), event.caseId())
                                .at("/caller/name")
                                .asText())
                .isEqualTo("李小明");
    }

    @Test
    void laterWordsThatNameTheCallerAreMaskedToo() throws Exception {
        post(created(SYSTEM, "K1", "\"caller\":{\"name\":\"欧阳小明\",\"phone\":\"075588881234\"}"));
        rig.log.reset();

        post(
                event(
                        SYSTEM,
                        "K1",
                        "progress",
                        "\"reason\":\"已联系欧阳 小明，电话 0755 8888 1234\",\"by\":\"欧阳小明\""));

        TicketEvent event = rig.tickets.events().get(0);
        assertThat(Json.string(event)).doesNotContain("小明", "8888");
        assertThat(event.reason()).startsWith("已联系欧**");
    }

    @Test
    void wordsTypedAtTheDeskAreMaskedOfTheCasesCallers() throws Exception {
        post(created(SYSTEM, "K2", "\"caller\":{\"name\":\"欧阳小岚\",\"phone\":\"13812345678\"}"));
        CallerMask mask = new CallerMask(rig.pool, rig.tickets.sealing);

        assertThat(IngestRig.await(mask.of(Ids.of(SYSTEM, "K2"))).apply("已回访欧阳小岚13812345678"))
                .isEqualTo("已回访欧**138****5678");
        post(event(SYSTEM, "K2", "progress", "\"caller\":{\"name\":\"诸葛小竹\"}"));
        assertThat(IngestRig.await(mask.of(Ids.of(SYSTEM, "K2"))).apply("诸葛小竹也来过"))
                .as("who called since then is known too")
                .isEqualTo("诸**也来过");
    }

    @Test
    void nothingIsAcceptedWithoutTheLog() throws Exception {
        rig.log.failing(true);

        HttpResponse<String> answer = post(created(SYSTEM, "A2", ""));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void faultNamesItsFieldAndIsNotKept() throws Exception {
        HttpResponse<String> answer =
                post(event(SYSTEM, "A3", "rated", "\"text\":\"13812345678\""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("field").asText()).isEqualTo("/data/rating");
        assertThat(rig.log.entries()).isEmpty();
    }

    @Test
    void credentialSpeaksForItsSystemAlone() throws Exception {
        assertThat(post(created(OTHER, "C1", ""), IngestRig.DEVICE_TOKEN).statusCode())
                .isEqualTo(202);
        assertThat(post(created(SYSTEM, "C1", ""), IngestRig.DEVICE_TOKEN).statusCode())
                .isEqualTo(403);
        assertThat(
                        post(created("citywall-desk", "C1", ""), IngestRig.INTEGRATION_TOKEN)
                                .statusCode())
                .isEqualTo(403);
        assertThat(rig.tickets.events()).hasSize(1);
    }

    @Test
    void eventOfAnUnknownSystemWaitsSealedAndComesWhenItIsRegistered() throws Exception {
        HttpResponse<String> answer =
                post(created("late", "L1", "\"title\":\"请回13812345678\",\"caller\":\"李小明\""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("field").asText()).isEqualTo("/data/system");
        RejectedEvent kept = rig.log.rejected().get(0);
        assertThat(kept.reason()).isEqualTo("unknown-system");
        assertThat(kept.deviceId()).isEqualTo("late");
        assertThat(Json.string(kept)).doesNotContain("1381234", "小明");
        rig.log.reset();
        store(kept);

        assertThat(await(rig.release.release(null))).isZero();
        rig.tickets.register("late", null);
        assertThat(await(rig.release.release(null))).isEqualTo(1);

        TicketEvent event = rig.tickets.events().get(0);
        assertThat(event.content().title()).isEqualTo("请回138****5678");
        assertThat(event.id()).isEqualTo(kept.eventId());
        assertThat(rig.tickets.sealed()).hasSize(1);
    }

    @Test
    void eventsOfOneBatchKeepTheirOrder() throws Exception {
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            batch.add(created(SYSTEM, "B" + i, "\"text\":\"电话13812345678\""));
            batch.add(event(SYSTEM, "B" + i, "signed", ""));
            batch.add(event(SYSTEM, "B" + i, "done", ""));
        }
        HttpResponse<String> answer =
                rig.post(
                        "/api/v1/events",
                        IngestRig.INTEGRATION_TOKEN,
                        "application/cloudevents-batch+json",
                        "[" + String.join(",", batch) + "]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        for (int i = 0; i < 20; i++) {
            TicketRef ref = new TicketRef(SYSTEM, "B" + i);
            assertThat(rig.tickets.events())
                    .filteredOn(event -> event.ref().equals(ref))
                    .extracting(TicketEvent::kind)
                    .containsExactly(
                            TicketEventKind.CREATED, TicketEventKind.SIGNED, TicketEventKind.DONE);
        }
    }

    @Test
    void numberThatIsKnownGoesOnWithoutPostgres() throws Exception {
        rig.tickets.settle();
        post(created(SYSTEM, "P1", ""));
        rig.postgres.down();
        try {
            assertThat(post(event(SYSTEM, "P1", "signed", "")).statusCode()).isEqualTo(202);
            HttpResponse<String> answer = post(created(SYSTEM, "P2", ""));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
        } finally {
            rig.postgres.up();
        }
        assertThat(post(created(SYSTEM, "P2", "")).statusCode()).isEqualTo(202);
    }

    @Test
    void secondSystemSpeaksOfTheSameCase() throws Exception {
        post(created(SYSTEM, "S1", ""));
        post(created(OTHER, "S2", other(SYSTEM, "S1")));
        post(event(OTHER, "S2", "signed", ""));

        List<TicketEvent> told = rig.tickets.events();
        assertThat(told).extracting(TicketEvent::caseId).containsOnly(Ids.of(SYSTEM, "S1"));
        assertThat(told)
                .extracting(TicketEvent::kind)
                .containsExactly(
                        TicketEventKind.CREATED,
                        TicketEventKind.LINKED,
                        TicketEventKind.CREATED,
                        TicketEventKind.SIGNED);
        assertThat(told.get(1).ref()).isEqualTo(new TicketRef(SYSTEM, "S1"));
        assertThat(told.get(1).other()).isEqualTo(new TicketRef(OTHER, "S2"));
    }

    @Test
    void numberThatIsNamedBeforeItSpeaksIsTheSameCase() throws Exception {
        post(created(SYSTEM, "N1", other(OTHER, "N2")));
        post(created(OTHER, "N2", ""));

        List<TicketEvent> told = rig.tickets.events();
        assertThat(told)
                .extracting(TicketEvent::kind)
                .containsExactly(
                        TicketEventKind.CREATED, TicketEventKind.LINKED, TicketEventKind.CREATED);
        assertThat(told).extracting(TicketEvent::caseId).containsOnly(told.get(0).caseId());
        assertThat(told.get(1).other()).isEqualTo(new TicketRef(OTHER, "N2"));
    }

    @Test
    void caseThatIsLinkedLaterIsMergedIntoTheOther() throws Exception {
        post(created(SYSTEM, "M1", ""));
        rig.clock.advance(Duration.ofSeconds(1));
        post(created(OTHER, "M2", ""));
        rig.log.reset();

        String link = event(OTHER, "M2", "linked", other(SYSTEM, "M1"));
        post(link);
        post(event(OTHER, "M2", "signed", ""));

        String loser = Ids.of(OTHER, "M2");
        String winner = Ids.of(SYSTEM, "M1");
        List<TicketEvent> told = rig.tickets.events();
        assertThat(told)
                .extracting(TicketEvent::kind, TicketEvent::caseId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(TicketEventKind.MERGED, loser),
                        org.assertj.core.groups.Tuple.tuple(TicketEventKind.LINKED, winner),
                        org.assertj.core.groups.Tuple.tuple(TicketEventKind.LINKED, winner),
                        org.assertj.core.groups.Tuple.tuple(TicketEventKind.SIGNED, winner));
        assertThat(told.get(0).into()).isEqualTo(winner);
    }

    @Test
    void mergeThatWasNotToldIsToldByTheNextEvent() throws Exception {
        post(created(SYSTEM, "U1", ""));
        rig.clock.advance(Duration.ofSeconds(1));
        post(created(OTHER, "U2", ""));
        rig.log.reset();
        rig.log.failing(true);
        assertThat(post(event(OTHER, "U2", "progress", other(SYSTEM, "U1"))).statusCode())
                .isEqualTo(503);
        rig.log.failing(false);

        await(rig.pool.query("SELECT 1").execute());
        post(event(OTHER, "U2", "progress", other(SYSTEM, "U1")));
        post(event(OTHER, "U2", "progress", other(SYSTEM, "U1")));

        assertThat(rig.tickets.events())
                .extracting(TicketEvent::kind)
                .containsExactly(
                        TicketEventKind.MERGED,
                        TicketEventKind.LINKED,
                        TicketEventKind.PROGRESS,
                        TicketEventKind.PROGRESS);
    }

    @Test
    void systemThatSaysMergedEndsItsOwnCase() throws Exception {
        post(created(SYSTEM, "G1", ""));
        rig.clock.advance(Duration.ofSeconds(1));
        post(created(SYSTEM, "G2", ""));
        rig.log.reset();

        String merge = event(SYSTEM, "G1", "merged", other(SYSTEM, "G2"));
        post(merge);
        post(merge);

        List<TicketEvent> told = rig.tickets.events();
        assertThat(told)
                .extracting(TicketEvent::kind)
                .containsExactly(
                        TicketEventKind.MERGED, TicketEventKind.LINKED, TicketEventKind.MERGED);
        assertThat(told.get(0).caseId()).isEqualTo(Ids.of(SYSTEM, "G1"));
        assertThat(told.get(0).into()).isEqualTo(Ids.of(SYSTEM, "G2"));
        assertThat(told.get(2).caseId()).isEqualTo(told.get(0).caseId());
    }

    @Test
    void recordingLivesApart() throws Exception {
        post(created(SYSTEM, "R1", ""));
        String replayed =
                created(SYSTEM, "R1", "")
                        .replace("\"specversion\"", "\"cwreplay\":true,\"specversion\"");
        post(replayed);

        TicketEvent event = rig.tickets.events().get(1);
        assertThat(event.replay()).isTrue();
        assertThat(event.ref()).isEqualTo(new TicketRef(SYSTEM, "R1"));
        assertThat(event.caseId()).isEqualTo(Ids.of(SYSTEM, "R1~replay"));
    }

    @Test
    void twoGatewaysThatHearOfTwoNumbersAtOnceComeToOneCase() {
        TicketRefs one = refs();
        TicketRefs two = refs();
        List<Future<TicketRefs.Route>> routes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            TicketRef a = new TicketRef(SYSTEM, "X" + i);
            TicketRef b = new TicketRef(OTHER, "Y" + i);
            routes.add(one.route(a, b, false, false));
            routes.add(two.route(b, a, false, false));
            routes.add((i % 2 == 0 ? one : two).route(i % 3 == 0 ? a : b, null, false, false));
        }
        await(Future.all(routes));

        for (int i = 0; i < 10; i++) {
            TicketRef a = new TicketRef(SYSTEM, "X" + i);
            TicketRef b = new TicketRef(OTHER, "Y" + i);
            TicketRefs fresh = refs();
            assertThat(await(fresh.route(a, null, false, false)).caseId())
                    .isEqualTo(await(fresh.route(b, null, false, false)).caseId());
        }
    }

    @Test
    void healthIsCountedAndWritten() throws Exception {
        rig.tickets.register("health", null);
        post(created("health", "H1", ""));
        post(event("health", "H1", "rated", ""));
        await(rig.tickets.health.stop());
        post(event("health", "H1", "signed", ""));
        await(rig.tickets.health.stop());

        SourceHealth.Report report = await(rig.tickets.health.reports()).get("health");
        assertThat(report.heardAt()).isEqualTo(rig.clock.instant());
        assertThat(report.lagMs()).isPositive();
        assertThat(report.hours()).hasSize(1);
        assertThat(report.hours().get(0).accepted()).isEqualTo(2);
        assertThat(report.hours().get(0).refused()).isEqualTo(1);
        assertThat(
                        rig.count(
                                "citywall.ticket.source.events",
                                "system",
                                "health",
                                "result",
                                "accepted"))
                .isEqualTo(2);
    }

    private static TicketRefs refs() {
        return new TicketRefs(
                rig.pool,
                new ChangeWatch(rig.vertx, rig.pool, Duration.ofHours(1)),
                100,
                rig.clock);
    }

    private static void store(RejectedEvent kept) {
        await(
                rig.pool
                        .preparedQuery(
                                "INSERT INTO quarantine (id, received_at, protocol, principal,"
                                        + " reason, event_type, device_id, event_id, source,"
                                        + " payload, urgent) VALUES ($1, $2, $3, $4, $5, $6, $7,"
                                        + " $8, $9, $10, false)")
                        .execute(
                                io.vertx.sqlclient.Tuple.from(
                                        new Object[] {
                                            kept.id(),
                                            kept.receivedAt().atOffset(java.time.ZoneOffset.UTC),
                                            kept.protocol(),
                                            kept.principal(),
                                            kept.reason(),
                                            kept.eventType(),
                                            kept.deviceId(),
                                            kept.eventId(),
                                            kept.source(),
                                            kept.payload()
                                        })));
    }

    private static String other(String system, String number) {
        return "\"other\":{\"system\":\"%s\",\"ticketId\":\"%s\"}".formatted(system, number);
    }

    private static String created(String system, String number, String fields) {
        return event(system, number, "created", fields);
    }

    private static String event(String system, String number, String kind, String fields) {
        return """
                {"specversion":"1.0","type":"citywall.ticket.event.v1","id":"e%d","source":"test",
                 "data":{"system":"%s","ticketId":"%s","event":"%s",
                 "occurredAt":"2026-03-01T07:00:00Z"%s}}
                """
                .formatted(++events, system, number, kind, fields.isEmpty() ? "" : "," + fields);
    }

    private static HttpResponse<String> post(String event) throws Exception {
        return post(event, IngestRig.INTEGRATION_TOKEN);
    }

    private static HttpResponse<String> post(String event, String token) throws Exception {
        return rig.post("/api/v1/events", token, "application/cloudevents+json", event);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return Json.mapper().readTree(answer.body());
    }
}
