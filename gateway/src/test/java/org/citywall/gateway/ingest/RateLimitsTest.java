package org.citywall.gateway.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.citywall.gateway.testing.TestClock;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final TestClock clock = new TestClock();
    private final RateLimits limits = new RateLimits(clock);

    @Test
    void burstPassesThenTheRateCounts() {
        assertThat(limits.take("a", 10, 20)).isTrue();
        assertThat(limits.take("a", 10, 1)).isFalse();
        assertThat(limits.take("b", 10, 1)).as("another credential").isTrue();
        clock.advance(Duration.ofMillis(500));
        assertThat(limits.take("a", 10, 5)).isTrue();
        assertThat(limits.take("a", 10, 1)).isFalse();
    }

    @Test
    void batchLargerThanTheBucketPassesOnceAndThenOwes() {
        assertThat(limits.take("a", 10, 100)).isTrue();
        clock.advance(Duration.ofSeconds(7));
        assertThat(limits.take("a", 10, 1)).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(limits.take("a", 10, 1)).isTrue();
    }
}
