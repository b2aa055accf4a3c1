package org.citywall.gateway.ingest.charger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often connections of one charger replace each other. Once is a line that was lost; again and
 * again is a second device with the same IMEI, or somebody who pretends to be it: the protocol has
 * no log-in worth the name. Any thread.
 */
final class Takeovers {
    /** So many within {@link #WINDOW} are told of. */
    static final int MANY = 3;

    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final int MAX_CHARGERS = 10_000;

    private final Map<String, Deque<Instant>> byCharger =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
                    return size() > MAX_CHARGERS;
                }
            };

    /** Counts one; whether there were many, which is told once and then counted anew. */
    synchronized boolean areMany(String deviceId, Instant now) {
        Deque<Instant> times = byCharger.computeIfAbsent(deviceId, id -> new ArrayDeque<>(MANY));
        while (!times.isEmpty() && times.peek().isBefore(now.minus(WINDOW))) {
            times.poll();
        }
        times.add(now);
        boolean areMany = times.size() >= MANY;
        if (areMany) {
            byCharger.remove(deviceId);
        }
        return areMany;
    }
}
