package org.citywall.gateway.ingest;

import java.time.Instant;
import java.util.List;

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
}
