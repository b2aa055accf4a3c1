package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.TestPanel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways of one city: the officer is at one, the panel at the other. */
@Timeout(300)
class FireDownlinkIT {
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final String PANEL = "GB-000000000777";

    @Test
    void dutyCheckOrderedAtOneGatewayReachesThePanelAtTheOtherAndItsAnswerComesBack(
            @TempDir Path directory) throws Exception {
        try (GatewayRig rig = new GatewayRig(directory)) {
            rig.gateway
                    .registryImport()
                    .importCsv(
                            ImportKind.DEVICES,
                            "id,domain,kind,siteId\n" + PANEL + ",fire,transmission-device,B-1\n",
                            false)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            Gateway other = rig.another(directory);
            try (TestPanel panel = new TestPanel(other.gb26875Port(), 0x777, Instant.now())) {
                run(rig, panel);
            } finally {
                other.stop().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static void run(GatewayRig rig, TestPanel panel) throws Exception {
        panel.heartbeat(0);
        assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
        String commandId = UUID.randomUUID().toString();
        assertThat(rig.order(PANEL, dutyCheck(commandId, 0)).statusCode()).isEqualTo(400);
        var taken = rig.order(PANEL, dutyCheck(commandId, 10));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(rig.order("P-1", dutyCheck(commandId, 10)).statusCode()).isEqualTo(409);
        assertThat(rig.order("P-9", dutyCheck(commandId, 10)).statusCode()).isEqualTo(404);

        Frame order = panel.next();
        assertThat(order.command()).isEqualTo(Commands.CONTROL);
        panel.answer(order, Commands.CONFIRM, new byte[0]);
        String path = "/api/v1/devices/" + PANEL + "/commands/" + commandId;
        await().atMost(SECONDS)
                .until(() -> rig.get(path).path("state").asText().equals("confirmed"));
        panel.send(1, 24, new Unit.DeviceOperation(1 << 5, 1, panel.time()));
        assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
        await().atMost(SECONDS)
                .until(() -> rig.get(path).path("state").asText().equals("answered"));

        JsonNode checks = rig.get("/api/v1/fire/duty-checks?limit=5");
        assertThat(checks.at("/items/0/commandId").asText()).isEqualTo(commandId);
        assertThat(checks.at("/items/0/by").asText()).isEqualTo("officer");
        assertThat(checks.at("/answers/rate").asDouble()).isEqualTo(1);
    }

    private static String dutyCheck(String commandId, int minutes) {
        return "{\"commandId\":\"%s\",\"kind\":\"duty-check\",\"timeoutMinutes\":%d}"
                .formatted(commandId, minutes);
    }
}
