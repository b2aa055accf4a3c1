package org.citywall.gateway.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why appends fail: at once, and then with their number, not once for each of thousands. */
final class AppendFailures {
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(AppendFailures.class);

    private final Clock clock;
    private Instant silentUntil = Instant.MIN;
    private int sinceLastLine;

    AppendFailures(Clock clock) {
        this.clock = clock;
    }

    synchronized void failed(String topic, Throwable reason) {
        sinceLastLine++;
        Instant now = clock.instant();
        if (now.isBefore(silentUntil)) {
            return;
        }
        LOG.warn(
                "{} appends to Kafka failed since the last such line, the newest to {}: {}: {}",
                sinceLastLine,
                topic,
                reason.getClass().getSimpleName(),
                reason.getMessage());
        sinceLastLine = 0;
        silentUntil = now.plus(PAUSE);
    }
}
