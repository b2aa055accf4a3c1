package org.citywall.gateway.ingest.ticket.open311;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.gateway.ingest.ticket.open311.PublicTickets.PublicTicket;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Open311IT {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final XmlMapper XML = new XmlMapper();
    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.tickets.register("open311", null);
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
    void servicesAreListedInBothForms() throws Exception {
        JsonNode json = json(rig.get("/open311/v2/services.json", null));
        JsonNode xml = XML.readTree(rig.get("/open311/v2/services.xml", null).body());

        assertThat(json.get(1).path("service_code").asText()).isEqualTo("01-02");
        assertThat(json.get(1).path("service_name").asText()).isEqualTo("暴露垃圾");
        assertThat(xml.path("service")).hasSameSizeAs(json);
        assertThat(xml.at("/service/1/service_name").asText()).isEqualTo("暴露垃圾");
        assertThat(
                        json(rig.get("/open311/v2/services/01-02.json", null))
                                .path("service_code")
                                .asText())
                .isEqualTo("01-02");
        HttpResponse<String> unknown = rig.get("/open311/v2/services/99.json", null);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).at("/0/code").intValue()).isEqualTo(404);
    }

    @Test
    void requestOfAFormBecomesATicketThatIsFoundAgain() throws Exception {
        HttpResponse<String> answer =
                rig.post(
                        "/open311/v2/requests.json",
                        null,
                        FORM,
                        "api_key="
                                + IngestRig.INTEGRATION_TOKEN
                                + "&service_code=01-02&lat=22.52&long=114.05&description=%E5%9E%83%E5%9C%BE+13812345678&first_name=%E5%B0%8F%E6%98%8E&last_name=%E6%9D%8E&phone=13812345678");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = json(answer).at("/0/service_request_id").asText();
        TicketEvent event = rig.tickets.events().get(0);
        assertThat(event.caseId()).isEqualTo(id);
        assertThat(event.content().category()).isEqualTo("01-02");
        assertThat(event.content().text()).isEqualTo("垃圾 138****5678");
        assertThat(event.spot().place()).isEqualTo("yw/sp/c01");
        assertThat(rig.tickets.sealed()).hasSize(1);

        JsonNode one = json(rig.get("/open311/v2/requests/" + id + ".json", null)).get(0);
        assertThat(one.path("status").asText()).isEqualTo("open");
        assertThat(one.path("status_notes").asText()).isEqualTo("已受理");
        JsonNode xml = XML.readTree(rig.get("/open311/v2/requests/" + id + ".xml", null).body());
        assertThat(xml.at("/request/service_request_id").asText()).isEqualTo(id);
        assertThat(
                        json(
                                rig.get(
                                        "/open311/v2/requests.json?status=open&service_request_id="
                                                + id,
                                        null)))
                .hasSize(1);
        assertThat(json(rig.get("/open311/v2/requests.json?status=closed", null))).isEmpty();
        assertThat(json(rig.get("/open311/v2/requests.json?end_date=2020-01-01T00:00:00Z", null)))
                .isEmpty();
    }

    @Test
    void requestAsJsonIsAnsweredInXml() throws Exception {
        HttpResponse<String> answer =
                rig.post(
                        "/open311/v2/requests.xml",
                        IngestRig.INTEGRATION_TOKEN,
                        "application/json",
                        "{\"service_code\":\"06\",\"address_string\":\"幸福路12号3栋1502室\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(XML.readTree(answer.body()).at("/request/service_request_id").asText())
                .isEqualTo(rig.tickets.events().get(0).caseId());
        assertThat(rig.tickets.events().get(0).content().address()).isEqualTo("幸福路12号3栋");
    }

    @Test
    void faultsAreToldInTheirForm() throws Exception {
        String key = "api_key=" + IngestRig.INTEGRATION_TOKEN;
        assertError("service_code=01-02&lat=1&long=1", 403);
        assertError(key + "&lat=1&long=1", 400);
        assertError(key + "&service_code=99&lat=1&long=1", 404);
        assertError(key + "&service_code=06", 400);
        assertError(key + "&service_code=06&lat=north&long=1", 400);
        assertThat(rig.get("/open311/v2/requests.json?status=lost", null).statusCode())
                .isEqualTo(400);
        assertThat(rig.get("/open311/v2/requests.json?start_date=x", null).statusCode())
                .isEqualTo(400);
        assertThat(rig.get("/open311/v2/requests/none.xml", null).body())
                .contains("<errors><error><code>404</code>");
        assertThat(rig.log.entries()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TicketState.class)
    void everyStateIsOpenOrClosedWithItsWords(TicketState state) {
        Instant at = Instant.parse("2026-03-01T00:00:00Z");
        JsonNode view =
                Open311Routes.view(
                        new PublicTicket(
                                "c", state, null, null, null, null, null, null, null, at, null,
                                null));

        assertThat(view.path("status").asText()).isEqualTo(state.isEnd() ? "closed" : "open");
        assertThat(view.path("status_notes").asText()).isEqualTo(state.words());
    }

    private static void assertError(String form, int status) throws Exception {
        HttpResponse<String> answer = rig.post("/open311/v2/requests.json", null, FORM, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).at("/0/code").intValue()).isEqualTo(status);
        assertThat(json(answer).at("/0/description").asText()).isNotEmpty();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return Json.mapper().readTree(answer.body());
    }
}
