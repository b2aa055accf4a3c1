package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the log of a good day finds nothing to look into. */
@Timeout(120)
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
        Complaints complaints = new Complaints();
        Logger root = (Logger) LogManager.getRootLogger();
        complaints.start();
        root.addAppender(complaints);
        LogManager.getLogger("org.citywall.probe").warn(PROBE);
        try (GatewayRig rig = new GatewayRig(directory)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rig.ops("/health/ready").path("status").asText().equals("ready"));
            await().atMost(Duration.ofSeconds(20)).until(rig.gateway::canariesPassed);
            rig.wall("alerts", "devices").awaitSnapshot("alerts");
            assertThat(rig.press("orderly")).isEqualTo(202);

            rig.gateway.stop().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(complaints.lines)
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains(PROBE));
        } finally {
            root.removeAppender(complaints);
        }
    }

    private static final class Complaints extends AbstractAppender {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Complaints() {
            super("complaints", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLevel().isMoreSpecificThan(Level.WARN)
                    && OURS.stream().anyMatch(event.getLoggerName()::startsWith)) {
                lines.add(
                        "%s %s %s %s"
                                .formatted(
                                        event.getLevel(),
                                        event.getLoggerName(),
                                        event.getMessage().getFormattedMessage(),
                                        event.getThrown()));
            }
        }
    }
}
