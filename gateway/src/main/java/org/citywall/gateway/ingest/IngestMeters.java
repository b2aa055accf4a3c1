package org.citywall.gateway.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.contracts.names.MetricNames;

/** Counters of ingest, kept so that the hot path builds no tags. */
public final class IngestMeters {
    private final MeterRegistry meters;
    private final Map<String, Counter> events = new ConcurrentHashMap<>();
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();

    /** Counts in this registry. */
    public IngestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** One event came to this end. */
    public void event(String protocol, IngestResult.Verdict verdict) {
        events.computeIfAbsent(
                        protocol + ' ' + verdict,
                        key ->
                                meters.counter(
                                        MetricNames.INGEST_EVENTS,
                                        Tags.of("protocol", protocol, "result", verdict.wire())))
                .increment();
    }

    /** A message or connection was refused before any event could be read from it. */
    public void refused(String protocol, String reason) {
        refused.computeIfAbsent(
                        protocol + ' ' + reason,
                        key ->
                                meters.counter(
                                        MetricNames.INGEST_REFUSED,
                                        Tags.of("protocol", protocol, "reason", reason)))
                .increment();
    }

    /** A gauge of open connections. */
    public AtomicInteger connections(String protocol) {
        return meters.gauge(
                MetricNames.CONNECTIONS, Tags.of("protocol", protocol), new AtomicInteger());
    }
}
