package org.citywall.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignalKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FireDataTest {
    private static JsonNode json(String text) throws Exception {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void allFieldsAreRead() throws Exception {
        FireData data =
                FireData.read(
                        json(
                                "{'deviceId':'P-1','signal':'analogue','point':'3-17',"
                                        + "'componentType':40,'value':61.5,'unit':'°C','detail':'烟温',"
                                        + "'deviceTime':'2020-08-01T19:18:48+08:00','vendor':{}}"),
                        "/data",
                        false);

        assertThat(data)
                .isEqualTo(
                        new FireData(
                                "P-1",
                                FireSignalKind.ANALOGUE,
                                "3-17",
                                40,
                                61.5,
                                "°C",
                                Instant.parse("2020-08-01T11:18:48Z"),
                                "烟温"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FireSignalKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "DUTY_UNANSWERED")
    void everyKindIsReadByTheNameThatTheCodecWrites(FireSignalKind kind) throws Exception {
        String wire = Json.mapper().valueToTree(kind).textValue();
        JsonNode data = json("{'deviceId':'P-1','signal':'%s'}".formatted(wire));

        assertThat(FireData.wire(kind)).isEqualTo(wire);
        assertThat(FireData.read(data, "", false).signal()).isEqualTo(kind);
    }

    @Test
    void whatOnlyCitywallSaysIsNotTakenFromADevice() throws Exception {
        JsonNode data = json("{'deviceId':'P-1','signal':'duty-unanswered'}");

        FieldFault fault =
                catchThrowableOfType(FieldFault.class, () -> FireData.read(data, "/data", false));

        assertThat(fault.field()).isEqualTo("/data/signal");
    }

    @Test
    void writtenAndReadAgainItIsTheSame() throws Exception {
        FireData data =
                FireData.read(
                        json("{'deviceId':'P-1','signal':'low-battery','value':2.9}"), "", false);

        assertThat(FireData.read(data.toJson(), "", false)).isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /data/deviceId",
                "{'deviceId':' ','signal':'press'} | /data/deviceId",
                "{'deviceId':7,'signal':'press'} | /data/deviceId",
                "{'deviceId':'P'} | /data/signal",
                "{'deviceId':'P','signal':'PRESS'} | /data/signal",
                "{'deviceId':'P','signal':'press','point':1} | /data/point",
                "{'deviceId':'P','signal':'press','value':'1'} | /data/value",
                "{'deviceId':'P','signal':'press','value':1e999} | /data/value",
                "{'deviceId':'P','signal':'press','componentType':-1} | /data/componentType",
                "{'deviceId':'P','signal':'press','componentType':1.5} | /data/componentType",
                "{'deviceId':'P','signal':'press','deviceTime':'2026-01-01'} | /data/deviceTime",
                "{'deviceId':'P\\u0000','signal':'press'} | /data/deviceId",
                "{'deviceId':'P','signal':'press','point':'\\u001b'} | /data/point",
                "{'deviceId':'P','signal':'press','unit':'\\u0000'} | /data/unit",
                "{'deviceId':'P','signal':'press','detail':'\\ud83d'} | /data/detail",
                "[] | /data",
                "null | /data"
            })
    void faultNamesItsField(String text, String field) throws Exception {
        JsonNode data = json(text);
        FieldFault fault =
                catchThrowableOfType(FieldFault.class, () -> FireData.read(data, "/data", false));

        assertThat(fault.field()).isEqualTo(field);
    }

    @Test
    void whereNothingCanBeRefusedOnlyAFireMayHaveWrongOptionalFields() throws Exception {
        JsonNode press =
                json(
                        "{'deviceId':'P','signal':'press','value':'hot','point':'4',"
                                + "'detail':'\\u0000'}");
        JsonNode fault = json("{'deviceId':'P','signal':'fault','value':'hot'}");

        assertThat(FireData.read(press, "", true).value()).isNull();
        assertThat(FireData.read(press, "", true).detail()).isNull();
        assertThat(FireData.read(press, "", true).point()).isEqualTo("4");
        assertThat(
                        catchThrowableOfType(FieldFault.class, () -> FireData.read(fault, "", true))
                                .field())
                .isEqualTo("/value");
    }
}
