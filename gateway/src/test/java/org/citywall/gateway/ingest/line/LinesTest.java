package org.citywall.gateway.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.device.DeviceCommand;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final List<DeviceCommand> expired = new ArrayList<>();
    private final List<DeviceCommand> sent = new ArrayList<>();
    private final Lines lines = new Lines(Clock.fixed(NOW, ZoneOffset.UTC), expired::add);

    private static DeviceCommand order(String id) {
        return new DeviceCommand(
                id, "CH-1", "port-off", Map.of(), "officer", NOW, NOW.plusSeconds(10));
    }

    @Test
    void anOrderIsSentOnceHoweverOftenItIsHeard() {
        lines.connected("CH-1", sent::add);
        lines.ordered(order("o#1"));
        lines.ordered(order("o#1"));
        lines.ordered(order("o#2"));

        assertThat(sent).containsExactly(order("o#1"), order("o#2"));
    }

    @Test
    void whatAnotherGatewayHasSentIsNotSentWhicheverIsHeardFirst() {
        lines.ordered(order("o#1"));
        lines.settled("o#1");
        lines.settled("o#2");
        lines.ordered(order("o#2"));
        lines.connected("CH-1", sent::add);
        lines.ordered(order("o#1"));
        lines.ordered(order("o#2"));

        assertThat(sent).isEmpty();
        assertThat(expired).isEmpty();
    }

    @Test
    void aResultOfNoOrderSettlesNothing() {
        lines.ordered(order("o#1"));
        lines.settled(null);
        lines.connected("CH-1", sent::add);

        assertThat(sent).containsExactly(order("o#1"));
    }

    @Test
    void whatItsLineTookWithItGoesByTheNext() {
        Line lost = order -> {};
        lines.connected("CH-1", lost);
        lines.ordered(order("o#1"));
        lines.disconnected("CH-1", lost);
        lines.again(order("o#1"));
        lines.connected("CH-1", sent::add);

        assertThat(sent).containsExactly(order("o#1"));
    }
}
