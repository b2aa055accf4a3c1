package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.Test;

/** The centre tells a department what to do about an alert, and the department replies. */
class AlertOrderIT {
    private static final String DEPARTMENT = "acceptance-power";
    private static final String TEXT = "切断 3 层电源";

    private final FireSite site = FireSite.alone();
    private final ApiClient officer = SharedCity.officer();

    @Test
    void anOrderReachesItsDepartmentAndARefusalChangesTheAlert() throws Exception {
        try (DepartmentSystem department = DepartmentSystem.register(DEPARTMENT);
                WallClient wall = SharedCity.wall(officer)) {
            await().atMost(SharedCity.SOON).until(() -> wall.hasSnapshot("alerts"));
            site.press();
            String id = awaitAlert(wall).path("id").asText();

            ObjectNode order = command("order");
            order.put("to", DEPARTMENT).put("reason", TEXT).put("untilMs", 900_000);
            assertThat(send(id, order).status()).isEqualTo(200);

            JsonNode told = department.awaitOrder().data();
            assertThat(told.path("kind").asText()).isEqualTo("alert");
            assertThat(told.toString()).contains(TEXT, id);
            JsonNode given = awaitState(wall, "sent");
            assertThat(given.path("department").asText()).isEqualTo(DEPARTMENT);

            ObjectNode bare = command("reply");
            bare.put("orderId", given.path("id").asText()).put("reply", "refused");
            assertThat(send(id, bare).status()).as("it must say why").isEqualTo(400);
            ObjectNode reply = bare.deepCopy();
            reply.put("commandId", UUID.randomUUID().toString()).put("reason", "停电影响电梯救援");
            assertThat(send(id, reply).status()).isEqualTo(200);

            JsonNode refused = awaitState(wall, "refused");
            assertThat(refused.path("reply").asText()).isEqualTo("停电影响电梯救援");
            assertThat(refused.path("repliedBy").asText()).isEqualTo("officer");
            assertThat(send(id, again(reply)).status())
                    .as("what was refused is not accepted later")
                    .isEqualTo(409);
            assertThat(wall.gaps()).isEmpty();
        }
    }

    private JsonNode awaitAlert(WallClient wall) {
        return await().atMost(SharedCity.SOON)
                .until(() -> Alerts.find(wall, site.button()), Optional::isPresent)
                .orElseThrow();
    }

    private JsonNode awaitState(WallClient wall, String state) {
        return await().atMost(SharedCity.SOON)
                .until(
                        () -> awaitAlert(wall).at("/orders/0"),
                        order -> order.path("state").asText().equals(state));
    }

    private static ObjectNode command(String action) {
        ObjectNode body = Json.mapper().createObjectNode();
        return body.put("commandId", UUID.randomUUID().toString()).put("action", action);
    }

    private static ObjectNode again(ObjectNode reply) {
        ObjectNode body = reply.deepCopy();
        return body.put("commandId", UUID.randomUUID().toString()).put("reply", "accepted");
    }

    private Answer send(String id, ObjectNode body) {
        return officer.post("api/v1/alerts/" + id + "/commands", Json.string(body));
    }
}
