package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.citywall.launcher.bench.NotifyKillBench;
import org.citywall.launcher.embedded.FreeOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form of {@code ./citywall bench notify-kill}: once at each step of a delivery. */
@Timeout(600)
class NotifyKillIT {
    private static final int STEPS = 7;

    /** One more than a kill needs, so that none waits for the start of the one before. */
    private static final int REPLICAS = 3;

    @Test
    void aGatewayThatDiesAtAnyStepLosesNothingAndDoublesOnlyWhatWasCutOff() throws Exception {
        JsonNode report = NotifyKillBench.run(STEPS, REPLICAS, FreeOffset.claim()).toJson();

        JsonNode steps = report.at("/tables/steps");
        assertThat(steps).hasSize(STEPS);
        for (JsonNode step : steps) {
            String name = step.path("step").asText();
            assertThat(step.path("notReached").asInt()).as(name).isZero();
            assertThat(step.path("lost").asInt()).as(name).isZero();
            assertThat(step.path("unexplained").asInt()).as(name).isZero();
            if (List.of("answer-held", "answer-not-written").contains(name)) {
                assertThat(step.path("doubled").asInt()).as(name).isPositive();
            }
        }
        assertThat(report.at("/oracle/lost").asInt()).isZero();
    }
}
