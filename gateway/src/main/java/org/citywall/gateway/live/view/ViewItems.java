package org.citywall.gateway.live.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.citywall.contracts.Json;
import org.citywall.gateway.live.topic.Item;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads items of the view: only what decides who sees them; the text itself is passed on. */
public final class ViewItems {
    private static final Logger LOG = LoggerFactory.getLogger(ViewItems.class);

    private ViewItems() {}

    /**
     * The item, or nothing (and a line in the log) if this is none: one bad item hides no other.
     */
    public static Optional<Item> read(String json) {
        try {
            JsonNode tree = Json.mapper().readTree(json);
            String id = tree.path("id").asText("");
            if (id.isEmpty()) {
                throw new IllegalArgumentException("no id");
            }
            String received = tree.path("receivedAt").asText(null);
            return Optional.of(
                    new Item(
                            id,
                            tree.path("rev").asLong(),
                            tree.path("level").asInt(0),
                            tree.path("place").asText(""),
                            received == null ? null : Instant.parse(received),
                            json));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            LOG.warn("not an item of the view: {}", e.toString());
            return Optional.empty();
        }
    }
}
