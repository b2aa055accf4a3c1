package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.WallClient;

/**
 * Feeds recorded readings of slopes through the HTTP ingest of a running Citywall, marked as a
 * replay, in the order of the file. Without a speed as fast as they are accepted.
 */
public final class SlopeReplay {
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final int BATCH_SIZE = 200;
    private static final int ACCEPTED = 202;
    private static final int PARTLY = 207;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SHOWN = 10;
    private static final Duration EVALUATED_WITHIN = Duration.ofMinutes(2);
    private static final long SETTLED_MS = 2_000;
    private static final long PAUSE_MS = 250;
    private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private final ApiClient gateway;
    private final String source;
    private final double speed;
    private final List<ObjectNode> batch = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final Map<String, Instant> newest = new HashMap<>();
    private long taken;
    private long accepted;
    private Instant clock;

    /**
     * @param gateway with a token that may speak for every station
     * @param source tells this run from others
     * @param speed so many times as fast as it happened; 0: as fast as it is accepted
     */
    public SlopeReplay(ApiClient gateway, String source, double speed) {
        this.gateway = gateway;
        this.source = source;
        this.speed = speed;
    }

    /**
     * Sends the file; true when all of it was accepted.
     *
     * @param map what the columns of a table mean; null for what says so itself
     * @throws IllegalArgumentException when there is no such kind of file, or it lacks its map
     */
    public boolean send(Path file, Path map) throws IOException, InterruptedException {
        recording(file, map).read(new Outgoing());
        flush();
        System.out.printf("%d readings accepted, %d not%n", accepted, rejected.size());
        rejected.stream().limit(SHOWN).forEach(System.out::println);
        return rejected.isEmpty() && accepted > 0;
    }

    private static Recording recording(Path file, Path map) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean isPacked = name.endsWith(".gz");
        String plain = isPacked ? name.substring(0, name.length() - 3) : name;
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "csv" -> new CsvRecording(bytes(file, isPacked), maps(map));
            case "json", "jsonl", "ndjson" -> new JsonRecording(bytes(file, isPacked));
            case "hex" -> new DpRecording(bytes(file, isPacked));
            default ->
                    throw new IllegalArgumentException(
                            file + " is none of .csv, .json, .jsonl, .ndjson, .hex, or .gz of it");
        };
    }

    private static List<SlopeMap> maps(Path map) throws IOException {
        if (map == null) {
            throw new IllegalArgumentException("A CSV file needs --map.");
        }
        return SlopeMap.read(Json.mapper().readTree(Files.readAllBytes(map)));
    }

    /** Spreadsheets write a byte order mark, which would be part of the first name. */
    private static byte[] bytes(Path file, boolean isPacked) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = isPacked ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = plain.readAllBytes();
            boolean isMarked =
                    bytes.length >= MARK.length
                            && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
            return isMarked ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
        }
    }

    /** What waits is sent before the pause, else it would be late by it. */
    private void awaitTime(Instant at) throws InterruptedException {
        if (speed > 0 && clock != null && at.isAfter(clock)) {
            flush();
            Thread.sleep(Math.round(Duration.between(clock, at).toMillis() / speed));
        }
        clock = clock == null || at.isAfter(clock) ? at : clock;
    }

    private void flush() throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        ArrayNode all = Json.mapper().createArrayNode().addAll(batch);
        Answer answer = gateway.post("api/v1/events", BATCH, Json.string(all));
        while (answer.status() == TOO_MANY || answer.status() == UNAVAILABLE) {
            Thread.sleep(PAUSE_MS);
            answer = gateway.post("api/v1/events", BATCH, Json.string(all));
        }
        if (answer.status() != ACCEPTED && answer.status() != PARTLY) {
            throw new IllegalStateException("The gateway refuses the recording: " + answer);
        }
        accepted += answer.body().path("accepted").asLong();
        for (JsonNode one : answer.body().path("rejected")) {
            int index = one.path("index").asInt();
            String why = one.path("field").asText() + " " + one.path("detail").asText();
            rejected.add(places.get(index) + ": " + why + " in " + batch.get(index).path("data"));
        }
        batch.clear();
        places.clear();
    }

    /** What the file holds, on its way to the gateway. */
    private final class Outgoing implements Recording.Sink {
        @Override
        public void reject(String where, String why) {
            rejected.add(where + ": " + why);
        }

        @Override
        public void take(String where, SlopeMap.Reading reading) throws InterruptedException {
            awaitTime(reading.at());
            ObjectNode event = Json.mapper().createObjectNode();
            event.put("specversion", "1.0").put("type", EventTypes.SLOPE_READING);
            event.put("source", source).put("cwreplay", true);
            String channel = reading.data().path("channel").asText();
            event.put("id", ++taken + "/" + reading.stationId() + "/" + channel);
            event.set("data", reading.data());
            batch.add(event);
            places.add(where);
            newest.merge(reading.stationId(), reading.at(), (x, y) -> x.isAfter(y) ? x : y);
            if (batch.size() >= BATCH_SIZE) {
                flush();
            }
        }
    }

    /**
     * Waits until the pages of the slopes show the newest hour of every station and come to rest;
     * false when that takes too long.
     */
    public boolean awaitEvaluated(String wallToken) throws InterruptedException {
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
