package org.citywall.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargerDataTest {
    private static JsonNode json(String text) throws Exception {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }

    private static ChargerData strict(String text) throws Exception {
        return ChargerData.read(json(text), "/data", false);
    }

    private static PortValues lenient(String fields) throws Exception {
        return ChargerData.read(json("{'stationId':'C','port':1," + fields + "}"), "", true)
                .ports()
                .get(0);
    }

    @Test
    void allFieldsOfOnePortAreReadAndWrittenAgain() throws Exception {
        ChargerData data =
                strict(
                        "{'stationId':'CH-1','port':3,'state':'charging','powerW':236.5,"
                                + "'voltageV':221,'currentA':1.2,'portTempC':-3.5,'boardTempC':35,"
                                + "'smoke':false,'sessionId':77,'elapsedS':1800,'energyWh':118,"
                                + "'stopReason':'full','deviceTime':'2026-11-21T16:00:00+08:00'}");

        PortValues port = data.ports().get(0);
        assertThat(data.isList()).isFalse();
        assertThat(port.port()).isEqualTo(3);
        assertThat(port.state()).isEqualTo(PortState.CHARGING);
        assertThat(port.powerW()).isEqualTo(236.5);
        assertThat(port.portTempC()).isEqualTo(-3.5);
        assertThat(port.smoke()).isFalse();
        assertThat(port.sessionId()).isEqualTo("77");
        assertThat(port.elapsedS()).isEqualTo(1_800);
        assertThat(port.stopReason()).isEqualTo(StopReason.FULL);
        assertThat(port.deviceTime()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(port.faults()).isEmpty();
        assertThat(ChargerData.read(data.toJson(), "", false)).isEqualTo(data);
    }

    @Test
    void whatIsNotSaidIsUnknownAndNotZero() throws Exception {
        PortValues port = strict("{'stationId':'C','port':1,'powerW':null}").ports().get(0);

        assertThat(port.powerW()).isNull();
        assertThat(port.portTempC()).isNull();
        assertThat(port.smoke()).isNull();
        assertThat(port.faults()).isEmpty();
    }

    @Test
    void severalPortsShareWhatStandsOutsideOfTheList() throws Exception {
        ChargerData data =
                strict(
                        "{'stationId':'C','voltageV':220,'boardTempC':31,"
                                + "'deviceTime':'2026-11-21T08:00:00Z','ports':["
                                + "{'port':1,'powerW':100},{'port':2,'voltageV':219},"
                                + "{'port':1,'powerW':90,'deviceTime':'2026-11-21T08:01:00Z'}]}");

        assertThat(data.ports()).extracting(PortValues::port).containsExactly(1, 2, 1);
        assertThat(data.ports())
                .extracting(PortValues::voltageV)
                .containsExactly(220.0, 219.0, 220.0);
        assertThat(data.ports()).extracting(PortValues::boardTempC).containsOnly(31.0);
        assertThat(data.ports().get(2).deviceTime())
                .isEqualTo(Instant.parse("2026-11-21T08:01:00Z"));
        assertThat(ChargerData.read(data.toJson(), "", false)).isEqualTo(data);
    }

    @Test
    void anEmptyListIsSaidOfTheChargerAsAWhole() throws Exception {
        ChargerData data = strict("{'stationId':'C','boardTempC':31,'ports':[]}");

        assertThat(data.ports()).hasSize(1);
        assertThat(data.ports().get(0).port()).isZero();
        assertThat(data.ports().get(0).boardTempC()).isEqualTo(31);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'port':1}|/data/stationId",
                "{'stationId':'C'}|/data/port",
                "{'stationId':'C','port':256}|/data/port",
                "{'stationId':'C','port':'1'}|/data/port",
                "{'stationId':'C','port':1,'powerW':100001}|/data/powerW",
                "{'stationId':'C','port':1,'powerW':-20}|/data/powerW",
                "{'stationId':'C','port':1,'voltageV':22050}|/data/voltageV",
                "{'stationId':'C','port':1,'currentA':5000}|/data/currentA",
                "{'stationId':'C','port':1,'energyWh':-1}|/data/energyWh",
                "{'stationId':'C','port':1,'state':'on'}|/data/state",
                "{'stationId':'C','port':1,'elapsedS':1.5}|/data/elapsedS",
                "{'stationId':'C','port':1,'smoke':'no'}|/data/smoke",
                "{'stationId':'C','port':1,'sessionId':{}}|/data/sessionId",
                "{'stationId':'C','port':1,'deviceTime':1732176000}|/data/deviceTime",
                "{'stationId':'C','ports':{}}|/data/ports",
                "{'stationId':'C','ports':[1]}|/data/ports/0",
                "{'stationId':'C','ports':[{'port':1},{'port':2,'powerW':1e9}]}|/data/ports/1/powerW",
                "{'stationId':'C','voltageV':-5,'ports':[{'port':1}]}|/data/voltageV",
            })
    void whatCannotBeTakenIsRefusedByTheNameOfItsField(String data, String field) {
        FieldFault fault = catchThrowableOfType(FieldFault.class, () -> strict(data));

        assertThat(fault.field()).isEqualTo(field);
    }

    @Test
    void noNumbersAndImpossibleTemperaturesAreLeftOutAndNamed() throws Exception {
        ChargerData data =
                strict(
                        "{'stationId':'C','port':1,'powerW':'NaN','voltageV':1e999,"
                                + "'portTempC':-300,'boardTempC':3276.7,'stopReason':'aliens'}");
        PortValues port = data.ports().get(0);

        assertThat(port.powerW()).isNull();
        assertThat(port.portTempC()).isNull();
        assertThat(port.boardTempC()).isNull();
        assertThat(port.stopReason()).isEqualTo(StopReason.OTHER);
        assertThat(port.faults())
                .contains(
                        "powerW：不是有效数值（NaN）",
                        "portTempC：不可能的数值（-300）",
                        "boardTempC：不可能的数值（3276.7）",
                        "stopReason：未知（aliens）")
                .hasSize(5);
        assertThat(ChargerData.read(data.toJson(), "", true).ports().get(0).faults())
                .as("out of the quarantine again")
                .hasSize(5);
    }

    @Test
    void whereNobodyWouldLearnOfARefusalABadFieldHidesNoGoodOne() throws Exception {
        PortValues port =
                lenient("'powerW':250000,'state':'on','elapsedS':-1,'deviceTime':1,'portTempC':95");

        assertThat(port.portTempC()).isEqualTo(95);
        assertThat(port.powerW()).isNull();
        assertThat(port.faults()).hasSize(4);
        assertThat(lenient("'smoke':1").smoke()).isTrue();
    }

    @Test
    void theDriftOfAMeterBelowZeroIsZero() throws Exception {
        assertThat(lenient("'powerW':-0.4").powerW()).isZero();
        assertThat(lenient("'powerW':-0.4").faults()).isEmpty();
    }

    @Test
    void aCameraIsCheckedAndItsPictureMustBeAWebAddress() throws Exception {
        String seen = "{'cameraId':'CAM-1','kind':'ebike-in-lift','confidence':0.93,'imageUrl':%s}";

        CameraData read =
                CameraData.read(json(seen.formatted("'https://nvr.example/1.jpg'")), "", false);
        assertThat(CameraData.read(read.toJson(), "", false)).isEqualTo(read);
        assertThat(
                        CameraData.read(json(seen.formatted("'javascript:alert(1)'")), "", true)
                                .imageUrl())
                .isNull();
        assertThat(
                        catchThrowableOfType(
                                        FieldFault.class,
                                        () ->
                                                CameraData.read(
                                                        json(seen.formatted("'javascript:a'")),
                                                        "/data",
                                                        false))
                                .field())
                .isEqualTo("/data/imageUrl");
        assertThat(
                        catchThrowableOfType(
                                        FieldFault.class,
                                        () ->
                                                CameraData.read(
                                                        json(
                                                                "{'cameraId':'C','kind':'smoke',"
                                                                        + "'confidence':93}"),
                                                        "/data",
                                                        true))
                                .field())
                .isEqualTo("/data/confidence");
    }
}
