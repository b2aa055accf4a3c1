package org.citywall.gateway.ingest.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.Ids;

/**
 * Gives each publish without an {@code eventId} its id. A new one gets a new id, because a panel
 * that sends the same bytes twice may mean two fires; only a publish that the device itself flags
 * as a repeat (DUP) and whose bytes came within the window gets the id of the first.
 *
 * <p>Shared by all connections: the repeat comes on a new one.
 */
final class DupWindow {
    static final Duration WINDOW = Duration.ofMinutes(2);
    private static final int MAX_ENTRIES = 200_000;

    private final Clock clock;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    private record Seen(String eventId, long atMs) {}

    DupWindow(Clock clock) {
        this.clock = clock;
    }

    /** The event id of this publish. */
    synchronized String idOf(String topic, String payload, boolean isDup) {
        long now = clock.millis();
        expire(now);
        String key = Ids.of(topic, payload);
        Seen earlier = seen.get(key);
        if (isDup && earlier != null) {
            return earlier.eventId();
        }
        String eventId = UUID.randomUUID().toString();
        seen.remove(key); // so that it stands at the end again, and the order is that of time
        seen.put(key, new Seen(eventId, now));
        return eventId;
    }

    private void expire(long now) {
        Iterator<Seen> oldest = seen.values().iterator();
        while (oldest.hasNext()) {
            boolean old = now - oldest.next().atMs() > WINDOW.toMillis();
            if (!old && seen.size() <= MAX_ENTRIES) {
                return;
            }
            oldest.remove();
        }
    }
}
