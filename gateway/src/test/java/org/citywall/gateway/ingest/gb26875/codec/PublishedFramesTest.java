package org.citywall.gateway.ingest.gb26875.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.gateway.ingest.gb26875.codec.Unit.ComponentStatus;
import org.citywall.gateway.ingest.gb26875.codec.Unit.DeviceOperation;
import org.citywall.gateway.ingest.gb26875.codec.Unit.DutyCheck;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Frames of other people's codecs and of real panels, where they lie beside the checkout. */
class PublishedFramesTest {
    private static final Path DATA = Path.of("shared", "data", "fire");

    @TestFactory
    Stream<DynamicTest> framesOfOthersAreReadAsTheySay() throws IOException {
        List<JsonObject> vectors = vectors("gb26875-frames.json");
        Map<String, JsonObject> byId = new HashMap<>();
        vectors.forEach(vector -> byId.put(vector.getString("id"), vector));
        return vectors.stream()
                .map(v -> DynamicTest.dynamicTest(v.getString("id"), () -> checkOthers(v, byId)));
    }

    @TestFactory
    Stream<DynamicTest> framesMadeFromTheStandardAreReadAsTheySay() throws IOException {
        return vectors("gb26875-own-vectors.json").stream()
                .map(v -> DynamicTest.dynamicTest(v.getString("name"), () -> checkOwn(v)));
    }

    private static void checkOthers(JsonObject vector, Map<String, JsonObject> byId)
            throws UnitException {
        if (vector.containsKey("expect_error")) {
            checkFault(vector);
            return;
        }
        if (vector.containsKey("request")) {
            Frame request = only(byId.get(vector.getString("request")));
            Frame reply = request.reply(Commands.CONFIRM, request.time());
            assertThat(FrameEncoder.encode(reply, Checksum.SUM))
                    .isEqualTo(Splits.hex(vector.getString("expect_reply_hex")));
            return;
        }
        Frame frame = only(vector);
        JsonObject expect = vector.getJsonObject("expect");
        TimeCoding coding =
                TimeCoding.valueOf(expect.getString("timeEncoding").toUpperCase(Locale.ROOT));
        assertThat(frame.command()).isEqualTo(expect.getInteger("command"));
        assertThat(frame.majorVersion() + "." + frame.userVersion())
                .isEqualTo(expect.getString("version"));
        assertThat(frame.time().read(coding)).contains(time(expect));
        assertIfSaid(expect, "serial", frame.serial());
        assertIfSaid(expect, "source", Frame.hex(frame.source()));
        assertIfSaid(expect, "target", Frame.hex(frame.target()));
        assertIfSaid(expect, "appLength", frame.unit().length);
        if (expect.containsKey("objects")) {
            checkComponents(frame, expect, coding);
        }
    }

    private static void checkFault(JsonObject vector) {
        byte[] bytes = Splits.hex(vector.getString("hex"));
        FrameSplitter splitter = new FrameSplitter(Checksum.SUM);
        List<Split> found = Splits.split(splitter, bytes, bytes.length);
        switch (vector.getString("expect_error")) {
            case "need-more" -> {
                assertThat(found).isEmpty();
                assertThat(splitter.isMidFrame()).isTrue();
            }
            case "bad-tail" -> assertThat(Splits.faults(found)).containsExactly(Fault.BAD_END);
            case "bad-checksum" ->
                    assertThat(Splits.faults(found)).containsExactly(Fault.BAD_CHECKSUM);
            default -> throw new AssertionError("not known: " + vector);
        }
    }

    private static void checkComponents(Frame frame, JsonObject expect, TimeCoding coding)
            throws UnitException {
        InfoUnit unit = UnitDecoder.decode(frame.unit());
        JsonArray objects = expect.getJsonArray("objects");
        assertThat(unit.type()).isEqualTo(expect.getInteger("typeFlag"));
        assertThat(unit.objects()).hasSize(objects.size());
        for (int i = 0; i < objects.size(); i++) {
            JsonObject says = objects.getJsonObject(i);
            ComponentStatus object = (ComponentStatus) unit.objects().get(i);
            assertIfSaid(says, "systemType", object.systemType());
            assertIfSaid(says, "systemAddress", object.systemAddress());
            assertIfSaid(says, "componentType", object.componentType());
            assertIfSaid(says, "circuit", object.zone());
            assertIfSaid(says, "node", object.position());
            assertIfSaid(says, "status", object.status());
            assertIfSaid(says, "description", object.text());
            assertIfSaid(
                    says,
                    "componentAddressLE",
                    "0x%04X%04X".formatted(object.position(), object.zone()));
            assertThat(says.getJsonArray("statusBits").contains("fire"))
                    .isEqualTo((object.status() & 2) != 0);
            if (says.containsKey("time")) {
                assertThat(object.time().read(coding)).contains(time(says));
            }
        }
    }

    private static void checkOwn(JsonObject vector) throws UnitException {
        Frame frame = only(vector);
        JsonObject expect = vector.getJsonObject("expect");
        assertIfSaid(expect, "serial", frame.serial());
        assertIfSaid(expect, "src", (int) frame.source());
        assertIfSaid(expect, "cmd", frame.command());
        assertIfSaid(expect, "len", frame.unit().length);
        switch (expect.getString("kind")) {
            case "heartbeat" -> assertThat(frame.isHeartbeat()).isTrue();
            case "ACK" -> assertThat(frame.command()).isEqualTo(Commands.CONFIRM);
            case "NAK" -> assertThat(frame.command()).isEqualTo(Commands.DENY);
            case "DUTY_CHECK" ->
                    assertThat(UnitDecoder.decode(frame.unit()).objects())
                            .isEqualTo(List.of(new DutyCheck(expect.getInteger("minutes"))));
            case "TEST" ->
                    assertThat(
                                    ((DeviceOperation)
                                                    UnitDecoder.decode(frame.unit())
                                                            .objects()
                                                            .get(0))
                                            .flags())
                            .isEqualTo(1 << 6);
            default -> checkOwnComponents(frame, expect);
        }
    }

    private static void checkOwnComponents(Frame frame, JsonObject expect) throws UnitException {
        InfoUnit unit = UnitDecoder.decode(frame.unit());
        assertThat(unit.objects()).hasSize(expect.getInteger("count", 1));
        for (Unit each : unit.objects()) {
            ComponentStatus object = (ComponentStatus) each;
            assertThat((object.status() & 2) != 0)
                    .isEqualTo(expect.getString("kind").equals("FIRE"));
            assertIfSaid(expect, "componentType", object.componentType());
            assertIfSaid(expect, "zone", object.zone());
            assertIfSaid(expect, "pos", object.position());
            assertIfSaid(expect, "status", object.status());
            assertIfSaid(expect, "text", object.text());
            assertIfSaid(expect, "testFlag", (object.status() & 1) == 0);
        }
    }

    private static void assertIfSaid(JsonObject expect, String field, Object is) {
        if (expect.containsKey(field)) {
            assertThat(is).as(field).isEqualTo(expect.getValue(field));
        }
    }

    private static LocalDateTime time(JsonObject expect) {
        return OffsetDateTime.parse(expect.getString("time")).toLocalDateTime();
    }

    private static Frame only(JsonObject vector) {
        List<Split> found = Splits.split(Splits.hex(vector.getString("hex")));
        assertThat(found).hasSize(1).first().isInstanceOf(Split.Good.class);
        return ((Split.Good) found.get(0)).frame();
    }

    private static List<JsonObject> vectors(String name) throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve(DATA))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no data of others beside the checkout");
        String json = Files.readString(at.resolve(DATA).resolve(name));
        return new JsonArray(json).stream().map(JsonObject.class::cast).toList();
    }
}
