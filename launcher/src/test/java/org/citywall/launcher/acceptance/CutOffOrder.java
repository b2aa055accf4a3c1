package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;

/**
 * Orders to cut off the port of a charger, as a desk gives them.
 *
 * @param site id of the charger's site
 * @param charger id of the charger
 * @param id command id of the order
 */
record CutOffOrder(String site, String charger, String id) {
    /** Two attempts with all that each may take. */
    static final Duration AN_ORDER = Duration.ofSeconds(90);

    private static final List<String> ENDS = List.of("VERIFIED", "FAILED", "TIMEOUT", "REFUSED");

    /** Gives a new one, through this gateway. */
    static CutOffOrder give(ApiClient who, String site, String charger) {
        CutOffOrder order = new CutOffOrder(site, charger, UUID.randomUUID().toString());
        Answer answer = order.send(who);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return order;
    }

    /** Sends it, or sends it again. */
    Answer send(ApiClient who) {
        String json = Json.string(Map.of("commandId", id, "action", "cut-off", "reason", "验收测试"));
        return who.post(path(), json);
    }

    private String path() {
        return "api/v1/chargers/%s/stations/%s/ports/%d/orders"
                .formatted(site, charger, AcceptanceCharger.PORT);
    }

    /** As it stands by REST. */
    JsonNode view(ApiClient who) {
        return who.get(path() + "/" + id).body();
    }

    String state(ApiClient who) {
        return view(who).path("state").asText();
    }

    boolean hasEnded(ApiClient who) {
        return ENDS.contains(state(who));
    }
}
