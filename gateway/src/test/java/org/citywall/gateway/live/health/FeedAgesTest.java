package org.citywall.gateway.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.citywall.contracts.names.MetricNames;
import org.junit.jupiter.api.Test;

class FeedAgesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FeedAges ages = new FeedAges(Clock.fixed(NOW, ZoneOffset.UTC), meters);

    @Test
    void feedIsAsOldAsItsNewestData() {
        ages.heard(HealthMonitor.FEED_FIRE, NOW.minusMillis(1_500));
        ages.heard(HealthMonitor.FEED_SLOPE, NOW.minusSeconds(7_200));

        assertThat(age("fire")).isEqualTo(1.5);
        assertThat(age("slope")).isEqualTo(7_200);
    }

    @Test
    void feedThatWasNeverHeardHasNoAge() {
        ages.heard(HealthMonitor.FEED_EBIKE, null);

        assertThat(age("ebike")).isNaN();
    }

    @Test
    void dataFromAFastClockIsNotYoungerThanNow() {
        ages.heard(HealthMonitor.FEED_FIRE, NOW.plusSeconds(3));

        assertThat(age("fire")).isZero();
    }

    private double age(String feed) {
        return meters.get(MetricNames.FEED_AGE).tag("feed", feed).gauge().value();
    }
}
