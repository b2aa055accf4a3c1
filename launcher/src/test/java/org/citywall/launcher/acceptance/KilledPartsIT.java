package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.Test;

/** Kill -9 of Redis or PostgreSQL while buttons are pressed: each confirmed press is one alert. */
class KilledPartsIT {
    private static final Duration HEALED = Duration.ofSeconds(60);
    private static final int PRESS_PERIOD_MS = 200;

    private final ApiClient officer = SharedCity.officer();

    @Test
    void redisKilledWhilePressesArrive() throws InterruptedException {
        killWhilePressing(() -> SharedCity.get().redisPid());
    }

    @Test
    void postgresKilledWhilePressesArrive() throws InterruptedException {
        killWhilePressing(() -> SharedCity.get().postgresPid());
    }

    private void killWhilePressing(LongSupplier pid) throws InterruptedException {
        Set<String> confirmed;
        try (WallClient before = SharedCity.wall(officer);
                PressStream presses =
                        new PressStream(
                                SharedCity.device(), SharedCity::freshDevice, PRESS_PERIOD_MS)) {
            await().atMost(SharedCity.SOON).until(() -> presses.confirmed().size() >= 5);
            ProcessHandle.of(pid.getAsLong()).orElseThrow().destroyForcibly();
            Thread.sleep(3000);
            int atLeast = presses.confirmed().size() + 5;
            await().atMost(HEALED).until(() -> presses.confirmed().size() >= atLeast);
            confirmed = presses.confirmed();
            assertThat(before.gaps()).isEmpty();
        }
        try (WallClient after = SharedCity.wall(officer)) {
            await().atMost(HEALED)
                    .untilAsserted(
                            () ->
                                    assertThat(confirmed)
                                            .allSatisfy(
                                                    device ->
                                                            assertThat(Alerts.of(after, device))
                                                                    .hasSize(1)));
            assertThat(confirmed)
                    .allSatisfy(
                            device ->
                                    assertThat(
                                                    Alerts.find(after, device)
                                                            .orElseThrow()
                                                            .path("occurrences")
                                                            .asInt())
                                            .isEqualTo(1));
        }
        Set<String> all = confirmed;
        await().atMost(HEALED).untilAsserted(() -> assertRecorded(all));
    }

    private void assertRecorded(Set<String> devices) {
        try (WallClient wall = SharedCity.wall(officer)) {
            await().atMost(SharedCity.SOON).until(() -> wall.hasSnapshot("alerts"));
            for (String device : devices) {
                String id = Alerts.find(wall, device).orElseThrow().path("id").asText();
                assertThat(
                                officer.get("api/v1/alerts/" + id)
                                        .body()
                                        .path("timeline")
                                        .findValuesAsText("action"))
                        .startsWith("raised")
                        .doesNotContain("joined");
            }
        }
    }
}
