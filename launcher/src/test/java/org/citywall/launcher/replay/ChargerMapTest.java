package org.citywall.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a table of a charger says, and where it does not. */
class ChargerMapTest {
    private static final String MAP =
            "{\"time\":\"t\",\"stationId\":\"CH-1\",\"port\":3,\"state\":\"s\","
                    + "\"powerW\":\"p\",\"smoke\":\"x\",\"elapsedS\":\"e\"}";
    private static final String HEAD = "t,s,p,x,e\n";
    private static final String T = "2026-01-01T08:00:00+08:00,";

    private final List<RecordedReading> taken = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();

    @Test
    void columnsAndConstantsBecomeTheDataOfAnEvent() throws Exception {
        read(MAP, HEAD + T + "charging,181.5,0,60.0\n");

        assertThat(rejected).isEmpty();
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).data())
                .isEqualTo(
                        Json.mapper()
                                .readTree(
                                        "{\"stationId\":\"CH-1\",\"port\":3,\"state\":"
                                                + "\"charging\",\"powerW\":181.5,\"smoke\":"
                                                + "false,\"elapsedS\":60,\"deviceTime\":"
                                                + "\"2026-01-01T00:00:00Z\"}"));
    }

    @Test
    void anEmptyCellIsNotSaidAndARowWithoutAnySaysNothing() throws Exception {
        read(MAP, HEAD + T + ",181,,\n" + T + ",,,\n");

        assertThat(rejected).isEmpty();
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).data().has("state")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "charging,much,0,60 | powerW (column p) is no number: much",
                "charging,NaN,0,60 | powerW (column p) is no number: NaN",
                "loading,180,0,60 | state (column s) is no state of a port: loading",
                "charging,180,maybe,60 | smoke (column x) is no true, false, 1 or 0: maybe",
                "charging,180,0,60.5 | elapsedS (column e) is no whole number: 60.5",
                "charging,180,0 | the row ends before column e",
            })
    void aBadValueIsNamedByFieldAndLine(String cells, String why) throws Exception {
        read(MAP, HEAD + T + "charging,180,0,30\n" + T + cells + "\n");

        assertThat(taken).hasSize(1);
        assertThat(rejected).containsExactly("line 3: " + why);
    }

    @Test
    void aBadTimeAndAnEmptyPortAreNamed() throws Exception {
        read(MAP.replace("3", "\"e\""), HEAD + "noon,charging,180,0,30\n" + T + "charging,1,0,\n");

        assertThat(rejected)
                .containsExactly(
                        "line 2: column t is no time: noon", "line 3: port (column e) is empty");
    }

    @Test
    void whatGoesBackInTimeIsNamedWithTheLineBefore() throws Exception {
        String later = "2026-01-01T09:00:00+08:00,charging,180,0,30\n";
        read(MAP, HEAD + later + T + "charging,180,0,30\n" + later);

        assertThat(taken).hasSize(2);
        assertThat(rejected)
                .containsExactly(
                        "line 3: time 2026-01-01T00:00:00Z is before that of the same port in"
                                + " line 2 (2026-01-01T01:00:00Z)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"powerW\":\"p\" | \"powerw\":\"p\" | \"powerw\" is no field",
                "\"powerW\":\"p\" | \"powerW\":\"watt\" | \"powerW\" is \"watt\"",
                "\"state\":\"s\" | \"state\":\"status\" | it is no state of a port",
                "\"time\":\"t\" | \"time\":\"at\" | \"time\" is \"at\"",
                "\"time\":\"t\", | '' | lacks \"time\"",
                "\"port\":3, | '' | lacks \"port\"",
                "\"port\":3 | \"port\":[3] | \"port\" must be the name of a column",
                "\"time\":\"t\" | \"time\":\"t\",\"zone\":\"Mars\" | zone",
            })
    void aBadMapIsNamedBeforeAnythingIsSent(String part, String instead, String why) {
        assertThat(MAP).contains(part);
        assertThatThrownBy(() -> read(MAP.replace(part, instead), HEAD + T + "charging,180,0,1\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
        assertThat(taken).isEmpty();
    }

    @Test
    void aMapOfNothingMeasuredAndAListAreRefused() throws Exception {
        assertThatThrownBy(() -> read("{\"time\":\"t\",\"stationId\":\"a\",\"port\":1}", HEAD))
                .hasMessageContaining("nothing that was measured");
        assertThatThrownBy(() -> read("[]", HEAD)).hasMessageContaining("one JSON object");
    }

    private void read(String map, String csv) throws Exception {
        JsonNode json = Json.mapper().readTree(map);
        new CsvRecording(csv.getBytes(StandardCharsets.UTF_8), List.of(ChargerMap.read(json)))
                .read(
                        new ChargerReplay.InOrder(
                                new Recording.Sink() {
                                    @Override
                                    public void take(String where, RecordedReading reading) {
                                        taken.add(reading);
                                    }

                                    @Override
                                    public void reject(String where, String why) {
                                        rejected.add(where + ": " + why);
                                    }
                                }));
    }
}
