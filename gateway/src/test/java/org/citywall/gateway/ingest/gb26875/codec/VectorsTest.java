package org.citywall.gateway.ingest.gb26875.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Our own series, written byte by byte from the standard without this codec. */
class VectorsTest {
    @TestFactory
    Stream<DynamicTest> everyVectorIsReadAsItSays() throws IOException {
        try (InputStream in = VectorsTest.class.getResourceAsStream("/gb26875/vectors.json")) {
            JsonArray vectors =
                    new JsonArray(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return vectors.stream()
                    .map(JsonObject.class::cast)
                    .map(v -> DynamicTest.dynamicTest(v.getString("name"), () -> check(v)));
        }
    }

    private static void check(JsonObject vector) throws UnitException {
        Checksum checksum = Checksum.valueOf(vector.getString("checksum", "SUM"));
        byte[] bytes = Splits.hex(vector.getString("hex"));
        FrameSplitter splitter = new FrameSplitter(checksum);
        List<Split> found = Splits.split(splitter, bytes, bytes.length);
        if (vector.getBoolean("unfinished", false)) {
            assertThat(found).isEmpty();
            assertThat(splitter.isMidFrame()).isTrue();
            return;
        }
        if (vector.containsKey("fault")) {
            splitter.giveUp(found::add);
            assertThat(Splits.faults(found)).contains(Fault.valueOf(vector.getString("fault")));
            assertThat(Splits.goodSerials(found)).isEmpty();
            return;
        }
        assertThat(found).hasSize(1).first().isInstanceOf(Split.Good.class);
        Frame frame = ((Split.Good) found.get(0)).frame();
        assertThat(frame.command()).isEqualTo(vector.getInteger("command"));
        assertThat(frame.serial()).isEqualTo(vector.getInteger("serial"));
        assertThat(frame.isHeartbeat()).isEqualTo(vector.getBoolean("heartbeat", false));
        assertThat(FrameEncoder.encode(frame, checksum)).isEqualTo(bytes);
        checkUnit(vector, frame);
    }

    private static void checkUnit(JsonObject vector, Frame frame) throws UnitException {
        TimeCoding coding = TimeCoding.valueOf(vector.getString("coding", "BINARY"));
        assertThat(frame.time().read(coding)).hasToString("Optional[2026-12-31T23:45:07]");
        if (vector.containsKey("refusal")) {
            assertThatThrownBy(() -> UnitDecoder.decode(frame.unit()))
                    .isInstanceOfSatisfying(
                            UnitException.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .hasToString(vector.getString("refusal")));
        } else if (vector.containsKey("type")) {
            InfoUnit unit = UnitDecoder.decode(frame.unit());
            assertThat(unit.type()).isEqualTo(vector.getInteger("type"));
            assertThat(inWords(unit, coding)).isEqualTo(vector.getJsonArray("objects").getList());
            assertThat(UnitEncoder.encode(unit)).isEqualTo(frame.unit());
        } else {
            assertThat(frame.unit()).isEmpty();
        }
    }

    /** The records as text, their times readable. */
    private static List<String> inWords(InfoUnit unit, TimeCoding coding) {
        List<String> words = new ArrayList<>();
        for (Unit object : unit.objects()) {
            words.add(
                    java.util.regex.Pattern.compile("PanelTime\\[raw=(\\d+)]")
                            .matcher(object.toString())
                            .replaceAll(
                                    raw ->
                                            new PanelTime(Long.parseLong(raw.group(1)))
                                                    .read(coding)
                                                    .orElseThrow()
                                                    .toString()));
        }
        return words;
    }
}
