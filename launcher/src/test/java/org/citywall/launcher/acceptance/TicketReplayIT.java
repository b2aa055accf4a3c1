package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.citywall.contracts.Json;
import org.citywall.launcher.replay.TicketFigures;
import org.citywall.launcher.replay.TicketReplay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded tickets go through the real ingest with their own times, apart from what goes on. */
class TicketReplayIT {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "replay");
    private static final Path MAP = RESOURCES.resolve("tickets-nyc311.json");
    private static final Path CITY = Path.of("shared", "data", "tickets");
    private static final int FIRST = 5_000;

    @TempDir private Path folder;

    @Test
    void everyRowOfARecordingIsOneTicketAndASecondRunSaysNothingNew() throws Exception {
        Path map = map("small-town");
        Path file = RESOURCES.resolve("tickets-small.csv");
        TicketFigures first = replay("urn:test:tickets:1", file, map);

        // By hand: 20 min, 30 min, 2 h, 6 h, 24 h and 48 h; T-002 and T-003 are T-001 again.
        assertThat(first).isEqualTo(new TicketFigures(10, 4, 6, 2, 5, 2, 48, 2, 2, 3));
        assertThat(live("small-town")).isEmpty();
        JsonNode unplaced = recorded("small-town", "T-007");
        assertThat(unplaced.at("/spot/lon").isNumber()).isFalse();
        assertThat(recorded("small-town", "T-001").path("createdAt").asText())
                .as("New York, in April")
                .isEqualTo("2026-04-11T12:00:00.000Z");
        long rev = unplaced.path("rev").asLong();

        assertThat(replay("urn:test:tickets:2", file, map)).isEqualTo(first);
        assertThat(recorded("small-town", "T-007").path("rev").asLong()).isEqualTo(rev);
    }

    @Test
    void theFirstRequestsOfARealCityAreAsTheyWere() throws Exception {
        Path all = city().resolve("nyc311-50k.csv.gz");
        Path some = folder.resolve("some.csv");
        List<String> lines = lines(all, FIRST + 1);
        Files.write(some, lines);
        long closed = lines.stream().skip(1).filter(line -> !closed(line).isEmpty()).count();

        TicketFigures figures = replay("urn:test:tickets:nyc", some, map("nyc311-first"));

        assertThat(figures.tickets()).isEqualTo(FIRST);
        assertThat(figures.closed()).isEqualTo((int) closed);
        assertThat(figures.open()).isEqualTo(FIRST - (int) closed);
    }

    /** All of it takes minutes. */
    @Test
    void aWholeRealCityGivesTheFiguresThatWereCountedIndependently() throws Exception {
        assumeTrue("all".equals(System.getProperty("citywall.nyc")), "with -Dcitywall.nyc=all");
        Path data = city();
        JsonNode expected = Json.mapper().readTree(data.resolve("nyc311-expected.json").toFile());

        TicketFigures figures =
                replay("urn:test:tickets:all", data.resolve("nyc311-50k.csv.gz"), map("nyc311"));

        assertThat(figures.tickets()).isEqualTo(expected.path("rows").asInt());
        assertThat(figures.open()).isEqualTo(expected.path("open").asInt());
        assertThat(figures.closed()).isEqualTo(expected.path("closed").asInt());
        assertThat(figures.within30min()).isEqualTo(expected.path("closed_within_0.5h").asInt());
        assertThat(figures.within24h()).isEqualTo(expected.path("closed_within_24h").asInt());
        assertThat(figures.medianH()).isCloseTo(expected.path("median_h").asDouble(), within(5e-4));
        assertThat(figures.p90H()).isCloseTo(expected.path("p90_h").asDouble(), within(5e-4));
        assertThat(figures.withoutCoordinates())
                .isEqualTo(expected.path("without_coordinates").asInt());
        assertThat(figures.duplicates())
                .isEqualTo(
                        expected.path(
                                        "duplicates_same_type_descriptor_coordinate_within_24h_of_first")
                                .asInt());
        assertThat(figures.largestGroup()).isEqualTo(expected.path("largest_group").asInt());
    }

    private TicketFigures replay(String source, Path file, Path map) throws Exception {
        TicketReplay replay =
                new TicketReplay(
                        SharedCity.device(),
                        SharedCity.get().wallToken(),
                        SharedCity.admin(),
                        source,
                        0);
        assertThat(replay.send(file, map)).isTrue();
        assertThat(replay.awaitEvaluated()).isTrue();
        return replay.figures();
    }

    /** The same columns as those of another system, so that no test counts what another sent. */
    private Path map(String system) throws IOException {
        return Files.writeString(
                folder.resolve(system + ".json"),
                Files.readString(MAP).replace("\"nyc311\"", "\"" + system + "\""));
    }

    private static JsonNode recorded(String system, String number) {
        return SharedCity.officer()
                .get("api/v1/tickets?replay=true&system=%s&number=%s".formatted(system, number))
                .body()
                .at("/items/0");
    }

    private static JsonNode live(String system) {
        return SharedCity.officer().get("api/v1/tickets?system=" + system).body().path("items");
    }

    private static Path city() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve(CITY))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no data of others beside the checkout");
        return at.resolve(CITY);
    }

    private static List<String> lines(Path packed, int most) throws IOException {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(packed)),
                                StandardCharsets.UTF_8))) {
            return in.lines().limit(most).toList();
        }
    }

    /** The third column; none of the first three holds a comma. */
    private static String closed(String line) {
        return line.split(",", 4)[2];
    }
}
