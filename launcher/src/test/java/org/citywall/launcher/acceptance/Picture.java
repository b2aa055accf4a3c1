package org.citywall.launcher.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;

/**
 * All that a wall shows at one moment: each item of each topic, as a session that begins now is
 * told by its snapshots.
 */
record Picture(Map<String, Map<String, JsonNode>> topics) {
    /** All that a session may subscribe to. */
    static final List<String> TOPICS =
            List.of(
                    "alerts",
                    "signals",
                    "devices",
                    "slopes",
                    "chargers",
                    "tickets",
                    "hot-spots",
                    "indicators",
                    "health");

    /**
     * Of the lines of health: the newest data of a feed, and the number of the line, which counts
     * from the start of the gateway. Of the load of seats: when it was counted. Of all other topics
     * each field must be as it was.
     */
    private static final Map<String, Set<String>> MOVES_BY_ITSELF =
            Map.of("health", Set.of("newestAt", "rev"), "indicators", Set.of("at", "rev"));

    /** What a new session of this user is told. */
    static Picture now(ApiClient who) {
        try (WallClient wall =
                WallClient.connect(who.base(), who.token(), TOPICS, (topic, item) -> {})) {
            await().atMost(SharedCity.SOON)
                    .until(() -> TOPICS.stream().allMatch(wall::hasSnapshot));
            return of(wall);
        }
    }

    /** What this wall shows now. */
    static Picture of(WallClient wall) {
        Map<String, Map<String, JsonNode>> topics = new TreeMap<>();
        TOPICS.forEach(topic -> topics.put(topic, new TreeMap<>(wall.items(topic))));
        return new Picture(topics);
    }

    Map<String, JsonNode> of(String topic) {
        return topics.get(topic);
    }

    /** Each item that is not as it was, in words; empty: the pictures are the same. */
    List<String> differences(Picture before) {
        List<String> differences = new ArrayList<>();
        for (String topic : TOPICS) {
            Set<String> ids = new HashSet<>(of(topic).keySet());
            ids.addAll(before.of(topic).keySet());
            for (String id : ids) {
                JsonNode was = comparable(topic, before.of(topic).get(id));
                JsonNode is = comparable(topic, of(topic).get(id));
                if (was == null || !was.equals(is)) {
                    differences.add("%s/%s was %s and is %s".formatted(topic, id, was, is));
                }
            }
        }
        return differences;
    }

    private static JsonNode comparable(String topic, JsonNode item) {
        Set<String> moves = MOVES_BY_ITSELF.getOrDefault(topic, Set.of());
        return item instanceof ObjectNode whole && !moves.isEmpty()
                ? whole.deepCopy().remove(moves)
                : item;
    }
}
