package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PortView;
import org.citywall.contracts.names.EventTypes;
import org.citywall.launcher.client.ApiClient;

/**
 * Recorded readings of chargers. Behind the last one of each charger goes a heartbeat: readings of
 * a site are judged in their order, so all of them were judged when the page of the recording shows
 * it.
 */
public final class ChargerReplay implements Replay {
    /** A long recording takes its time; only standing still is an error. */
    private static final Duration STANDSTILL = Duration.ofMinutes(2);

    private static final long POLL_MS = 500;
    private static final int MOST_DEVICES = 5_000;

    private final ApiClient viewer;
    private final ReplayFeed feed;
    private final Map<String, Instant> newest = new TreeMap<>();

    /** Charger → time of the heartbeat behind its last reading. */
    private final Map<String, Instant> closings = new TreeMap<>();

    private Map<String, String> siteOf = Map.of();

    /**
     * @param gateway with a token that may speak for every charger
     * @param wallToken with which what came of it is read
     * @param source tells this run from others
     * @param speed so many times as fast as it happened; 0: as fast as it is accepted
     */
    public ChargerReplay(ApiClient gateway, String wallToken, String source, double speed) {
        this.viewer = gateway.withToken(wallToken);
        this.feed =
                new ReplayFeed(gateway, EventTypes.CHARGER_READING, source, speed, this::accepted);
    }

    private void accepted(RecordedReading reading) {
        newest.merge(reading.stationId(), reading.at(), (x, y) -> x.isAfter(y) ? x : y);
    }

    @Override
    public boolean send(Path file, Path map) throws IOException, InterruptedException {
        RecordingFile recording = RecordingFile.of(file);
        if (!recording.kind().equals("csv")) {
            throw new IllegalArgumentException(file + " is neither .csv nor .csv.gz");
        }
        List<ChargerMap> maps = List.of(ChargerMap.read(RecordingFile.map(map)));
        new CsvRecording(recording.bytes(), maps).read(new InOrder(feed));
        boolean isWhole = feed.end();
        close();
        return isWhole;
    }

    /** Of each port only what goes on in time: the rules would pass over what comes late. */
    static final class InOrder implements Recording.Sink {
        private final Recording.Sink next;
        private final Map<String, Last> ports = new HashMap<>();

        private record Last(Instant at, String where) {}

        InOrder(Recording.Sink next) {
            this.next = next;
        }

        @Override
        public void take(String where, RecordedReading reading) throws InterruptedException {
            String port = reading.stationId() + "/" + reading.data().path("port").asText();
            Last last = ports.get(port);
            if (last != null && reading.at().isBefore(last.at())) {
                reject(
                        where,
                        "time %s is before that of the same port in %s (%s)"
                                .formatted(reading.at(), last.where(), last.at()));
                return;
            }
            ports.put(port, new Last(reading.at(), where));
            next.take(where, reading);
        }

        @Override
        public void reject(String where, String why) {
            next.reject(where, why);
        }
    }

    /** A recording that was replayed before has shown its own heartbeat: this is another one. */
    private void close() throws InterruptedException {
        siteOf = newest.isEmpty() ? Map.of() : sites();
        Map<String, Instant> before = shown(pages());
        for (Map.Entry<String, Instant> charger : newest.entrySet()) {
            Instant at = charger.getValue().plusMillis(1);
            if (at.equals(before.get(charger.getKey()))) {
                at = at.plusMillis(1);
            }
            closings.put(charger.getKey(), at);
            ObjectNode data = Json.mapper().createObjectNode();
            data.put("stationId", charger.getKey()).put("port", ChargerReading.BOARD);
            data.put("deviceTime", at.toString());
            feed.take("end of the file", new RecordedReading(charger.getKey(), at, data));
        }
        feed.flush();
    }

    private Map<String, String> sites() {
        Map<String, String> sites = new HashMap<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    viewer.get(
                                    "api/v1/devices?domain=ebike&limit="
                                            + MOST_DEVICES
                                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                            .body();
            page.path("items")
                    .forEach(
                            one -> sites.put(one.path("id").asText(), one.path("siteId").asText()));
            cursor = page.path("nextCursor").asText(null);
        }
        return sites;
    }

    @Override
    public boolean awaitEvaluated() throws InterruptedException {
        long deadline = System.nanoTime() + STANDSTILL.toNanos();
        Map<String, Instant> before = Map.of();
        while (System.nanoTime() < deadline) {
            List<JsonNode> pages = pages();
            Map<String, Instant> now = shown(pages);
            if (closings.entrySet().stream().allMatch(now.entrySet()::contains)) {
                pages.forEach(ChargerReplay::print);
                return true;
            }
            if (!now.equals(before)) {
                deadline = System.nanoTime() + STANDSTILL.toNanos();
                before = now;
            }
            Thread.sleep(POLL_MS);
        }
        System.out.println("Not judged yet: " + closings.keySet());
        return false;
    }

    /** Pages of recordings of the sites at which the chargers stand. */
    private List<JsonNode> pages() {
        return newest.keySet().stream()
                .map(siteOf::get)
                .filter(Objects::nonNull)
                .distinct()
                .map(site -> viewer.get("api/v1/chargers/" + site + "?replay=true").body())
                .map(answer -> answer.path("page"))
                .toList();
    }

    private static Map<String, Instant> shown(List<JsonNode> pages) {
        Map<String, Instant> shown = new HashMap<>();
        for (JsonNode page : pages) {
            for (JsonNode station : page.path("stations")) {
                shown.put(
                        station.path("stationId").asText(),
                        Instant.parse(station.path("lastSeenAt").asText()));
            }
        }
        return shown;
    }

    private static void print(JsonNode page) {
        JsonNode site = page.path("summary");
        int level = site.path("level").asInt();
        System.out.printf(
                "%s: %d ports, at the end %s %s%n",
                site.path("id").asText(),
                site.path("ports").asInt(),
                level == PortView.NO_LEVEL ? "no level" : "level " + level,
                site.path("reasons"));
    }
}
