package org.citywall.gateway.live.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.citywall.contracts.names.MetricNames;

/**
 * How old the newest data of each feed is, for Prometheus. What was never heard has no age: a
 * district without chargers must not be told that they are silent.
 */
public final class FeedAges {
    private static final String PREFIX = "feed:";
    private static final double MS_PER_S = 1000.0;
    private static final List<String> FEEDS =
            List.of(HealthMonitor.FEED_FIRE, HealthMonitor.FEED_SLOPE, HealthMonitor.FEED_EBIKE);

    private final Clock clock;
    private final Map<String, Instant> newest = new ConcurrentHashMap<>();

    /** Registers a gauge of each feed. */
    public FeedAges(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        for (String feed : FEEDS) {
            Gauge.builder(MetricNames.FEED_AGE, this, ages -> ages.seconds(feed))
                    .baseUnit("seconds")
                    .tag("feed", feed.substring(PREFIX.length()))
                    .register(meters);
        }
    }

    /** The newest data of this feed came then; null: none is known of. */
    void heard(String feed, Instant at) {
        if (at != null) {
            newest.put(feed, at);
        }
    }

    private double seconds(String feed) {
        Instant at = newest.get(feed);
        return at == null
                ? Double.NaN
                : Math.max(0, Duration.between(at, clock.instant()).toMillis()) / MS_PER_S;
    }
}
