package org.citywall.gateway.live.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.testing.FakeEventLog;
import org.junit.jupiter.api.Test;

/** What counts as success of a canary; nothing is sent here. */
class CanariesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Canaries canaries =
            new Canaries(
                    null,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    new FakeEventLog(),
                    "gateway-1",
                    Duration.ofSeconds(2),
                    meters);

    @Test
    void canaryThatIsBackWithinFiveSecondsIsASuccess() {
        back("gateway-1", 1, Duration.ofSeconds(5));

        assertThat(inTime()).isEqualTo(1);
    }

    @Test
    void lateCanaryIsNone() {
        back("gateway-1", 1, Duration.ofMillis(5_001));

        assertThat(inTime()).isZero();
    }

    @Test
    void canaryOfAnotherGatewayIsNotOurs() {
        back("gateway-2", 1, Duration.ofMillis(10));

        assertThat(inTime()).isZero();
    }

    @Test
    void canaryThatComesTwiceCountsOnce() {
        back("gateway-1", 1, Duration.ofMillis(10));
        back("gateway-1", 1, Duration.ofMillis(10));

        assertThat(inTime()).isEqualTo(1);
    }

    private void back(String gateway, long sequence, Duration after) {
        canaries.received(Json.string(new Canary(gateway, sequence, 0, "key", NOW.minus(after))));
    }

    private double inTime() {
        return meters.get(MetricNames.CANARY_IN_TIME).counter().count();
    }
}
