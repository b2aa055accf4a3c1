package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;

/** A system that tickets come from, as a test has it: registered, speaking CloudEvents. */
final class TicketDesk {
    private static final String BATCH = "application/cloudevents-batch+json";

    private final String system;
    private final ArrayNode batch = Json.mapper().createArrayNode();

    private TicketDesk(String system) {
        this.system = system;
    }

    /** A system of this name in the shared city. */
    static TicketDesk register(String system) {
        return register(system, "events");
    }

    /** One that speaks so. */
    static TicketDesk register(String system, String protocol) {
        Answer answer =
                SharedCity.admin()
                        .put(
                                "api/v1/ticket-sources/" + system,
                                "{\"title\":\"验收\",\"protocol\":\"%s\",\"enabled\":true}"
                                        .formatted(protocol));
        assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 201);
        return new TicketDesk(system);
    }

    /** Notes an event of a ticket, to be sent; what else it says is put into the answer. */
    ObjectNode event(String number, String kind, Instant at) {
        ObjectNode data =
                batch.addObject()
                        .put("specversion", "1.0")
                        .put("type", EventTypes.TICKET_EVENT)
                        .put("source", "urn:test:" + system)
                        .put("id", number + "/" + kind + "/" + at)
                        .putObject("data");
        data.put("system", system).put("ticketId", number).put("event", kind);
        return data.put("occurredAt", Json.time(at));
    }

    /** Sends what was noted; all of it must be accepted. */
    void send() {
        Answer answer = SharedCity.device().post("api/v1/events", BATCH, Json.string(batch));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        batch.removeAll();
    }

    /** The case of this number, once the record has it. */
    JsonNode ticket(String number) {
        ApiClient officer = SharedCity.admin();
        String path = "api/v1/tickets?system=%s&number=%s".formatted(system, number);
        await().atMost(SharedCity.SOON)
                .until(() -> officer.get(path).body().at("/items/0").has("id"));
        String id = officer.get(path).body().at("/items/0/id").asText();
        return officer.get("api/v1/tickets/" + id).body();
    }

    /** A command of the desk. */
    static Answer command(String caseId, ObjectNode body) {
        body.put("commandId", UUID.randomUUID().toString());
        return SharedCity.admin().post("api/v1/tickets/" + caseId + "/commands", Json.string(body));
    }
}
