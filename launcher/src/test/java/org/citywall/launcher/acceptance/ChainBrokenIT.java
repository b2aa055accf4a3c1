package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without the jobs the wall still hears each press, and says that it is not whole. */
class ChainBrokenIT {
    /** Above this age of the canary a wall says that the chain is broken (web/src/live). */
    private static final long BROKEN_MS = 4000;

    private final ApiClient officer = SharedCity.officer();
    private final WallClient wall = SharedCity.wall(officer);

    @AfterEach
    void closeWall() {
        wall.close();
    }

    @Test
    void pressWithoutTheAlertsJobIsShownAtOnceAndJoinsItsAlertWhenTheJobReturns() {
        breakAndHeal("alerts");
    }

    @Test
    void pressWithoutTheFireJobIsShownAtOnceAndJoinsItsAlertWhenTheJobReturns() {
        breakAndHeal("fire");
    }

    private void breakAndHeal(String job) {
        String device = SharedCity.freshDevice();
        await().atMost(SharedCity.SOON).until(() -> canaryAge() < BROKEN_MS);

        SharedCity.get().flink().cancel(job);
        assertThat(SharedCity.device().press(device, UUID.randomUUID().toString()).join())
                .isEqualTo(202);

        await().atMost(SharedCity.SOON).until(() -> Alerts.rawPress(wall, device).isPresent());
        assertThat(Alerts.rawPress(wall, device).orElseThrow().path("state").asText())
                .isEqualTo("unaggregated");
        await().atMost(SharedCity.SOON).until(() -> canaryAge() > BROKEN_MS);
        assertThat(Alerts.find(wall, device)).isEmpty();

        SharedCity.get().flink().resume(job);

        await().atMost(Duration.ofSeconds(60)).until(() -> Alerts.find(wall, device).isPresent());
        await().atMost(SharedCity.SOON).until(() -> Alerts.rawPress(wall, device).isEmpty());
        await().atMost(SharedCity.SOON).until(() -> canaryAge() < BROKEN_MS);
        assertThat(Alerts.of(wall, device)).hasSize(1);
        assertThat(Alerts.find(wall, device).orElseThrow().path("occurrences").asInt())
                .isEqualTo(1);
        assertThat(wall.gaps()).isEmpty();
    }

    private long canaryAge() {
        if (wall.beats().isEmpty()) {
            return Long.MAX_VALUE;
        }
        JsonNode beat = wall.beats().get(wall.beats().size() - 1);
        return beat.path("canary").path("ageMs").asLong(Long.MAX_VALUE);
    }
}
