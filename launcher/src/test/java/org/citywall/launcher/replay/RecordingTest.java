package org.citywall.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;

/** What a file says, and where it does not. */
class RecordingTest {
    private static final String MESSAGE =
            "{\"SL-1\":{\"L1_LF_1\":{\"2026-01-01T01:00:00Z\":{\"value\":2.5},"
                    + "\"2026-01-01T00:00:00Z\":{\"value\":2.4}},"
                    + "\"L1_GP_1\":{\"2026-01-01T00:00:00Z\":{\"gpsTotalX\":1}}}}";
    private static final String DATA =
            "{\"stationId\":\"SL-2\",\"instrument\":\"crack\",\"channel\":\"1\","
                    + "\"deviceTime\":\"2026-01-01T00:00:00+08:00\",\"values\":{\"value\":1}}";

    private final List<String> taken = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();

    @Test
    void aListAndLinesOfReadingsAndMessagesAreTheSame() throws Exception {
        read(new JsonRecording(bytes("[" + DATA + ",\n" + MESSAGE + "]")));
        List<String> list = List.copyOf(taken);
        taken.clear();
        read(new JsonRecording(bytes(DATA + "\n" + MESSAGE + "\n")));

        assertThat(rejected).isEmpty();
        assertThat(list)
                .containsExactly(
                        "SL-2 1 2025-12-31T16:00:00Z",
                        "SL-1 L1_LF_1 2026-01-01T00:00:00Z",
                        "SL-1 L1_GP_1 2026-01-01T00:00:00Z",
                        "SL-1 L1_LF_1 2026-01-01T01:00:00Z");
        assertThat(taken).isEqualTo(list);
    }

    @Test
    void whatIsNoReadingIsNamedByLineAndColumn() throws Exception {
        read(
                new JsonRecording(
                        bytes(
                                "[ 5,\n  {\"stationId\":\"SL-2\",\"deviceTime\":\"noon\"},\n"
                                        + "  {\"SL-1\":{\"L1_LF_1\":{\"noon\":1}}}, "
                                        + DATA
                                        + "]")));

        assertThat(taken).hasSize(1);
        assertThat(rejected)
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("line 1, column 3: must be an object"),
                        one -> assertThat(one).startsWith("line 2, column 3: deviceTime is no"),
                        one ->
                                assertThat(one)
                                        .startsWith("line 3, column 3: /SL-1/L1_LF_1/noon must"));
    }

    @Test
    void afterBrokenJsonNothingIsReadAndThatIsSaid() throws Exception {
        read(new JsonRecording(bytes(DATA + "\n{\"SL-1\": oops}\n" + DATA)));

        assertThat(taken).hasSize(1);
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0)).startsWith("line 2, column 1").contains("was not read");
    }

    @Test
    void messagesInHexAreReadWithTheirHeadAndWithBlanks() throws Exception {
        byte[] json = bytes(MESSAGE);
        byte[] framed = new byte[json.length + 3];
        framed[0] = 1;
        framed[1] = (byte) (json.length >> 8);
        framed[2] = (byte) json.length;
        System.arraycopy(json, 0, framed, 3, json.length);
        String file =
                HexFormat.of().formatHex(framed)
                        + "\r\n\n"
                        + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(json);

        read(new DpRecording(bytes(file)));

        assertThat(rejected).isEmpty();
        assertThat(taken).hasSize(6);
    }

    @Test
    void whatIsNoHexAndNoMessageIsNamed() throws Exception {
        String encrypted =
                HexFormat.of().formatHex(bytes("{\"header\":{\"appId\":\"x\"},\"bodies\":{}}"));

        read(new DpRecording(bytes("7b7x\n7b7\n7b\n" + encrypted)));

        assertThat(taken).isEmpty();
        assertThat(rejected)
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("line 1, column 4: is no hex byte"),
                        one -> assertThat(one).isEqualTo("line 2, column 4: is no hex byte"),
                        one -> assertThat(one).startsWith("line 3, column 1: not-json"),
                        one -> assertThat(one).startsWith("line 4, column 1: encrypted"));
    }

    @Test
    void aTableNamesLineAndColumn() throws Exception {
        List<SlopeMap> maps =
                SlopeMap.read(
                        Json.mapper()
                                .readTree(
                                        "{\"time\":\"t\",\"stationId\":\"SL-1\",\"instrument\":"
                                                + "\"crack\",\"channel\":\"1\","
                                                + "\"values\":{\"x\":\"value\"}}"));

        read(new CsvRecording(bytes("t,x\n2026-01-01T00:00:00Z,1\nnoon,2\n"), maps));

        assertThat(taken).containsExactly("SL-1 1 2026-01-01T00:00:00Z");
        assertThat(rejected).containsExactly("line 3: column t is no time: noon");
    }

    private void read(Recording recording) throws Exception {
        recording.read(
                new Recording.Sink() {
                    @Override
                    public void take(String where, RecordedReading reading) {
                        String channel = reading.data().path("channel").asText();
                        taken.add(reading.stationId() + " " + channel + " " + reading.at());
                    }

                    @Override
                    public void reject(String where, String why) {
                        rejected.add(where + ": " + why);
                    }
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
