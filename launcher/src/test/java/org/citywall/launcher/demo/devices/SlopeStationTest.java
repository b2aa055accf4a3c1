package org.citywall.launcher.demo.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.gateway.ingest.slope.DpMessage;
import org.citywall.gateway.ingest.slope.DpReader;
import org.citywall.gateway.ingest.slope.DpReading;
import org.citywall.launcher.demo.DemoSlope;
import org.junit.jupiter.api.Test;

class SlopeStationTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T08:03:00Z");
    private static final DemoSlope.Station GNSS =
            new DemoSlope.Station("SL-003-01", "GNSS", List.of("L1_GP_1", "S1_ZT_1"));

    private static SlopeStation station(boolean accelerates) {
        return new SlopeStation(GNSS, new SlopeSeries(1, BEGAN, accelerates), Duration.ZERO);
    }

    @Test
    void firstComesTheBacklogByTheHourThenTenMinutesAtATime() {
        SlopeStation station = station(false);

        List<Instant> backlog = station.due(BEGAN);

        assertThat(backlog).hasSize(241).isSorted();
        assertThat(backlog.get(240)).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(station.due(BEGAN.plusSeconds(60))).isEmpty();
        assertThat(station.due(BEGAN.plusSeconds(1_200)))
                .containsExactly(
                        Instant.parse("2026-11-21T08:10:00Z"),
                        Instant.parse("2026-11-21T08:20:00Z"));
    }

    @Test
    void theGatewayReadsItsDialectWithAndWithoutHead() throws Exception {
        SlopeStation station = station(false);
        List<Instant> backlog = station.due(BEGAN);

        for (boolean withHead : new boolean[] {true, false}) {
            DpMessage message = DpReader.read(station.dialect(backlog, withHead));
            assertThat(message.faults()).isZero();
            assertThat(message.readings()).hasSize(482);
        }
    }

    @Test
    void itsCloudEventsCarryTheSameValues() throws Exception {
        SlopeStation station = station(false);
        List<Instant> moments = station.due(BEGAN).subList(0, 1);

        JsonNode batch = Json.mapper().readTree(station.events(moments));
        DpReading reading = DpReader.read(station.dialect(moments, false)).readings().get(0);

        assertThat(batch).hasSize(2);
        assertThat(batch.get(0).at("/data/instrument").asText()).isEqualTo("gnss");
        assertThat(batch.get(0).at("/data/values/gpsTotalX").asDouble())
                .isEqualTo(reading.values().get("gpsTotalX").asDouble());
    }

    @Test
    void theSeriesIsTheSameWheneverItIsAskedAndOneSlopeAccelerates() {
        SlopeSeries quiet = new SlopeSeries(1, BEGAN, false);
        SlopeSeries moving = new SlopeSeries(1, BEGAN, true);

        assertThat(quiet.value("a", "L1_GP_1", BEGAN))
                .isEqualTo(new SlopeSeries(1, BEGAN, false).value("a", "L1_GP_1", BEGAN));
        assertThat(rate(quiet, BEGAN)).isBetween(0.0, 0.05);
        assertThat(rate(moving, BEGAN.minus(Duration.ofDays(8)))).isBetween(1.0, 2.0);
        assertThat(rate(moving, BEGAN)).isBetween(6.0, 9.0);
        assertThat(rate(moving, BEGAN.plus(Duration.ofHours(23)))).isGreaterThan(10);
        assertThat(rate(moving, BEGAN.plus(Duration.ofDays(4)))).isLessThan(0.5);
        for (int hour = -240; hour < 2_000; hour++) {
            assertThat(rate(moving, BEGAN.plus(Duration.ofHours(hour)))).isBetween(0.0, 16.0);
        }
    }

    /** mm/d, over an hour. */
    private static double rate(SlopeSeries series, Instant at) {
        double before = series.displacement(at.minus(Duration.ofHours(1)));
        return 24 * (series.displacement(at) - before);
    }

    @Test
    void theRainGaugesTotalNeverFalls() {
        SlopeSeries series = new SlopeSeries(1, BEGAN, false);
        double before = 0;
        for (int hour = -240; hour < 240; hour++) {
            JsonNode rain = series.value("a", "L3_YL_1", BEGAN.plus(Duration.ofHours(hour)));
            assertThat(rain.path("totalValue").asDouble()).isGreaterThanOrEqualTo(before);
            before = rain.path("totalValue").asDouble();
        }
        assertThat(before).isPositive();
    }
}
