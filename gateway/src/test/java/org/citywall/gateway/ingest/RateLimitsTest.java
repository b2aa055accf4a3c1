package org.citywall.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.testing.TestClock;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final Credential A = new Credential("a", "P-1");
    private static final Credential B = new Credential("b", "P-2");
    private static final Credential ALL = new Credential("all", null);

    private final TestClock clock = new TestClock();
    private final RateLimits limits = new RateLimits(clock, new RateLimits.Options(10, 0));

    @Test
    void burstPassesThenTheRateCounts() {
        assertThat(limits.take(A, 20)).isTrue();
        assertThat(limits.take(A, 1)).isFalse();
        assertThat(limits.take(B, 1)).as("another credential").isTrue();
        clock.advance(Duration.ofMillis(500));
        assertThat(limits.take(A, 5)).isTrue();
        assertThat(limits.take(A, 1)).isFalse();
    }

    @Test
    void batchLargerThanTheBucketPassesOnceAndThenOwes() {
        assertThat(limits.take(A, 100)).isTrue();
        clock.advance(Duration.ofSeconds(7));
        assertThat(limits.take(A, 1)).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(limits.take(A, 1)).isTrue();
    }

    @Test
    void whoCannotBeRefusedWaitsUntilItsDebtIsPaid() {
        for (int i = 0; i < 20; i++) {
            assertThat(limits.owe(A)).isZero();
        }
        assertThat(limits.owe(A)).isEqualTo(Duration.ofMillis(100));
        assertThat(limits.owe(A)).isEqualTo(Duration.ofMillis(200));
        clock.advance(Duration.ofMillis(300));
        assertThat(limits.owe(A)).isZero();
    }

    @Test
    void integrationOfAWholeDistrictIsNotLimitedByDefault() {
        RateLimits byDefault = new RateLimits(clock, RateLimits.Options.defaults());
        for (int i = 0; i < 20_000; i++) {
            assertThat(byDefault.owe(ALL)).isZero();
        }
    }

    @Test
    void clockThatIsSetBackSilencesNobody() {
        assertThat(limits.owe(A)).isZero();
        clock.advance(Duration.ofHours(-1));
        assertThat(limits.owe(A)).isZero();
    }

    @Test
    void largeDebtIsToldInStepsOfASecond() {
        for (int i = 0; i < 60; i++) {
            limits.owe(A);
        }
        assertThat(limits.owe(A)).isEqualTo(Duration.ofSeconds(1));
    }
}
