package org.citywall.gateway.ingest.ticket.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HooksIT {
    private static final String MAPPING =
            "{'ticketId': no, 'event': type = 'new' ? 'created' : type, 'title': what,"
                    + " 'occurredAt': at, 'caller': tel}";
    private static final String MESSAGE =
            "{\"no\":\"7\",\"type\":\"new\",\"what\":\"噪音 13812345678\",\"at\":\"2026-03-01T07:00:00Z\",\"tel\":\"13812345678\"}";
    private static final String SECRET = "a secret of the hook";
    private static IngestRig rig;
    private static String admin;

    @BeforeAll
    static void start() throws Exception {
        rig = new IngestRig();
        IngestRig.await(
                rig.accounts.ensureFirstAccounts(
                        Map.of(
                                "CITYWALL_ADMIN_PASSWORD", IngestRig.ADMIN_PASSWORD,
                                "CITYWALL_OFFICER_PASSWORD", IngestRig.OFFICER_PASSWORD)));
        admin = rig.tokenOf("admin", IngestRig.ADMIN_PASSWORD);
        assertThat(put("cg", source(MAPPING)).statusCode()).isEqualTo(201);
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
    void messageIsMappedAndTheSameAgainIsNoOther() throws Exception {
        assertThat(post("cg", MESSAGE).body()).isEqualTo("{\"accepted\":1}");
        assertThat(post("cg", MESSAGE).statusCode()).isEqualTo(202);

        TicketEvent event = rig.tickets.events().get(0);
        assertThat(event.kind()).isEqualTo(TicketEventKind.CREATED);
        assertThat(event.ref().system()).isEqualTo("cg");
        assertThat(event.content().title()).isEqualTo("噪音 138****5678");
        assertThat(rig.tickets.events().get(1).id()).isEqualTo(event.id());
    }

    @Test
    void strangersAreRefused() throws Exception {
        assertThat(call("cg", MESSAGE, null, null).statusCode()).isEqualTo(401);
        assertThat(call("nobody", MESSAGE, null, null).statusCode()).isEqualTo(401);
        assertThat(call("nobody", MESSAGE, IngestRig.INTEGRATION_TOKEN, null).statusCode())
                .isEqualTo(404);
        assertThat(call("cg", MESSAGE, IngestRig.DEVICE_TOKEN, null).statusCode()).isEqualTo(403);
        assertThat(rig.log.entries()).isEmpty();
    }

    @Test
    void signatureStandsForAToken() throws Exception {
        ObjectNode source = source(MAPPING).put("secret", SECRET);
        HttpResponse<String> stored = put("signed", source);
        assertThat(stored.body()).doesNotContain(SECRET);
        assertThat(json(stored).path("signed").booleanValue()).isTrue();
        long now = rig.clock.instant().getEpochSecond();

        String header = "t=" + now + ",v1=" + Signature.of(now, MESSAGE, SECRET);
        assertThat(call("signed", MESSAGE, null, header).statusCode()).isEqualTo(202);
        assertThat(call("signed", MESSAGE + " ", null, header).statusCode()).isEqualTo(401);
        assertThat(call("cg", MESSAGE, null, header).statusCode()).isEqualTo(401);
        // the secret stays when it is not mentioned, and goes when it is null
        put("signed", source(MAPPING));
        assertThat(call("signed", MESSAGE, null, header).statusCode()).isEqualTo(202);
        put("signed", source(MAPPING).putNull("secret"));
        assertThat(call("signed", MESSAGE, null, header).statusCode()).isEqualTo(401);
        assertThat(
                        IngestRig.await(
                                        rig.pool
                                                .query(
                                                        "SELECT count(*) FROM audit WHERE kind = 'ticket-sources' AND (after::text LIKE '%a secret%' OR after::text LIKE '%1381234%')")
                                                .execute())
                                .iterator()
                                .next()
                                .getLong(0))
                .isZero();
    }

    @Test
    void severalEventsAreJudgedOneByOne() throws Exception {
        put(
                "many",
                source(
                        "items.{'ticketId': n, 'event': e, 'occurredAt': '2026-03-01T07:00:00Z'}",
                        "{\"items\":[]}",
                        "[]"));

        HttpResponse<String> answer =
                post(
                        "many",
                        "{\"items\":[{\"n\":\"1\",\"e\":\"created\"},{\"n\":\"1\",\"e\":\"lost\"},{\"n\":\"1\",\"e\":\"signed\"}]}");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(json(answer).path("accepted").intValue()).isEqualTo(2);
        assertThat(json(answer).at("/rejected/0/field").asText()).isEqualTo("/1/event");
        assertThat(post("many", "{}").body()).isEqualTo("{\"accepted\":0}");
    }

    @Test
    void eventOfAnotherSystemIsRefused() throws Exception {
        put("self", source(null));

        HttpResponse<String> answer =
                post(
                        "self",
                        "{\"system\":\"cg\",\"ticketId\":\"1\",\"event\":\"created\",\"occurredAt\":\"2026-03-01T07:00:00Z\"}");

        assertThat(json(answer).at("/rejected/0/field").asText()).isEqualTo("/system");
        assertThat(rig.log.entries()).isEmpty();
    }

    @Test
    void failingExampleRefusesTheMappingAndIsNamed() throws Exception {
        HttpResponse<String> answer =
                put("bad", source("{'ticketId': no, 'event': 'created', 'occurredAt': at}"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("field").asText()).isEqualTo("/examples/0/expect/caller");
        assertThat(json(answer).path("detail").asText()).startsWith("新单:");

        assertThat(put("bad", source("{'a': ")).statusCode()).isEqualTo(422);
        assertThat(
                        put(
                                        "bad",
                                        source(
                                                "{'ticketId': no}",
                                                "{\"no\":\"1\"}",
                                                "{\"ticketId\":\"1\"}"))
                                .body())
                .contains("/examples/0/expect/event");
        ObjectNode without = source(MAPPING);
        without.remove("examples");
        assertThat(put("bad", without).statusCode()).isEqualTo(400);
        assertThat(put("citywall-desk", source(MAPPING)).statusCode()).isEqualTo(400);
        assertThat(rig.get("/api/v1/ticket-sources/bad", admin).statusCode()).isEqualTo(404);
    }

    @Test
    void endlessMappingIsStoppedAndSaidSo() throws Exception {
        put(
                "endless",
                source(
                        "stop ? [] : ($f := function($x){$f($x + 1)}; $f(0))",
                        "{\"stop\":true}",
                        "[]"));

        assertThat(post("endless", "{}").statusCode()).isEqualTo(422);
        assertThat(
                        rig.post(
                                        "/api/v1/ticket-sources/endless/dry-run",
                                        admin,
                                        "application/json",
                                        "{}")
                                .statusCode())
                .isEqualTo(422);
    }

    @Test
    void dryRunShowsEventsAndFaultsAndWritesNothing() throws Exception {
        HttpResponse<String> answer =
                rig.post(
                        "/api/v1/ticket-sources/cg/dry-run",
                        admin,
                        "application/json",
                        "{\"no\":\"8\",\"type\":\"gone\",\"at\":\"2026-03-01T07:00:00Z\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/events/0/event/ticketId").asText()).isEqualTo("8");
        assertThat(json(answer).at("/events/0/field").asText()).isEqualTo("/event");
        assertThat(rig.log.entries()).isEmpty();
    }

    @Test
    void sourcesAreForAdminsAndTellTheirHealth() throws Exception {
        String officer = rig.tokenOf("officer", IngestRig.OFFICER_PASSWORD);
        assertThat(rig.get("/api/v1/ticket-sources", officer).statusCode()).isEqualTo(403);
        post("cg", MESSAGE);
        post("cg", "not json");
        IngestRig.await(rig.tickets.health.stop());

        JsonNode view = json(rig.get("/api/v1/ticket-sources/cg", admin));
        assertThat(view.at("/health/lastMessageAt").asText()).startsWith("2026-03-01T08:0");
        assertThat(view.at("/health/late").booleanValue()).isFalse();
        assertThat(view.at("/health/hours/0/errors").intValue()).isPositive();
        assertThat(json(rig.get("/api/v1/ticket-sources", admin)).path("items")).isNotEmpty();
    }

    private static ObjectNode source(String mapping) throws Exception {
        return source(
                mapping,
                MESSAGE,
                "{\"ticketId\":\"7\",\"event\":\"created\",\"title\":\"噪音 13812345678\",\"occurredAt\":\"2026-03-01T07:00:00Z\",\"caller\":\"13812345678\"}");
    }

    private static ObjectNode source(String mapping, String input, String expect) throws Exception {
        ObjectNode source = Json.mapper().createObjectNode().put("title", "城管");
        source.put("protocol", "hook").put("expectedIntervalS", 300);
        if (mapping != null) {
            source.put("mapping", mapping);
            ObjectNode example = source.putArray("examples").addObject().put("name", "新单");
            example.set("input", Json.mapper().readTree(input));
            example.set("expect", Json.mapper().readTree(expect));
        }
        return source;
    }

    private static HttpResponse<String> put(String system, ObjectNode source) throws Exception {
        return rig.call(
                "PUT",
                "/api/v1/ticket-sources/" + system,
                admin,
                "application/json",
                source.toString());
    }

    private static HttpResponse<String> post(String system, String body) throws Exception {
        return call(system, body, IngestRig.INTEGRATION_TOKEN, null);
    }

    private static HttpResponse<String> call(
            String system, String body, String token, String signature) throws Exception {
        var request =
                rig.request("/api/v1/hooks/" + system)
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        if (signature != null) {
            request.header("X-Citywall-Signature", signature);
        }
        return rig.send(request.build());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return Json.mapper().readTree(answer.body());
    }
}
