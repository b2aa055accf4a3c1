package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.citywall.launcher.client.WallClient;
import org.citywall.launcher.tool.Tool;
import org.junit.jupiter.api.Test;

/** Prometheus sees what happened. */
class OpsIT {
    @Test
    void pressIsCountedAndTimed() {
        try (WallClient wall = SharedCity.wall(SharedCity.officer())) {
            await().atMost(SharedCity.SOON).until(() -> wall.hasSnapshot("alerts"));
            String device = SharedCity.freshDevice();
            double before = accepted();
            SharedCity.device().press(device, UUID.randomUUID().toString()).join();
            await().atMost(SharedCity.SOON).until(() -> Alerts.find(wall, device).isPresent());

            assertThat(accepted()).isGreaterThan(before);
            String page = gateway("/metrics");
            assertThat(page)
                    .contains("citywall_pipeline_latency_seconds_bucket")
                    .contains("citywall_canary_age_seconds")
                    .contains("citywall_live_outbox_depth");
            assertThat(Metrics.sum(page, "citywall_pipeline_latency_seconds_count")).isPositive();
            assertThat(Metrics.sum(page, "citywall_live_sessions")).isPositive();
        }
    }

    @Test
    void healthSaysThatItIsAliveAndReady() {
        assertThat(gateway("/health/live")).contains("\"up\"");
        assertThat(gateway("/health/ready")).contains("\"ready\"");
    }

    @Test
    void metricsKeepTheConventionsOfPrometheus() {
        Tool promtool = Tool.required("promtool", "Debian's package prometheus");

        Tool.Answer answer =
                promtool.run(Path.of("."), List.of("check", "metrics"), gateway("/metrics"));

        assertThat(answer.out()).isEmpty();
        assertThat(answer.exit()).isZero();
    }

    @Test
    void flinkReportsItsJobs() {
        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                Metrics.scrape(SharedCity.get().ports().flinkMetrics(), "/metrics")
                                        .contains("flink_"));
    }

    private static double accepted() {
        return Metrics.sum(
                gateway("/metrics"),
                "citywall_ingest_events_total",
                "protocol=\"http\"",
                "result=\"accepted\"");
    }

    private static String gateway(String path) {
        return Metrics.scrape(SharedCity.get().ports().ops(), path);
    }
}
