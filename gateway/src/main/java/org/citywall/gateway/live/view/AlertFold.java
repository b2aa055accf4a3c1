package org.citywall.gateway.live.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.gateway.live.topic.Item;

/**
 * Folds the compacted log of alerts to the newest state of each. A log is read from its oldest
 * record, so it holds older revisions too, and a late write of a predecessor may follow a newer
 * one.
 */
public final class AlertFold {
    private static final String CLOSED = "closed";

    private final Map<String, Item> newest = new HashMap<>();

    /**
     * Takes the next record of the log.
     *
     * @param id alert id, the record's key
     * @param json the alert, or null for the end of an alert that was forgotten
     */
    public void add(String id, String json) {
        if (json == null) {
            newest.remove(id);
            return;
        }
        ViewItems.read(json)
                .ifPresent(
                        item ->
                                newest.merge(
                                        id, ending(item), (a, b) -> a.rev() > b.rev() ? a : b));
    }

    /** The newest of each alert; closed ones are gone, but their revision is known. */
    public Map<String, Item> newest() {
        return newest;
    }

    private static Item ending(Item item) {
        try {
            String response = Json.mapper().readTree(item.json()).path("response").asText();
            return CLOSED.equals(response) ? Item.gone(item.id(), item.rev(), item.place()) : item;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("was readable a moment ago", e);
        }
    }
}
