package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.PortAnswer.Step;
import org.citywall.contracts.ebike.PortOrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered: serialised without Kryo, bounded, and cheap to change. */
class EbikeStateTest {
    private static final int MOST_BYTES_PER_PORT = 1_024;

    static Stream<Class<?>> memories() {
        return Stream.of(
                EbikeInput.class,
                RawReading.class,
                SiteMemory.class,
                StationMemory.class,
                PortMemory.class,
                SessionMemory.class,
                Minutes.class,
                ClockAge.class,
                OpenOrder.class,
                CameraSight.class,
                Finding.class);
    }

    @ParameterizedTest
    @MethodSource("memories")
    void everyMemoryIsAPojo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void aPortThatChargesStaysBelowOneKibibyte() throws IOException {
        EbikeSite site = new EbikeSite();
        for (int second = 0; second < 7_200; second += 10) {
            site.says()
                    .station("CH-861197060000012", 1)
                    .watts(300)
                    .temp(45)
                    .board(40)
                    .session("202603021000017", second)
                    .energy(second / 12.0)
                    .heard(second);
        }
        PortMemory port = site.ports.get(Ports.key("CH-861197060000012", 1));

        byte[] bytes = bytes(port, PortMemory.class);

        System.out.println("state of a port that charges: " + bytes.length + " bytes");
        System.out.println(
                "state of its site beside: "
                        + bytes(site.site, SiteMemory.class).length
                        + " bytes");
        assertThat(bytes.length).isLessThan(MOST_BYTES_PER_PORT);
        PortMemory back = copy(port, PortMemory.class);
        assertThat(bytes(back, PortMemory.class)).isEqualTo(bytes);
        assertThat(back.minutes.curve()).isEqualTo(port.minutes.curve());
    }

    @Test
    void whatIsReadSurvivesTheWayToItsSite() throws IOException {
        EbikeSite site = new EbikeSite();
        site.says().watts(300).temp(41.5).measured(1).heard(2);
        EbikeInput reading = EbikeInput.of(site.heard, EbikeSite.at(1));
        EbikeInput settings = EbikeInput.of(ChargerProfile.unset("C-1"), null);

        assertThat(copy(reading, EbikeInput.class)).isEqualTo(reading);
        assertThat(copy(settings, EbikeInput.class)).isEqualTo(settings);
        RawReading raw = new RawReading(Json.bytes(site.heard), 3, 41);
        EbikeInput inTheLog =
                copy(EbikeInput.of(raw, "C-012", false, EbikeSite.at(1)), EbikeInput.class);
        assertThat(inTheLog.read()).isEqualTo(reading);
        assertThat(List.of(inTheLog.raw().partition(), inTheLog.raw().offset()))
                .containsExactly(3, 41L);
    }

    /** A site is stored and read again at every step of an order, which goes on all the same. */
    @Test
    void anOrderGoesOnFromARestore() throws IOException {
        EbikeSite site = new EbikeSite();
        site.says().watts(300).session("17", 10).heard(0);
        site.cutOff(1);
        restore(site);
        assertThat(site.cutOff(2).verdict()).isEqualTo(EbikeDecision.Verdict.DUPLICATE);
        site.answer(2, 1, Step.SENT);
        restore(site);
        site.waitUntil(12);
        restore(site);
        site.answer(13, 2, Step.SENT);
        site.answer(14, 2, Step.DONE);
        restore(site);
        site.says().watts(0).heard(15);
        restore(site);
        site.says().watts(0).heard(17);
        restore(site);

        assertThat(site.order().state()).isEqualTo(PortOrderState.VERIFIED);
        assertThat(site.port(1).lockedBy).isEqualTo("officer");
        assertThat(site.site.orders).hasSize(1);
    }

    /**
     * 10,000 ports at a reading per ten seconds are 1,000 readings a second. The limit is generous:
     * the machine may be busy; the printed figures count.
     */
    @Test
    void aReadingIsCheap() {
        long bare = nanosPerReading(NormalSessionsTest.rarelyShown());
        long shown = nanosPerReading(EbikePolicy.defaults());

        System.out.println("a reading of a site with ten ports: " + bare + " ns");
        System.out.println("the same with what wall and page show: " + shown + " ns");
        assertThat(bare).isLessThan(100_000);
        assertThat(shown).isLessThan(200_000);
    }

    private static long nanosPerReading(EbikePolicy policy) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        EbikeSite site = new EbikeSite(policy);
        int rounds = 2_000;
        long begin = 0;
        for (int i = 0; i < 2 * rounds; i++) {
            begin = i == rounds ? threads.getCurrentThreadCpuTime() : begin;
            for (int port = 1; port <= 10; port++) {
                site.says().port(port).watts(300).temp(45).session("1", i * 10).heard(i * 10);
            }
        }
        return (threads.getCurrentThreadCpuTime() - begin) / (rounds * 10L);
    }

    private static void restore(EbikeSite site) throws IOException {
        site.site = copy(site.site, SiteMemory.class);
        for (PortMemory port : site.ports.all()) {
            site.ports.put(port.key(), copy(port, PortMemory.class));
        }
    }

    private static <T> T copy(T memory, Class<T> type) throws IOException {
        return serializer(type).deserialize(new DataInputDeserializer(bytes(memory, type)));
    }

    private static <T> byte[] bytes(T memory, Class<T> type) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        serializer(type).serialize(memory, out);
        return out.getCopyOfBuffer();
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    }
}
