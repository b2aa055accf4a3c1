package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.citywall.launcher.client.WallClient;
import org.citywall.launcher.replay.SlopeReplay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording goes through the real ingest and never touches what is going on. */
class SlopeReplayIT {
    private static final String MAP =
            """
            [{"time":"t","stationId":"SL-002-01","instrument":"gnss","channel":"L1_GP_1",
              "values":{"x":"gpsTotalX","y":"gpsTotalY"}},
             {"time":"t","stationId":"SL-002-02","instrument":"crack","channel":"L1_LF_1",
              "values":{"y":"value"}}]
            """;

    @TempDir private Path folder;

    @Test
    void aRecordingIsJudgedApartAndASecondRunTellsTheSame() throws Exception {
        Path map = Files.writeString(folder.resolve("map.json"), MAP);
        Path file = recording(folder.resolve("slope.csv.gz"));
        try (WallClient wall =
                WallClient.connect(
                        SharedCity.device().base(),
                        SharedCity.get().wallToken(),
                        List.of("alerts", "slopes"),
                        (topic, item) -> {})) {
            JsonNode first = replay("urn:test:replay:1", file, map, wall, "S-002~replay");
            JsonNode second = replay("urn:test:replay:2", file, map, wall, "S-002~replay");

            assertThat(first.path("level").asInt()).isEqualTo(1);
            assertThat(second.path("reasons")).isEqualTo(first.path("reasons"));
            assertThat(second.path("rev").asLong()).isGreaterThan(first.path("rev").asLong());
            assertThat(wall.items("slopes")).doesNotContainKey("S-002");
            await().atMost(SharedCity.SOON).until(() -> Alerts.find(wall, "S-002").isPresent());
            JsonNode alert = Alerts.find(wall, "S-002").orElseThrow();
            assertThat(alert.path("groupKey").asText()).isEqualTo("slope/alarm/S-002/replay");
            assertThat(alert.path("tags").toString()).contains("replay");
            assertThat(alert.path("escalation").path("notified")).isEmpty();
        }
    }

    /** The same two days as data, as messages and as frames: judged alike. */
    @Test
    void jsonAndHexOfTheStationsThemselvesGoTheSameWay() throws Exception {
        StringBuilder lines = new StringBuilder();
        StringBuilder frames = new StringBuilder();
        Instant begin = Instant.parse("2019-05-01T00:00:00Z");
        for (int hour = 0; hour < 48; hour++) {
            String message =
                    "{\"SL-003-01\":{\"L1_LF_1\":{\"%s\":{\"value\":%s}}}}"
                            .formatted(begin.plusSeconds(hour * 3_600L), 12 * hour / 24.0);
            lines.append(message).append('\n');
            frames.append(HexFormat.of().formatHex(message.getBytes(StandardCharsets.UTF_8)))
                    .append('\n');
        }
        Path json = Files.writeString(folder.resolve("slope.jsonl"), lines);
        Path hex = Files.writeString(folder.resolve("slope.hex"), frames);
        try (WallClient wall =
                WallClient.connect(
                        SharedCity.device().base(),
                        SharedCity.get().wallToken(),
                        List.of("slopes"),
                        (topic, item) -> {})) {
            JsonNode first = replay("urn:test:replay:4", json, null, wall, "S-003~replay");
            JsonNode second = replay("urn:test:replay:5", hex, null, wall, "S-003~replay");

            assertThat(first.path("level").asInt()).isEqualTo(1);
            assertThat(second.path("reasons")).isEqualTo(first.path("reasons"));
        }
    }

    @Test
    void aRowOfAnUnknownStationIsNotAccepted() throws Exception {
        Path map =
                Files.writeString(
                        folder.resolve("map.json"), MAP.replace("SL-002-02", "SL-NOBODY"));
        SlopeReplay replay = replay("urn:test:replay:3");

        assertThat(replay.send(recording(folder.resolve("slope.csv.gz")), map)).isFalse();
    }

    private static JsonNode replay(String source, Path file, Path map, WallClient wall, String view)
            throws Exception {
        SlopeReplay replay = replay(source);
        assertThat(replay.send(file, map)).isTrue();
        assertThat(replay.awaitEvaluated()).isTrue();
        return wall.items("slopes").get(view);
    }

    private static SlopeReplay replay(String source) {
        return new SlopeReplay(SharedCity.device(), SharedCity.get().wallToken(), source, 0);
    }

    /** Years old: recordings may be. 1/v = 0.05 (30 − t), t in days, until half a day before. */
    private static Path recording(Path file) throws IOException {
        Instant begin = Instant.parse("2019-05-01T00:00:00Z");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            StringBuilder csv = new StringBuilder("\uFEFFt,x,y\n");
            for (int hour = 0; hour < 29 * 24 + 12; hour++) {
                double mm = Math.log(30 / (30 - hour / 24.0)) / 0.05;
                csv.append(begin.plusSeconds(hour * 3_600L)).append(',').append(mm);
                csv.append(',').append(mm / 2).append('\n');
            }
            out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
