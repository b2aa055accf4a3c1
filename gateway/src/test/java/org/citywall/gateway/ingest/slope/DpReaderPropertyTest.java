package org.citywall.gateway.ingest.slope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DpReaderPropertyTest {
    record Sent(String station, String channel, Instant at, int value) {}

    @Property(tries = 500)
    void nothingButItsOwnFaultIsEverThrown(@ForAll byte[] payload) {
        tryToRead(payload);
    }

    @Property(tries = 500)
    void aGoodMessageThatWasCutOrBentIsReadOrRefused(
            @ForAll("sent") @Size(max = 12) List<Sent> sent,
            @ForAll @IntRange(max = 600) int at,
            @ForAll byte other) {
        byte[] payload = message(sent).getBytes(UTF_8);
        byte[] cut = Arrays.copyOf(payload, Math.min(at, payload.length));
        tryToRead(cut);
        payload[at % payload.length] = other;
        tryToRead(payload);
    }

    @Property(tries = 300)
    void everyTimestampComesOutOnceInOrderOfTimeAndWithinATimeAsSent(
            @ForAll("sent") @Size(min = 1, max = 40) List<Sent> sent) throws DpFault {
        List<Sent> expected = new ArrayList<>(sent);
        expected.sort(Comparator.comparing(Sent::at));

        DpMessage message = DpReader.read(message(sent).getBytes(UTF_8));

        assertThat(message.faults()).isZero();
        assertThat(message.readings().stream().map(DpReaderPropertyTest::sent))
                .containsExactlyElementsOf(expected);
    }

    private static Sent sent(DpReading reading) {
        return new Sent(
                reading.stationId(),
                reading.channel(),
                reading.deviceTime(),
                reading.values().get(DpReading.SCALAR).intValue());
    }

    private static void tryToRead(byte[] payload) {
        try {
            assertThat(DpReader.read(payload).readings()).isNotNull();
        } catch (DpFault e) {
            assertThat(e.reason()).isNotBlank();
        }
    }

    private static String message(List<Sent> sent) {
        List<String> parts = new ArrayList<>();
        for (Sent one : sent) {
            parts.add(
                    "\"%s\":{\"%s\":{\"%s\":%d}}"
                            .formatted(one.station(), one.channel(), one.at(), one.value()));
        }
        return "{" + String.join(",", parts) + "}";
    }

    @Provide
    Arbitrary<List<Sent>> sent() {
        return Combinators.combine(
                        Arbitraries.of("A", "B", "C"),
                        Arbitraries.of("L1_GP_1", "L1_LF_1", "L3_YL_1"),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers())
                .as((station, channel, s, value) -> new Sent(station, channel, at(s), value))
                .list()
                .ofMaxSize(40);
    }

    private static Instant at(int seconds) {
        return Instant.parse("2026-11-21T08:00:00Z").plusSeconds(seconds);
    }
}
