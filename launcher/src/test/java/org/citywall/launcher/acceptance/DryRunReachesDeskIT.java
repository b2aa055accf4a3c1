package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.Test;

/** What rules would have done, from presses of buttons to the report at the desk. */
class DryRunReachesDeskIT {
    private static final String PATH = "api/v1/rules/alerts";

    @Test
    void rulesThatJoinTwoFiresAreFoundOutBeforeTheyJudge() throws Exception {
        ApiClient admin = SharedCity.admin();
        try (WallClient wall = SharedCity.wall(SharedCity.officer())) {
            for (int i = 0; i < 2; i++) {
                String device = SharedCity.freshDevice();
                SharedCity.device().press(device, UUID.randomUUID().toString()).join();
                await().atMost(SharedCity.SOON).until(() -> !Alerts.of(wall, device).isEmpty());
            }
        }

        Answer asked = admin.post(PATH + "/dry-runs", Json.string(wholeDistrictIsOneAlert(admin)));
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(202);
        String run = PATH + "/dry-runs/" + asked.body().path("id").asText();
        await().atMost(SharedCity.SOON.multipliedBy(2)).until(() -> admin.get(run).status() == 200);

        JsonNode answer = admin.get(run).body();
        assertThat(answer.path("state").asText()).as("%s", answer).isEqualTo("done");
        JsonNode report = answer.path("report");
        assertThat(report.path("headline").asText()).startsWith("▲");
        assertThat(report.path("redPagedLess").asInt()).isPositive();
        assertThat(report.path("inputs").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(report.at("/current/byLevel/1").asInt())
                .isGreaterThan(report.at("/proposed/byLevel/1").asInt());
        assertThat(report.at("/examples/0/redPagedLess").asBoolean()).isTrue();
        assertThat(admin.get(PATH).body().path("groups")).as("nothing judges otherwise").isEmpty();
    }

    private static ObjectNode wholeDistrictIsOneAlert(ApiClient admin) throws Exception {
        ObjectNode rules = (ObjectNode) admin.get(PATH).body();
        rules.remove(
                List.of(
                        "version",
                        "by",
                        "at",
                        "effectiveAt",
                        "standing",
                        "comment",
                        "recorded",
                        "withdrawn"));
        rules.set(
                "groups",
                Json.mapper().readTree("[{\"id\":\"all\",\"match\":{},\"by\":[\"place:1\"]}]"));
        ObjectNode body = Json.mapper().createObjectNode().put("hours", 1);
        return body.set("rules", rules);
    }
}
