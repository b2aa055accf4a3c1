package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.gateway.kafka.TopicTail;
import org.citywall.gateway.testing.CaseFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tickets through a whole gateway, with real Kafka and PostgreSQL; the test is the job. */
@Timeout(120)
class TicketGatewayIT {
    private static final Duration SECONDS = Duration.ofSeconds(20);
    @TempDir static Path directory;
    private static GatewayRig rig;
    private static TopicTail job;

    @BeforeAll
    static void start() throws Exception {
        rig = new GatewayRig(directory);
        job =
                new TopicTail(
                        rig.kafka.bootstrap(),
                        Topics.TICKET_EVENTS,
                        TopicTail.From.earliest(),
                        TicketGatewayIT::answer);
        job.start();
    }

    @AfterAll
    static void stop() {
        job.stop();
        rig.close();
    }

    /** Takes every command but done. */
    private static void answer(ConsumerRecord<byte[], byte[]> record) throws Exception {
        TicketEvent event = Json.read(record.value(), TicketEvent.class);
        if (event.ref() == null || !TicketEvent.DESK.equals(event.ref().system())) {
            return;
        }
        boolean accepted = !event.kind().name().equals("DONE");
        rig.append(
                Topics.TICKET_RESULTS,
                event.caseId(),
                EventTypes.TICKET_RESULT,
                new TicketResult(
                        event.id(), event.caseId(), accepted, "因为", TicketState.SIGNED, 9));
    }

    private static HttpResponse<String> command(String action) throws Exception {
        return rig.post(
                "/api/v1/tickets/a/commands",
                "{\"commandId\":\"%s\",\"action\":\"%s\",\"reason\":\"电话 13800001111\"}"
                        .formatted(UUID.randomUUID(), action));
    }

    @Test
    void whatTheJobTellsIsRecordedListedAndCommanded() throws Exception {
        CaseFile file = new CaseFile("a");
        rig.append(Topics.TICKET_CHANGES, "a", EventTypes.TICKET_CHANGE, file.told("s1"));
        rig.append(Topics.TICKET_CHANGES, "a", EventTypes.TICKET_CHANGE, file.told("s2"));
        rig.append(Topics.ORDERS, "a", EventTypes.TICKET_ORDER, file.order("o1", "城管科"));

        await().atMost(SECONDS)
                .until(() -> rig.get("/api/v1/tickets/a").path("timeline").size() == 2);
        assertThat(rig.get("/api/v1/tickets?number=Na").at("/items/0/rev").asLong()).isEqualTo(2);
        await().atMost(SECONDS)
                .until(() -> rig.get("/api/v1/ticket-orders").path("items").size() == 1);
        HttpResponse<String> taken = command("progress");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(Json.read(taken.body(), JsonNode.class).path("rev").asLong()).isEqualTo(9);
        assertThat(command("done").statusCode()).isEqualTo(409);
        assertThat(rig.trail("a")).contains("progress").doesNotContain("13800001111");
        assertThat(rig.post("/api/v1/tickets/a/reveal", "{\"reason\":\"回访\"}").statusCode())
                .as("an officer")
                .isEqualTo(403);
        assertThat(rig.get("/api/v1/indicators").path("items").size()).isGreaterThan(20);
    }
}
