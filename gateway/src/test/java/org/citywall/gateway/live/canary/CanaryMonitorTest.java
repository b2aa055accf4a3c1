package org.citywall.gateway.live.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.live.WallMessage.CanaryReport;
import org.junit.jupiter.api.Test;

class CanaryMonitorTest {
    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

    private final CanaryMonitor monitor = new CanaryMonitor(2);

    @Test
    void nothingIsClaimedBeforeTheFirstCameBack() {
        monitor.sent(canary(0, 1, T0));

        assertThat(monitor.report(T0.plusSeconds(9))).isEqualTo(new CanaryReport(null, null));
    }

    @Test
    void worstPartitionIsReported() {
        monitor.received(canary(0, 2, T0.plusSeconds(2)), T0.plusMillis(2_020));
        monitor.received(canary(1, 1, T0), T0.plusMillis(30));

        assertThat(monitor.report(T0.plusSeconds(3))).isEqualTo(new CanaryReport(3_000L, 30L));
        assertThat(monitor.isComplete()).isTrue();
    }

    @Test
    void partitionThatNeverAnsweredGrowsOldFromItsFirstCanary() {
        monitor.sent(canary(0, 1, T0));
        monitor.sent(canary(1, 1, T0));
        monitor.received(canary(0, 1, T0), T0.plusMillis(5));

        CanaryReport report = monitor.report(T0.plusSeconds(4));
        assertThat(report.ageMs()).isEqualTo(4_000);
        assertThat(monitor.isComplete()).isFalse();
    }

    @Test
    void canaryThatWasOvertakenDoesNotCount() {
        monitor.received(canary(0, 2, T0.plusSeconds(2)), T0.plusSeconds(3));

        assertThat(monitor.received(canary(0, 1, T0), T0.plusSeconds(4))).isNull();
        assertThat(monitor.received(canary(0, 3, T0.plusSeconds(4)), T0.plusMillis(4_010)))
                .isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void partitionOutsideOfTheTopicIsIgnored() {
        assertThat(monitor.received(canary(7, 1, T0), T0)).isNull();
    }

    @Test
    void keysLieInTheirPartitions() {
        List<String> keys = CanaryKeys.forPartitions(4);

        for (int partition = 0; partition < 4; partition++) {
            assertThat(CanaryKeys.partitionOf(keys.get(partition), 4)).isEqualTo(partition);
        }
    }

    private static Canary canary(int partition, long sequence, Instant sentAt) {
        return new Canary("g", sequence, partition, "k", sentAt);
    }
}
