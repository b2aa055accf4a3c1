package org.citywall.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TopicSetupTest {
    @Test
    void limitBelowTheOneOfASingleRequestIsTakenAndKept() {
        TopicSetup.Options hasty =
                new TopicSetup.Options(
                        (short) 1, TopicSetup.Options.MIN_RETENTION, Duration.ofMillis(300));

        // Kafka's client refuses to start with a limit for all that is below that for one.
        assertThatThrownBy(() -> TopicSetup.ensure("127.0.0.1:1", hasty))
                .isInstanceOfAny(TimeoutException.class, ExecutionException.class);
    }
}
