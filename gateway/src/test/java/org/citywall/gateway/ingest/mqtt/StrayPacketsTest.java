package org.citywall.gateway.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.testing.LogLines;
import org.junit.jupiter.api.Test;

class StrayPacketsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StrayPackets strays = new StrayPackets(new IngestMeters(meters));

    @Test
    void onlyAPacketWithoutConnectionIsNoAccident() {
        try (LogLines log = new LogLines(List.of(StrayPackets.class.getName()))) {
            strays.handle(new IllegalArgumentException(StrayPackets.NOT_CONNECTED + " (…)"));
            assertThat(log.lines()).isEmpty();
            strays.handle(new IllegalArgumentException("another"));
            strays.handle(new IllegalStateException());

            assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("ERROR"));
        }
        assertThat(meters.get(MetricNames.INGEST_REFUSED).tag("reason", "bad-packet").counter())
                .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
    }
}
