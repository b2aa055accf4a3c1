package org.citywall.gateway.ingest.charger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of the vendor's document; some of them are wrong in the document itself. */
class PublishedFramesTest {
    private static final String SAMPLES = "shared/data/charging/socket-frames.json";
    private static final String IMEI = "38 36 37 39 32 34 30 36 30 35 32 35 37 30 39";
    private static final String LOGIN =
            "5AA54900810038363131393730363239333433383"
                    + "70A4A55595F42325F513830304D5F315F304A55595F42325F434F4D4D5F56312E37"
                    + "3839383630344538313032334330393633373331"
                    + "1B005F";

    private static Frame only(String hex) {
        byte[] bytes = Streams.hex(hex);
        List<Split> found = Streams.split(bytes, bytes.length);
        assertThat(found).hasSize(1);
        return ((Split.Good) found.get(0)).frame();
    }

    @Test
    void theLogInSaysWhatTheDocumentSaysOfIt() throws Exception {
        Frame frame = only(LOGIN);

        assertThat(UpCodec.decode(frame).message())
                .isEqualTo(
                        new UpMessage.Login(
                                "861197062934387",
                                10,
                                "JUY_B2_Q800M_1_0",
                                "JUY_B2_COMM_V1.7",
                                "898604E81023C0963731",
                                27,
                                0));
        assertThat(FrameEncoder.encode(UpCodec.encode(UpCodec.decode(frame).message())))
                .isEqualTo(Streams.hex(LOGIN));
    }

    @Test
    void answersAndOrdersAreReadAndWrittenAsPublished() throws Exception {
        assertDown(
                "5A A5 0C 00 81 00 00 00 00 00 00 00 00 00 F0 7D",
                null,
                new DownMessage.LoginAnswer(0, DownMessage.LoginAnswer.NEWER_FORM));
        assertDown("5A A5 04 00 82 00 00 86", null, new DownMessage.HeartbeatAnswer());
        assertDown(
                "5A A5 13 00 82 00" + IMEI + "00 AB",
                "867924060525709",
                new DownMessage.HeartbeatAnswer());
        assertDown("5A A5 08 00 84 00 02 01 00 00 00 8F", null, new DownMessage.Stop(2, 1));
        assertDown(
                "5A A5 17 00 84 00" + IMEI + "02 01 00 00 00 B4",
                "867924060525709",
                new DownMessage.Stop(2, 1));
    }

    private static void assertDown(String hex, String imei, DownMessage message) throws Exception {
        assertThat(DownCodec.decode(only(hex))).isEqualTo(new Addressed<>(imei, message));
        assertThat(FrameEncoder.encode(DownCodec.encode(imei, message)))
                .isEqualTo(Streams.hex(hex));
    }

    /** A log-in answer, two heartbeats, two starts, two settlements: each wrong in its own way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5AA50C00810000000000000000000000008D",
                "5A A5 11 00 82 1F 1E 0A 00 00 00 00 01 00 00 00 00 01 DC",
                "5A A5 21 00 82 00" + IMEI + "0E 22 0C 00 00 00 00 00 00 00 00 00 00 00 00 00 F6",
                "5A A5 16 00 83 00 02 01 00 00 00 01 00 00 00 00 01 E8 03 00 00 64 00 00 ED",
                "5A A5 25 00 83 00"
                        + IMEI
                        + "02 01 00 00 00 01 00 00 00 00 01 E8 03 00 00 64 00 00 02",
                "5A A5 2C 00 85 00 01 01 00 00 00 E8 03 00 00 10 00 00 00 0A 00 00 00 00 00 00 00"
                        + "00 00 00 00 00 02 F4 01 19 00 F4 01 1E 00 00 00 00 00 00 00 D4",
                "5A A5 3B 00 84 00"
                        + IMEI
                        + "01 01 00 00 00 E8 03 00 00 10 00 00 00 0A 00 00 00 00 0E 00 00 00 00 00"
                        + "02 F4 01 19 00 F4 01 1E 00 00 00 00 00 00 00 00 00 00 00 EA"
            })
    void samplesWithAWrongLengthOrChecksumAreRefused(String hex) {
        byte[] bytes = Streams.hex(hex);

        List<Split> found = Streams.split(bytes, bytes.length);

        assertThat(Streams.frames(found)).isEmpty();
        assertThat(Streams.faults(found)).containsAnyOf(Fault.BAD_CHECKSUM, Fault.TRUNCATED);
    }

    @Test
    void whatComesBehindAWrongSampleIsTakenAllTheSame() {
        byte[] stream =
                Streams.glued(
                        Streams.hex("5AA51100821F1E0A00000000010000000001DC"), Streams.hex(LOGIN));

        List<Split> found = Streams.fed(new FrameSplitter(), stream, 7);

        assertThat(Streams.faults(found)).containsExactly(Fault.BAD_CHECKSUM);
        assertThat(Streams.frames(found))
                .extracting(Frame::command)
                .containsExactly(Commands.LOGIN);
    }

    /** The whole collection of samples, where it is at hand. */
    @Test
    void theCollectionOfSamplesIsReadOrRefusedAsItSays() throws Exception {
        JsonNode samples = Json.mapper().readTree(Files.readString(file()));
        for (JsonNode sample : samples) {
            byte[] bytes = Streams.hex(sample.path("hex").asText());
            List<Frame> frames = Streams.frames(Streams.split(bytes, bytes.length));
            if (sample.has("expect_error")) {
                assertThat(frames).as(sample.path("id").asText()).isEmpty();
            } else {
                int command = Integer.decode(sample.path("expect").path("cmd").asText());
                assertThat(frames).extracting(Frame::command).containsExactly(command);
            }
        }
    }

    private static Path file() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve(SAMPLES))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no data of others beside the checkout");
        return at.resolve(SAMPLES);
    }
}
