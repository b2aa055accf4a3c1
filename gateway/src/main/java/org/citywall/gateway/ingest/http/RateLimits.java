package org.citywall.gateway.ingest.http;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bucket per credential: it fills with {@code perSecond} and holds two seconds' worth, so that a
 * short burst passes. A request larger than the bucket passes when it is full, and then owes.
 */
final class RateLimits {
    private static final int BURST_SECONDS = 2;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    /** Takes so many events from the credential's bucket, or answers that they are too many. */
    boolean take(String credential, int perSecond, int events) {
        long now = clock.millis();
        Bucket bucket =
                buckets.computeIfAbsent(
                        credential, id -> new Bucket(now, perSecond * BURST_SECONDS));
        synchronized (bucket) {
            double capacity = (double) perSecond * BURST_SECONDS;
            double filled = bucket.level + (now - bucket.at) * perSecond / 1000.0;
            bucket.level = Math.min(capacity, filled);
            bucket.at = now;
            if (bucket.level < Math.min(events, capacity)) {
                return false;
            }
            bucket.level -= events;
            return true;
        }
    }

    private static final class Bucket {
        private long at;
        private double level;

        Bucket(long at, double level) {
            this.at = at;
            this.level = level;
        }
    }
}
