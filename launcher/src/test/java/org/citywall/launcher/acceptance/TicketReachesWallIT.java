package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.Test;

/** A call at the hotline reaches the wall, and what the desk decides reaches a department. */
class TicketReachesWallIT {
    private static final String DEPARTMENT = "acceptance-sanitation";

    @Test
    void aCallIsOnTheBoardInTheRecordAndAtItsDepartment() throws Exception {
        TicketDesk hotline = TicketDesk.register("acceptance-hotline");
        String site = SharedCity.get().buildings().get(700);
        Instant now = Clock.systemUTC().instant();
        String number = "A-" + now.toEpochMilli();
        try (DepartmentSystem department = DepartmentSystem.register(DEPARTMENT);
                WallClient wall =
                        WallClient.connect(
                                SharedCity.device().base(),
                                SharedCity.get().wallToken(),
                                List.of("tickets"),
                                (topic, item) -> {})) {
            hotline.event(number, "created", now)
                    .put("place", site)
                    .put("category", "01-02")
                    .put("categoryName", "暴露垃圾")
                    .put("title", "垃圾堆在路边");
            hotline.event(number, "classified", now.plusMillis(1)).put("class", "longhua");
            hotline.send();

            JsonNode ticket = hotline.ticket(number);
            String place = ticket.at("/spot/place").asText();
            assertThat(place).startsWith("yunwan/shapu/").endsWith(site);
            String community = String.join("/", List.of(place.split("/")).subList(0, 3));
            await().atMost(SharedCity.SOON)
                    .until(() -> board(wall, community).path("open").asInt() >= 1);
            await().atMost(SharedCity.SOON)
                    .until(() -> clock(hotline.ticket(number), "complete").has("dueAt"));
            assertThat(
                            Instant.parse(
                                    clock(hotline.ticket(number), "complete")
                                            .path("dueAt")
                                            .asText()))
                    .as("24 natural hours after it came in")
                    .isEqualTo(Instant.parse(Json.time(now.plusSeconds(86_400))));

            String caseId = ticket.path("id").asText();
            ObjectNode dispatch = Json.mapper().createObjectNode().put("action", "dispatched");
            dispatch.putArray("departments").add(DEPARTMENT);
            Answer dispatched = TicketDesk.command(caseId, dispatch);
            assertThat(dispatched.status()).as("%s", dispatched.body()).isEqualTo(200);
            assertThat(dispatched.body().path("state").asText()).isEqualTo("dispatched");

            DepartmentSystem.Order order = department.awaitOrder();
            assertThat(order.data().path("kind").asText()).isEqualTo("dispatch");
            assertThat(order.data().at("/ref/number").asText()).isEqualTo(number);
            await().atMost(SharedCity.SOON)
                    .until(
                            () ->
                                    SharedCity.officer()
                                            .get("api/v1/tickets/" + caseId + "/orders")
                                            .body()
                                            .at("/items/0/state")
                                            .asText()
                                            .equals("sent"));

            Answer signed =
                    TicketDesk.command(
                            caseId,
                            Json.mapper()
                                    .createObjectNode()
                                    .put("action", "signed")
                                    .put("department", DEPARTMENT));
            assertThat(signed.status()).as("%s", signed.body()).isEqualTo(200);
            await().atMost(SharedCity.SOON)
                    .until(
                            () ->
                                    clock(hotline.ticket(number), "respond")
                                            .path("state")
                                            .asText()
                                            .equals("met"));
            assertThat(wall.gaps()).isEmpty();
        }
    }

    private static JsonNode board(WallClient wall, String place) {
        return wall.items("tickets").getOrDefault(place, Json.mapper().missingNode());
    }

    private static JsonNode clock(JsonNode ticket, String milestone) {
        for (JsonNode clock : ticket.path("clocks")) {
            if (clock.path("milestone").asText().equals(milestone)) {
                return clock;
            }
        }
        return Json.mapper().missingNode();
    }
}
