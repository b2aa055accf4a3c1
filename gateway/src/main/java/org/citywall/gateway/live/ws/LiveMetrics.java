package org.citywall.gateway.live.ws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.contracts.names.MetricNames;

/** Meters of all hubs of one gateway. */
public final class LiveMetrics {
    /** Why a session is resynchronised that cannot keep up. */
    static final String SLOW_READER = "slow-reader";

    /** By level; those without one are told with the least grave. */
    private static final List<String> LEVELS = List.of("red", "orange", "yellow", "blue");

    private final MeterRegistry registry;
    private final List<Timer> pipeline;
    private final Timer eye;
    private final Counter conflated;
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, AtomicInteger> sound = new ConcurrentHashMap<>();

    /** Registers the meters. */
    public LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        pipeline =
                LEVELS.stream()
                        .map(level -> Tags.of("level", level))
                        .map(tags -> latency(registry, MetricNames.PIPELINE_LATENCY, tags))
                        .toList();
        eye = latency(registry, MetricNames.LIVE_EYE_LATENCY, Tags.empty());
        conflated = registry.counter(MetricNames.LIVE_CONFLATED);
        registry.gauge(MetricNames.LIVE_SESSIONS, sessions);
        registry.gauge(MetricNames.LIVE_OUTBOX_DEPTH, waiting);
        registry.counter(MetricNames.LIVE_RESYNCS, "reason", SLOW_READER);
        List.of("armed", "off", "unknown").forEach(state -> sound(state, 0));
    }

    private static Timer latency(MeterRegistry registry, String name, Tags tags) {
        return Timer.builder(name)
                .tags(tags)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(60))
                // The bound of the objective "red alarm on the wall within 1 s" is a bucket.
                .serviceLevelObjectives(Duration.ofSeconds(1))
                .register(registry);
    }

    /** Sessions of all hubs. */
    public int sessions() {
        return sessions.get();
    }

    int opened() {
        return sessions.incrementAndGet();
    }

    void closed() {
        sessions.decrementAndGet();
    }

    void waiting(int change) {
        waiting.addAndGet(change);
    }

    void conflated(int items) {
        if (items > 0) {
            conflated.increment(items);
        }
    }

    void resynced(String reason) {
        registry.counter(MetricNames.LIVE_RESYNCS, "reason", reason).increment();
    }

    /**
     * An alert was written to a session.
     *
     * @param level 1 (red) to 4 (blue); 0 where none is known
     */
    void written(int level, Duration sinceReceived) {
        int index = level < 1 || level > LEVELS.size() ? LEVELS.size() - 1 : level - 1;
        pipeline.get(index).record(sinceReceived);
    }

    void painted(Duration sinceReceived) {
        eye.record(sinceReceived);
    }

    void sound(String state, int change) {
        sound.computeIfAbsent(state, this::soundGauge).addAndGet(change);
    }

    private AtomicInteger soundGauge(String state) {
        AtomicInteger count = new AtomicInteger();
        registry.gauge(MetricNames.LIVE_SOUND, Tags.of("state", state), count);
        return count;
    }
}
