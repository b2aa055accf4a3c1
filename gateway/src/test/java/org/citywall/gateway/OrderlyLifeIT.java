package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.testing.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whoever reads the log of a good day finds nothing to look into. */
@Timeout(300)
class OrderlyLifeIT {
    /** The broker in this JVM is no part of the gateway. */
    private static final List<String> OURS =
            List.of(
                    "org.citywall",
                    "org.apache.kafka.clients",
                    "org.apache.kafka.common.utils", // closes the parts of a consumer
                    "io.vertx",
                    "io.lettuce");

    private static final String PROBE = "this is heard";

    @Test
    void startAndStopSayNothingAtWarnOrError(@TempDir Path directory) throws Exception {
        try (LogLines complaints = new LogLines(OURS);
                GatewayRig rig = probed(directory)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rig.ops("/health/ready").path("status").asText().equals("ready"));
            await().atMost(Duration.ofSeconds(20)).until(rig.gateway::canariesPassed);
            rig.wall("alerts", "devices").awaitSnapshot("alerts");
            assertThat(rig.press("orderly")).isEqualTo(202);

            rig.gateway.stop().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(complaints.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains(PROBE));
        }
    }

    private static GatewayRig probed(Path directory) throws Exception {
        LoggerFactory.getLogger("org.citywall.probe").warn(PROBE);
        return new GatewayRig(directory);
    }
}
