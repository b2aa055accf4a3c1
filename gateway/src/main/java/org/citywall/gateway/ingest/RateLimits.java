package org.citywall.gateway.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.citywall.gateway.registry.Credential;

/**
 * A bucket per credential, over all transports: it fills with the credential's events per second
 * and holds two seconds' worth, so that a short burst passes. A transport that can refuse asks
 * first ({@link #take}); one that cannot takes the event and then waits ({@link #owe}).
 */
public final class RateLimits {
    private static final int BURST_SECONDS = 2;
    private static final double MS_PER_S = 1_000;

    private final Clock clock;
    private final Options options;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * How fast a credential may be.
     *
     * @param perSecondOfDevice events of one that speaks for one device; 0: no limit
     * @param perSecondOfIntegration events of one that speaks for all devices; 0: no limit
     */
    public record Options(int perSecondOfDevice, int perSecondOfIntegration) {
        /**
         * 50 events/s for a device; no limit for an integration: it speaks for a whole district,
         * and what it may cost is bounded by the events in flight.
         */
        public static Options defaults() {
            return new Options(50, 0);
        }
    }

    /** Empty: everybody begins with a full bucket. */
    public RateLimits(Clock clock, Options options) {
        this.clock = clock;
        this.options = options;
    }

    /** Events per second of this credential; 0: no limit. */
    public int perSecond(Credential sender) {
        return sender.deviceId() == null
                ? options.perSecondOfIntegration()
                : options.perSecondOfDevice();
    }

    /**
     * Takes so many events from the sender's bucket, or answers that they are too many. More than
     * the bucket holds pass when it is full, and are then owed.
     */
    public boolean take(Credential sender, int events) {
        int perSecond = perSecond(sender);
        if (perSecond == 0) {
            return true;
        }
        Bucket bucket = bucket(sender, perSecond);
        synchronized (bucket) {
            bucket.fill(clock.millis(), perSecond);
            if (bucket.level < Math.min(events, capacity(perSecond))) {
                return false;
            }
            bucket.level -= events;
            return true;
        }
    }

    /**
     * Takes one event whatever the bucket holds; answers how long to take no other, one second at
     * most: what is still owed then is told with the next event.
     */
    public Duration owe(Credential sender) {
        int perSecond = perSecond(sender);
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        Bucket bucket = bucket(sender, perSecond);
        synchronized (bucket) {
            bucket.fill(clock.millis(), perSecond);
            bucket.level -= 1;
            double owedMs = Math.min(MS_PER_S, -bucket.level * MS_PER_S / perSecond);
            return owedMs <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(owedMs));
        }
    }

    private Bucket bucket(Credential sender, int perSecond) {
        return buckets.computeIfAbsent(
                sender.id(), id -> new Bucket(clock.millis(), capacity(perSecond)));
    }

    private static double capacity(int perSecond) {
        return (double) perSecond * BURST_SECONDS;
    }

    private static final class Bucket {
        private long at;
        private double level;

        Bucket(long at, double level) {
            this.at = at;
            this.level = level;
        }

        void fill(long now, int perSecond) {
            // A clock that was set back must not drain the bucket.
            double filled = Math.max(0, now - at) * perSecond / MS_PER_S;
            level = Math.min(capacity(perSecond), level + filled);
            at = now;
        }
    }
}
