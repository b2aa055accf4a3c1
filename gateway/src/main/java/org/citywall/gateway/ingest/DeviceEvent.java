package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One event, checked and normalised, that is still without a place.
 *
 * @param protocol http, mqtt, gb26875 …
 * @param id the sender's event id; (source, id) is the duplicate key
 * @param source the sender, a CloudEvents source
 * @param data what happened
 * @param receivedAt when the gateway had the whole message
 * @param replay a recorded event: raises alerts marked as replay
 * @param tags marks of the sender, see {@link org.citywall.contracts.fire.FireSignal#tags()}
 */
public record DeviceEvent(
        String protocol,
        String id,
        String source,
        FireData data,
        Instant receivedAt,
        boolean replay,
        List<String> tags) {
    private static final String TAGS = "tags";

    /** An event without marks. */
    public DeviceEvent(
            String protocol,
            String id,
            String source,
            FireData data,
            Instant receivedAt,
            boolean replay) {
        this(protocol, id, source, data, receivedAt, replay, List.of());
    }

    /**
     * The event that was kept so; empty if it cannot be read.
     *
     * @param kept see {@link #toKept}
     */
    public static Optional<DeviceEvent> ofQuarantine(
            String protocol, String id, String source, JsonNode kept, Instant receivedAt) {
        try {
            List<String> tags = new ArrayList<>();
            kept.path(TAGS).forEach(tag -> tags.add(tag.asText()));
            FireData data = FireData.read(kept, "", false);
            return Optional.of(
                    new DeviceEvent(protocol, id, source, data, receivedAt, false, tags));
        } catch (FieldFault e) {
            return Optional.empty();
        }
    }

    /** Its data with its tags, to be kept until its device is adopted. */
    ObjectNode toKept() {
        ObjectNode kept = data.toJson();
        if (!tags.isEmpty()) {
            tags.forEach(kept.putArray(TAGS)::add);
        }
        return kept;
    }
}
