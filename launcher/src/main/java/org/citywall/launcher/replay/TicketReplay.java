package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.launcher.client.ApiClient;

/**
 * Recorded tickets. Each row is one ticket that came in, and was done if it says so; all of that is
 * sent in the order in which it happened. Events have ids of their ticket, so a recording that is
 * replayed again says nothing new.
 */
public final class TicketReplay implements Replay {
    /** A long recording takes its time; only standing still is an error. */
    private static final Duration STANDSTILL = Duration.ofMinutes(2);

    private static final long POLL_MS = 500;
    private static final int PAGE = 5_000;
    private static final int MOST_SYSTEMS = 20;

    /** The log has partitions, and the last of each must be on record. */
    private static final int LAST = 200;

    private final ApiClient viewer;
    private final ApiClient admin;
    private final ReplayFeed feed;

    /** System and number → whether it was done. */
    private final Map<Ref, Boolean> sent = new HashMap<>();

    private final List<Ref> order = new ArrayList<>();
    private List<JsonNode> tickets = List.of();

    private record Ref(String system, String number) {}

    /**
     * @param gateway with a token that may speak for every system
     * @param wallToken with which what came of it is read
     * @param admin registers systems that nobody knows
     * @param source tells this run from others
     * @param speed so many times as fast as it happened; 0: as fast as it is accepted
     */
    public TicketReplay(
            ApiClient gateway, String wallToken, ApiClient admin, String source, double speed) {
        this.viewer = gateway.withToken(wallToken);
        this.admin = admin;
        this.feed =
                new ReplayFeed(
                        gateway,
                        EventTypes.TICKET_EVENT,
                        source,
                        speed,
                        (number, event) ->
                                event.stationId() + "/" + event.data().path("event").asText(),
                        this::accepted);
    }

    private void accepted(RecordedReading event) {
        Ref ref = new Ref(event.data().path("system").asText(), event.stationId());
        sent.merge(ref, isDone(event), Boolean::logicalOr);
        order.add(ref);
    }

    private static boolean isDone(RecordedReading event) {
        return event.data().path("event").asText().equals("done");
    }

    @Override
    public boolean send(Path file, Path map) throws IOException, InterruptedException {
        RecordingFile recording = RecordingFile.of(file);
        if (!recording.kind().equals("csv")) {
            throw new IllegalArgumentException(file + " is neither .csv nor .csv.gz");
        }
        TicketMap columns = TicketMap.read(RecordingFile.map(map));
        Sorted sorted = new Sorted();
        new CsvRecording(recording.bytes(), columns.rows()).read(sorted);
        register(sorted.systems());
        sorted.into(feed);
        return feed.end();
    }

    /** All of it, to be told in the order in which it happened. */
    private static final class Sorted implements Recording.Sink {
        private final List<Told> told = new ArrayList<>();
        private final List<String[]> refused = new ArrayList<>();

        private record Told(String where, RecordedReading event) {}

        @Override
        public void take(String where, RecordedReading event) {
            told.add(new Told(where, event));
        }

        @Override
        public void reject(String where, String why) {
            refused.add(new String[] {where, why});
        }

        Set<String> systems() {
            Set<String> systems = new TreeSet<>();
            told.forEach(each -> systems.add(each.event().data().path("system").asText()));
            return systems;
        }

        /** What came in and was done at the same moment came in first. */
        void into(Recording.Sink next) throws InterruptedException {
            told.sort(
                    Comparator.comparing((Told each) -> each.event().at())
                            .thenComparing(each -> isDone(each.event())));
            refused.forEach(each -> next.reject(each[0], each[1]));
            for (Told each : told) {
                next.take(each.where(), each.event());
            }
        }
    }

    private void register(Set<String> systems) {
        if (systems.size() > MOST_SYSTEMS) {
            throw new IllegalArgumentException(
                    "The recording is of %d systems, more than %d: is that column the right one?"
                            .formatted(systems.size(), MOST_SYSTEMS));
        }
        for (String system : systems) {
            String path = "api/v1/ticket-sources/" + encoded(system);
            if (admin.get(path).status() == 200) {
                continue;
            }
            ObjectNode source = Json.mapper().createObjectNode();
            source.put("title", system + "（历史数据回放）").put("protocol", "events");
            source.put("enabled", true);
            ApiClient.Answer answer = admin.put(path, Json.string(source));
            if (answer.status() / 100 != 2) {
                throw new IllegalStateException(
                        "The system %s cannot be registered: %s".formatted(system, answer));
            }
        }
    }

    @Override
    public boolean awaitEvaluated() throws InterruptedException {
        long deadline = System.nanoTime() + STANDSTILL.toNanos();
        int before = 0;
        while (System.nanoTime() < deadline) {
            if (lastAreThere()) {
                tickets = recorded();
                if (tickets.size() == sent.size()) {
                    System.out.println(TicketFigures.of(tickets).words());
                    return true;
                }
            }
            int now = newest();
            if (now != before) {
                deadline = System.nanoTime() + STANDSTILL.toNanos();
                before = now;
            }
            Thread.sleep(POLL_MS);
        }
        System.out.printf(
                "On record: %d of %d tickets%n",
                TicketFigures.of(recorded()).tickets(), sent.size());
        return false;
    }

    /** What the record says of the tickets of this recording, once they were evaluated. */
    public TicketFigures figures() {
        return TicketFigures.of(tickets);
    }

    /** Asks for the very last alone first: a page of thousands is for when it is likely whole. */
    private boolean lastAreThere() {
        for (int i = order.size() - 1; i >= Math.max(0, order.size() - LAST); i--) {
            Ref ref = order.get(i);
            JsonNode found =
                    items("&system=" + encoded(ref.system()) + "&number=" + encoded(ref.number()))
                            .path("items");
            if (found.isEmpty() || TicketFigures.isDone(found.get(0)) != sent.get(ref)) {
                return false;
            }
        }
        return true;
    }

    /** Anything that moves while the record catches up. */
    private int newest() {
        return items("&limit=200").hashCode();
    }

    /** Tickets of this recording that stand as they should. */
    private List<JsonNode> recorded() {
        List<JsonNode> found = new ArrayList<>();
        for (String system : sent.keySet().stream().map(Ref::system).distinct().toList()) {
            String cursor = "";
            while (cursor != null) {
                JsonNode page = items("&system=" + encoded(system) + "&limit=" + PAGE + cursor);
                page.path("items").forEach(ticket -> keep(ticket, system, found));
                String next = page.path("nextCursor").asText("");
                cursor = next.isEmpty() ? null : "&cursor=" + encoded(next);
            }
        }
        return found;
    }

    private void keep(JsonNode ticket, String system, List<JsonNode> found) {
        for (JsonNode link : ticket.path("links")) {
            Ref ref = new Ref(link.at("/ref/system").asText(), link.at("/ref/number").asText());
            Boolean done = sent.get(ref);
            if (ref.system().equals(system)
                    && done != null
                    && done == TicketFigures.isDone(ticket)) {
                found.add(ticket);
                return;
            }
        }
    }

    private JsonNode items(String asked) {
        return viewer.get("api/v1/tickets?replay=true" + asked).body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
