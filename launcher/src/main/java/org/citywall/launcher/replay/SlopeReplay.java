package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.names.EventTypes;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;

/** Recorded readings of slopes. */
public final class SlopeReplay implements Replay {
    private static final Duration EVALUATED_WITHIN = Duration.ofMinutes(2);
    private static final long SETTLED_MS = 2_000;

    private final ApiClient gateway;
    private final String wallToken;
    private final ReplayFeed feed;
    private final Map<String, Instant> newest = new HashMap<>();

    /**
     * @param gateway with a token that may speak for every station
     * @param wallToken with which what came of it is watched
     * @param source tells this run from others
     * @param speed so many times as fast as it happened; 0: as fast as it is accepted
     */
    public SlopeReplay(ApiClient gateway, String wallToken, String source, double speed) {
        this.gateway = gateway;
        this.wallToken = wallToken;
        this.feed =
                new ReplayFeed(gateway, EventTypes.SLOPE_READING, source, speed, this::accepted);
    }

    private void accepted(RecordedReading reading) {
        newest.merge(reading.stationId(), reading.at(), (x, y) -> x.isAfter(y) ? x : y);
    }

    @Override
    public boolean send(Path file, Path map) throws IOException, InterruptedException {
        recording(RecordingFile.of(file), map).read(feed);
        return feed.end();
    }

    private static Recording recording(RecordingFile file, Path map) throws IOException {
        return switch (file.kind()) {
            case "csv" -> {
                List<SlopeMap> maps = SlopeMap.read(RecordingFile.map(map));
                yield new CsvRecording(file.bytes(), maps);
            }
            case "json", "jsonl", "ndjson" -> new JsonRecording(file.bytes());
            case "hex" -> new DpRecording(file.bytes());
            default ->
                    throw new IllegalArgumentException(
                            file.path()
                                    + " is none of .csv, .json, .jsonl, .ndjson, .hex, or .gz of"
                                    + " it");
        };
    }

    /** The pages of the slopes show the newest hour of every station and have come to rest. */
    @Override
    public boolean awaitEvaluated() throws InterruptedException {
        long deadline = System.nanoTime() + EVALUATED_WITHIN.toNanos();
        try (WallClient wall =
                WallClient.connect(
                        gateway.base(), wallToken, List.of("slopes"), (topic, item) -> {})) {
            String before = "";
            while (System.nanoTime() < deadline) {
                String now = shown(wall);
                if (now.equals(before) && newest.keySet().stream().allMatch(s -> has(wall, s))) {
                    print(wall);
                    return true;
                }
                before = now;
                Thread.sleep(SETTLED_MS);
            }
        }
        return false;
    }

    private static List<JsonNode> recorded(WallClient wall) {
        return wall.items("slopes").values().stream()
                .filter(view -> view.path("replay").asBoolean())
                .toList();
    }

    private static String shown(WallClient wall) {
        return recorded(wall).stream()
                .map(view -> view.path("id").asText() + view.path("rev").asText())
                .sorted()
                .toList()
                .toString();
    }

    private boolean has(WallClient wall, String station) {
        Instant hour = newest.get(station).truncatedTo(ChronoUnit.HOURS);
        return recorded(wall).stream()
                .filter(
                        view ->
                                view.path("instruments")
                                        .findValuesAsText("stationId")
                                        .contains(station))
                .anyMatch(view -> !Instant.parse(view.path("at").asText()).isBefore(hour));
    }

    private void print(WallClient wall) {
        for (JsonNode view : recorded(wall)) {
            List<String> stations = view.path("instruments").findValuesAsText("stationId");
            if (stations.stream().anyMatch(newest::containsKey)) {
                System.out.printf(
                        "%s at %s: level %s %s%n",
                        view.path("id").asText(),
                        view.path("at").asText(),
                        view.path("level").asText(),
                        view.path("reasons"));
            }
        }
    }
}
