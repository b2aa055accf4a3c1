package org.citywall.gateway.ingest.slope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class DpReaderTest {
    private static final String CRACK = "{'SL-1':{'L1_LF_1':{'2026-11-21T08:00:00.000Z':10.86}}}";

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static DpMessage read(String text) throws DpFault {
        return DpReader.read(bytes(text));
    }

    private static byte[] headed(int type, int length, byte[] json) {
        byte[] all = new byte[json.length + 3];
        all[0] = (byte) type;
        all[1] = (byte) (length >> 8);
        all[2] = (byte) length;
        System.arraycopy(json, 0, all, 3, json.length);
        return all;
    }

    @Test
    void aScalarIsOneReadingOfOneValue() throws DpFault {
        DpReading reading = read(CRACK).readings().get(0);

        assertThat(reading.stationId()).isEqualTo("SL-1");
        assertThat(reading.channel()).isEqualTo("L1_LF_1");
        assertThat(reading.deviceTime()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(reading.toData().toString())
                .isEqualTo(
                        "{\"stationId\":\"SL-1\",\"instrument\":\"crack\",\"channel\":\"L1_LF_1\","
                                + "\"deviceTime\":\"2026-11-21T08:00:00Z\",\"values\":{\"value\":10.86}}");
    }

    @Test
    void everyStationChannelAndTimestampIsReadInOrderOfTime() throws DpFault {
        DpMessage message =
                read(
                        "{'SL-1':{'L1_GP_1':{'2026-11-21T10:00:00Z':{'gpsTotalX':3,'gpsTotalY':1},"
                                + "'2026-11-21T08:00:00Z':{'gpsTotalX':1}},"
                                + "'L3_YL_1':{'2026-11-21T09:00:00Z':{'value':0.2,'totalValue':7}}},"
                                + "'SL-2':{'L1_LF_2':{'2026-11-21T16:30:00+08:00':1}}}");

        assertThat(message.faults()).isZero();
        assertThat(message.readings())
                .extracting(r -> r.stationId() + " " + r.channel() + " " + r.deviceTime())
                .containsExactly(
                        "SL-1 L1_GP_1 2026-11-21T08:00:00Z",
                        "SL-2 L1_LF_2 2026-11-21T08:30:00Z",
                        "SL-1 L3_YL_1 2026-11-21T09:00:00Z",
                        "SL-1 L1_GP_1 2026-11-21T10:00:00Z");
        assertThat(message.readings().get(3).values().keySet())
                .containsExactly("gpsTotalX", "gpsTotalY");
    }

    /** A printf loop that begins station and channel anew for each packet. */
    @Test
    void membersOfOneNameAreAllRead() throws DpFault {
        assertThat(
                        read("{'A':{'L1_LF_1':{'2026-11-21T08:00:00Z':1},"
                                        + "'L1_LF_1':{'2026-11-21T08:05:00Z':2}},"
                                        + "'A':{'L1_LF_1':{'2026-11-21T08:10:00Z':3}}}")
                                .readings())
                .hasSize(3);
    }

    @Test
    void theHeadMayBeThereOrNotAndItsLengthMayBeWrong() throws DpFault {
        byte[] json = bytes(CRACK);
        for (int length : new int[] {json.length, 0, 65_535, json.length - 7}) {
            assertThat(DpReader.read(headed(1, length, json)).readings()).hasSize(1);
        }
        byte[] padded = Arrays.copyOf(json, json.length + 5);
        assertThat(DpReader.read(headed(2, json.length, padded)).readings()).hasSize(1);
        assertThat(DpReader.read(padded).readings()).hasSize(1);
        padded[json.length] = (byte) 0xA7; // a checksum behind the JSON, as the head says
        assertThat(DpReader.read(headed(2, json.length, padded)).readings()).hasSize(1);
        assertThat(read("\u0001" + CRACK).readings()).hasSize(1);
        assertThat(read("\ufeff" + CRACK).readings()).hasSize(1);
    }

    @Test
    void whatIsNoNumberStaysAsItIsAndNumbersInTextsAreNumbers() throws DpFault {
        DpReading tilt =
                read("{'A':{'L1_QJ_1':{'2026-11-21T08:00:00Z':{'X':'3.15','Y':NaN,'Z':null}}}}")
                        .readings()
                        .get(0);

        assertThat(tilt.values().get("X").doubleValue()).isEqualTo(3.15);
        assertThat(tilt.values().get("Y").doubleValue()).isNaN();
        assertThat(tilt.values().get("Z").isNull()).isTrue();
    }

    @Test
    void stateOfTheStationIsLaidFlatWithoutItsTexts() throws DpFault {
        DpReading state =
                read("{'A':{'S1_ZT_1':{'2026-11-21T08:00:00Z':{'battery_volt':12.1,"
                                + "'sw_version':'V2.1','temp':'nan','sensor_state':{'L1_LF_1':0}}}}}")
                        .readings()
                        .get(0);

        assertThat(state.values().keySet())
                .containsExactly("battery_volt", "sensor_state.L1_LF_1", "temp");
        assertThat(state.toData().path("instrument").asText()).isEqualTo("station");
    }

    @ParameterizedTest
    @CsvSource({
        "L1_GP_1,gnss", "L1_LF_2,crack", "L1_QJ_1,tilt", "L1_SW_1,deep-displacement",
        "L3_YL_1,rain", "L3_HS_1,moisture", "L3_SY_1,pore-pressure", "L3_DX_1,water-level",
        "L3_DB_1,water-level", "S1_ZT_1,station", "L1_JS_1,other", "L3_TW_1,other",
        "L4_NW_1,other", "L3_LD_1,other", "nonsense,other", "l1_gp_1,other"
    })
    void theInstrumentFollowsFromTheSensorCode(String code, String instrument) {
        assertThat(DpCodes.instrument(code)).isEqualTo(instrument);
    }

    @Test
    void aBadPartIsCountedAndHidesNoGoodOne() throws DpFault {
        DpMessage message =
                read(
                        "{'A':{'L1_LF_1':{'2026-11-21 08:00:00':1,'yesterday':2,"
                                + "'2026-11-21T08:00:00Z':3},'L1_LF_2':7},'B':[1,[2]],'C':{}}");

        assertThat(message.readings()).hasSize(1);
        assertThat(message.faults()).isEqualTo(4);
        assertThat(message.field()).isEqualTo("/A/L1_LF_1/2026-11-21 08:00:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'header':{'appId':'x'},'bodies':{'body':'QUJD'}}|encrypted",
                "{'bodies':{'body':'QUJD'}}|encrypted",
                "not json|not-json",
                "[]|not-json",
                "{'A':{'L1_LF_1':{'2026-11-21T08:00:00Z':1|not-json",
                "{'A':{}} {'B':{}}|not-json",
                "{}|empty",
                "{'A':{'L1_LF_1':{}}}|empty"
            })
    void whatCannotBeTakenAtAllHasItsReason(String text, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        DpFault.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aStumpIsRefused(int length) {
        assertThatThrownBy(() -> DpReader.read(new byte[length])).isInstanceOf(DpFault.class);
    }

    @Test
    void tenThousandTimestampsAreReadAndFiftyThousandRefusedAsAWhole() throws DpFault {
        assertThat(DpReader.read(bytes(backlog(10_000))).readings()).hasSize(10_000);
        assertReason(bytes(backlog(10_001)), "too-many");
        assertReason(bytes(backlog(50_000)), "too-many");
        assertReason(Arrays.copyOf(bytes(CRACK), DpReader.MAX_BYTES + 1), "too-large");
    }

    private static void assertReason(byte[] payload, String reason) {
        assertThatThrownBy(() -> DpReader.read(payload))
                .isInstanceOfSatisfying(
                        DpFault.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** One crack meter, one reading each second. */
    public static String backlog(int timestamps) {
        Instant first = Instant.parse("2026-11-20T00:00:00Z");
        return IntStream.range(0, timestamps)
                .mapToObj(i -> "'%s':%d".formatted(first.plusSeconds(i), i))
                .collect(Collectors.joining(",", "{'SL-1':{'L1_LF_1':{", "}}}"));
    }

    @Test
    void theSameReadingHasTheSameIdWhateverTheOrderOfItsValues() throws DpFault {
        String id =
                read("{'A':{'L1_QJ_1':{'2026-11-21T08:00:00Z':{'X':1,'Y':2}}}}")
                        .readings()
                        .get(0)
                        .id();

        assertThat(
                        read("{'A':{'L1_QJ_1':{'2026-11-21T16:00:00+08:00':{'Y':2,'X':1}}}}")
                                .readings()
                                .get(0)
                                .id())
                .isEqualTo(id);
        assertThat(
                        read("{'A':{'L1_QJ_1':{'2026-11-21T08:00:00Z':{'X':1,'Y':3}}}}")
                                .readings()
                                .get(0)
                                .id())
                .isNotEqualTo(id);
    }
}
