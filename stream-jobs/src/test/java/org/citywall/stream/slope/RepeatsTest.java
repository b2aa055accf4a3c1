package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes again changes nothing: not a level, not a bin, not a byte of what is remembered. */
class RepeatsTest {
    private static final int READINGS = 500;

    private final SlopeRun run = new SlopeRun(false);

    /** Ten seconds, ten minutes and hours apart: within a bin, one per bin, with gaps. */
    @ParameterizedTest
    @ValueSource(ints = {10, 97, 600, 2_000})
    void aMessageThatIsSentAgainChangesNothing(int seconds) throws Exception {
        List<SlopeReading> message = message(seconds, new Random(seconds));
        send(message, 0);
        String before = bytes();

        send(message, 60);
        assertThat(bytes()).as("in its order").isEqualTo(before);

        for (int seed = 0; seed < 5; seed++) {
            List<SlopeReading> mixed = new ArrayList<>(message);
            Collections.shuffle(mixed, new Random(seed));
            send(mixed, 120);
            assertThat(bytes()).as("in another order").isEqualTo(before);
        }
    }

    /** Older than the memory: refused as such, and what decides stays as it is. */
    @Test
    void whatIsOlderThanTheMemoryDecidesNothing() {
        List<SlopeReading> message = message(3_600, new Random(4));
        send(message, 0);
        SlopeState before = run.state;

        send(message, 60);

        run.state
                .channels()
                .forEach(
                        (key, channel) -> {
                            assertThat(channel.motion())
                                    .isSameAs(before.channels().get(key).motion());
                            assertThat(channel.rain()).isSameAs(before.channels().get(key).rain());
                        });
        assertThat(run.state.level()).isEqualTo(before.level());
        assertThat(run.state.clock()).isEqualTo(before.clock());
    }

    @Test
    void aMessageThatCameOutOfOrderAtFirstChangesNothingEither() throws Exception {
        List<SlopeReading> message = message(60, new Random(1));
        List<SlopeReading> mixed = new ArrayList<>(message);
        Collections.shuffle(mixed, new Random(2));
        send(mixed, 0);
        String before = bytes();

        send(message, 60);

        assertThat(bytes()).isEqualTo(before);
    }

    /** After everything that lies in between; the window of the filter is long past. */
    @Test
    void aRepeatOfTheDayBeforeIsKnown() throws Exception {
        List<SlopeReading> message = message(10, new Random(3));
        send(message, 0);
        for (int i = 0; i < 8_640; i++) {
            Instant at = message.get(READINGS - 1).deviceTime().plusSeconds(10L * i + 10);
            run.crack("C1", at, 20 + 0.03 * (i % 5));
        }
        String before = bytes();
        int news = run.detections.size();

        send(message, 90_000);

        assertThat(bytes()).isEqualTo(before);
        assertThat(run.detections).hasSize(news);
    }

    /** An amount of rain is not added twice, an outlier does not become the second of three. */
    @Test
    void aRepeatOfRainAndOfAnOutlierIsMarkedAndDropped() throws Exception {
        for (int i = 0; i < 40; i++) {
            run.rain(SlopeRun.day(i / 144.0), 1);
            run.crack("C1", SlopeRun.day(i / 144.0), 20);
        }
        run.crack("C1", SlopeRun.day(40 / 144.0), 200);
        assertThat(run.quality()).isEqualTo(SlopeQuality.OUTLIER);
        String before = bytes();

        for (int i = 0; i < 3; i++) {
            run.crack("C1", SlopeRun.day(40 / 144.0), 200);
            assertThat(run.quality()).isEqualTo(SlopeQuality.DUPLICATE);
        }
        run.rain(SlopeRun.day(5 / 144.0), 1);

        assertThat(run.quality()).isEqualTo(SlopeQuality.DUPLICATE);
        assertThat(run.last.mark().reason()).isEqualTo("该时刻已有读数，不重复计入");
        assertThat(run.last.view()).isNull();
        assertThat(bytes()).isEqualTo(before);
    }

    /** What lacked a value is no reading yet; when it comes whole, it counts. */
    @Test
    void aReadingThatWasNotWholeMayComeWhole() {
        Instant at = SlopeRun.day(1);
        run.read("G1", SlopeInstrument.GNSS, "1", xyz(1), SlopeRun.day(0), at);
        run.read("G1", SlopeInstrument.GNSS, "1", Map.of("gpsTotalX", 1.0), at, at);
        assertThat(run.quality()).isEqualTo(SlopeQuality.NO_VALUE);

        run.read("G1", SlopeInstrument.GNSS, "1", xyz(2), at, at);

        assertThat(run.quality()).isEqualTo(SlopeQuality.OK);
    }

    private static Map<String, Double> xyz(double mm) {
        return Map.of("gpsTotalX", mm, "gpsTotalY", mm, "gpsTotalZ", mm);
    }

    /** A crack meter with noise and outliers, a GNSS that speeds up, a gauge in rain. */
    private static List<SlopeReading> message(int seconds, Random random) {
        List<SlopeReading> readings = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            Instant at = SlopeRun.START.plusSeconds((long) seconds * (i / 4));
            double mm = i * i / 4_000.0 + 0.1 * random.nextGaussian();
            readings.add(
                    switch (i % 4) {
                        case 0 -> reading("C1", SlopeInstrument.CRACK, at, Map.of("value", mm));
                        case 1 -> reading("G1", SlopeInstrument.GNSS, at, xyz(mm));
                        case 2 -> reading("R1", SlopeInstrument.RAIN, at, Map.of("value", 2.0));
                        default ->
                                reading(
                                        "C2",
                                        SlopeInstrument.CRACK,
                                        at,
                                        Map.of("value", Series.noisy(mm, random, 0.1, 0.05)));
                    });
        }
        return readings;
    }

    private static SlopeReading reading(
            String station, SlopeInstrument instrument, Instant at, Map<String, Double> values) {
        return new SlopeReading(
                station + at,
                "test",
                station,
                instrument,
                "1",
                values,
                at,
                at,
                SlopeRun.SITE,
                "yunwan/shapu",
                "云湾 沙浦",
                true,
                false,
                List.of());
    }

    /** Received together, this many seconds after the newest of them. */
    private void send(List<SlopeReading> message, int after) {
        Instant received = SlopeRun.START.plusSeconds(READINGS * 3_600L).plusSeconds(after);
        for (SlopeReading one : message) {
            run.state = SlopeRule.apply(run.state, at(one, received), received, run.policy).state();
        }
    }

    private static SlopeReading at(SlopeReading one, Instant received) {
        return new SlopeReading(
                one.id(),
                one.source(),
                one.stationId(),
                one.instrument(),
                one.channel(),
                one.values(),
                one.deviceTime(),
                received,
                one.site(),
                one.place(),
                one.placeName(),
                one.registered(),
                one.replay(),
                one.faults());
    }

    /** Their digest: of two states that differ a report shows little. */
    private String bytes() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        TypeInformation.of(SlopeState.class)
                .createSerializer(new SerializerConfigImpl())
                .serialize(run.state, out);
        return HexFormat.of().formatHex(digest.digest(out.getCopyOfBuffer()));
    }
}
