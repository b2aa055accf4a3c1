package org.citywall.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.citywall.contracts.Json;
import org.citywall.contracts.slope.SlopeInstrument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SlopeDataTest {
    private static JsonNode json(String text) throws Exception {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }

    private static String data(String instrument, String values, String time) {
        return "{'stationId':'SL-1','instrument':'%s','channel':'L1_GP_1','values':%s,'deviceTime':%s}"
                .formatted(instrument, values, time);
    }

    private static final String TIME = "'2026-11-21T16:00:00+08:00'";

    @Test
    void allFieldsAreReadAndWrittenAgain() throws Exception {
        SlopeData read =
                SlopeData.read(json(data("gnss", "{'gpsTotalX':9.9,'gpsTotalY':-1}", TIME)), "");

        assertThat(read.instrument()).isEqualTo(SlopeInstrument.GNSS);
        assertThat(read.deviceTime()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(read.values()).containsEntry("gpsTotalX", 9.9).containsEntry("gpsTotalY", -1.0);
        assertThat(read.faults()).isEmpty();
        assertThat(SlopeData.read(read.toJson(), "")).isEqualTo(read);
    }

    @ParameterizedTest
    @EnumSource(SlopeInstrument.class)
    void everyInstrumentIsReadByTheNameThatTheCodecWrites(SlopeInstrument instrument)
            throws Exception {
        String wire = Json.mapper().valueToTree(instrument).textValue();

        assertThat(SlopeData.read(json(data(wire, "{'v':1}", TIME)), "").instrument())
                .isEqualTo(instrument);
        assertThat(SlopeData.wire(instrument)).isEqualTo(wire);
    }

    @Test
    void whatIsNoFiniteNumberIsLeftOutAndNamed() throws Exception {
        SlopeData read =
                SlopeData.read(
                        json(data("gnss", "{'a':'NaN','b':null,'c':1,'d':1e999,'e':{}}", TIME)),
                        "");

        assertThat(read.values()).containsOnlyKeys("c");
        assertThat(read.faults()).hasSize(4).contains("a：不是有效数值（NaN）", "b：不是有效数值（null）");
        assertThat(SlopeData.read(read.toJson(), "").leftOut())
                .containsOnlyKeys("a", "b", "d", "e");
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z"})
    void aWrongClockIsTheJobsMatter(String time) throws Exception {
        assertThat(
                        SlopeData.read(json(data("crack", "{'v':1}", "'" + time + "'")), "")
                                .deviceTime())
                .isEqualTo(Instant.parse(time));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'instrument':'gnss'}|/data/stationId",
                "{'stationId':'S','instrument':'gps','channel':'c'}|/data/instrument",
                "{'stationId':'S','instrument':'gnss'}|/data/channel",
                "{'stationId':'S','instrument':'gnss','channel':'c'}|/data/deviceTime",
                "{'stationId':'S','instrument':'gnss','channel':'c','deviceTime':'now'}|/data/deviceTime",
                "{'stationId':'S','instrument':'gnss','channel':'c','deviceTime':'+12026-11-21T16:00:00Z'}|/data/deviceTime",
                "{'stationId':'S','instrument':'gnss','channel':'c','deviceTime':'2026-11-21T16:00:00Z'}|/data/values",
                "{'stationId':'S','instrument':'gnss','channel':'c','deviceTime':'2026-11-21T16:00:00Z','values':{}}|/data/values",
                "{'stationId':'S','instrument':'gnss','channel':'c','deviceTime':'2026-11-21T16:00:00Z','values':{' ':1}}|/data/values",
                "[]|/data"
            })
    void theFieldAtFaultIsNamed(String data, String field) throws Exception {
        assertField(json(data), field);
    }

    @Test
    void tooManyValuesOrTooLongANameAreRefused() throws Exception {
        String many =
                IntStream.rangeClosed(0, SlopeData.MAX_VALUES)
                        .mapToObj(i -> "'v%d':1".formatted(i))
                        .collect(Collectors.joining(",", "{", "}"));

        assertField(json(data("gnss", many, TIME)), "/data/values");
        assertField(json(data("gnss", "{'" + "x".repeat(65) + "':1}", TIME)), "/data/values");
    }

    private static void assertField(JsonNode data, String field) {
        FieldFault fault =
                catchThrowableOfType(FieldFault.class, () -> SlopeData.read(data, "/data"));
        assertThat(fault.field()).isEqualTo(field);
    }
}
