package org.citywall.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.launcher.bench.SlopeFigures.Counts;
import org.junit.jupiter.api.Test;

class SlopeFiguresTest {
    @Test
    void aPercentileLiesBetweenTheBoundsThatHoldIt() {
        Counts before = counts(100, 50, 80, 100);
        Counts round = counts(1_100, 550, 1_060, 1_095).since(before);

        assertThat(round.evaluated()).isEqualTo(1_000);
        assertThat(round.percentile(50)).isEqualTo(10);
        assertThat(round.percentile(98)).isEqualTo(100);
        assertThat(round.percentile(74)).isBetween(10.0, 100.0);
        assertThat(round.percentWithin(200)).isEqualTo(99.5);
        assertThat(round.percentile(99.9)).as("beyond the last bound").isInfinite();
    }

    @Test
    void everyInstrumentIsAnotherAndKnowsItsSlope() {
        SlopeFleet fleet = new SlopeFleet(100, Instant.EPOCH);
        Instant at = Instant.EPOCH.plusSeconds(86_400);
        long stations =
                java.util.stream.IntStream.range(0, fleet.instruments())
                        .mapToObj(i -> fleet.reading(i, at, at))
                        .filter(one -> one.stationId().startsWith(one.site().id()))
                        .filter(one -> one.values().values().stream().allMatch(Double::isFinite))
                        .map(one -> one.stationId() + one.channel())
                        .distinct()
                        .count();

        assertThat(stations).isEqualTo(100);
        assertThat(fleet.siteIds()).hasSize(20);
    }

    private static Counts counts(long all, long within10, long within100, long within200) {
        return new Counts(
                all, new TreeMap<>(Map.of(10, within10, 100, within100, 200, within200)), 0, 0);
    }
}
