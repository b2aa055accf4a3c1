package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.citywall.contracts.Json;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state of a slope: serialised without Kryo, bounded, cheap to keep. */
class SlopeStateTest {
    private static final int MOST_BYTES_PER_INSTRUMENT = 20 * 1_024;

    static Stream<Class<?>> records() {
        return Stream.of(
                SlopeReading.class,
                SlopeProfile.class,
                SlopeView.class,
                SlopeState.class,
                SlopeChannel.class,
                Motion.class,
                MarkedReading.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordIsAPojo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    /** Six weeks fill the day means, three days of ten minutes the bins. */
    @Test
    void aFullGnssStaysBelowTwentyKibibytes() throws IOException {
        SlopeRun run = new SlopeRun(true);
        Random random = new Random(1);
        int hourly = 41 * 24;
        for (int i = 0; i < hourly + 450; i++) {
            double mm = i < hourly ? i / 24.0 : 41 + (i - hourly) / 144.0;
            Instant at = SlopeRun.day(mm);
            run.read(
                    "G1",
                    SlopeInstrument.GNSS,
                    "L1_GP_1",
                    Map.of(
                            "gpsTotalX", mm + random.nextGaussian(),
                            "gpsTotalY", mm + random.nextGaussian(),
                            "gpsTotalZ", -mm + random.nextGaussian()),
                    at,
                    at);
        }
        Motion motion = run.motion("G1/L1_GP_1");
        assertThat(motion.bins().size()).isEqualTo(432);
        assertThat(motion.means().size()).isEqualTo(40);
        assertThat(motion.history().size()).isEqualTo(168);

        byte[] bytes = bytes(run.state);

        System.out.println("state of a slope with one full GNSS: " + bytes.length + " bytes");
        assertThat(bytes.length).isLessThan(MOST_BYTES_PER_INSTRUMENT);
        SlopeState back = serializer().deserialize(new DataInputDeserializer(bytes));
        assertThat(bytes(back)).hasSameSizeAs(bytes);
        assertThat(back.channels().get("G1/L1_GP_1").motion().bins().values())
                .isEqualTo(motion.bins().values());
    }

    @Test
    void theSameReadingsGiveTheSameDecisions() {
        SlopeRun one = new SlopeRun(true);
        SlopeRun two = new SlopeRun(true);
        for (SlopeRun run : List.of(one, two)) {
            Random random = new Random(7);
            for (int hour = 0; hour < 400; hour++) {
                double day = 90 + hour / 48.0;
                run.crack("C1", SlopeRun.day(day), Series.fukuzono(day) + random.nextGaussian());
                run.crack("C2", SlopeRun.day(day), Series.fukuzono(day) + random.nextGaussian());
            }
        }

        assertThat(one.detections).isNotEmpty().isEqualTo(two.detections);
        assertThat(Json.string(one.view)).isEqualTo(Json.string(two.view));
        assertThat(one.marks).isEqualTo(two.marks);
    }

    /**
     * 10,000 instruments at a reading per ten seconds are 1,000 readings a second, of two cores'
     * 2,000,000 us. The limit is generous: the machine may be busy; the printed figure counts.
     */
    @Test
    void aReadingIsCheap() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        SlopeRun run = new SlopeRun(true);
        Random random = new Random(1);
        int stations = 20;
        long rounds = 540;
        long begin = 0;
        for (long i = 0; i < 2 * rounds; i++) {
            begin = i == rounds ? threads.getCurrentThreadCpuTime() : begin;
            for (int station = 0; station < stations; station++) {
                double mm = 0.1 * random.nextGaussian();
                run.crack("C" + station, SlopeRun.day(i / 8_640.0), mm);
            }
            run.marks.clear();
        }
        long nanos = (threads.getCurrentThreadCpuTime() - begin) / (rounds * stations);

        System.out.println("a reading of a slope with 20 instruments: " + nanos + " ns of CPU");
        assertThat(nanos).isLessThan(200_000);
    }

    private static byte[] bytes(SlopeState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        serializer().serialize(state, out);
        return out.getCopyOfBuffer();
    }

    private static TypeSerializer<SlopeState> serializer() {
        return TypeInformation.of(SlopeState.class).createSerializer(new SerializerConfigImpl());
    }
}
