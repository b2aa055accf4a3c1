package org.citywall.gateway.live.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveMetricsTest {
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LiveMetrics metrics = new LiveMetrics(meters);

    @Test
    void redAlarmsWithinASecondAreABucketOfTheirOwn() {
        metrics.written(1, Duration.ofSeconds(1));
        metrics.written(1, Duration.ofMillis(1_001));
        metrics.written(2, Duration.ofMillis(5));

        assertThat(meters.scrape().lines())
                .contains(
                        "citywall_pipeline_latency_seconds_bucket{level=\"red\",le=\"1.0\"} 1",
                        "citywall_pipeline_latency_seconds_count{level=\"red\"} 2",
                        "citywall_pipeline_latency_seconds_count{level=\"orange\"} 1");
    }

    @Test
    void alertWithoutALevelIsToldWithTheLeastGrave() {
        metrics.written(0, Duration.ofMillis(5));

        assertThat(meters.scrape())
                .contains("citywall_pipeline_latency_seconds_count{level=\"blue\"} 1")
                .contains("citywall_pipeline_latency_seconds_count{level=\"red\"} 0");
    }
}
