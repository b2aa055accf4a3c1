package org.citywall.launcher.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Recorder;

/** Durations of one round, from several threads; figures in milliseconds. */
final class Latencies {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double MICROS_PER_MS = 1000.0;

    private final Recorder recorder = new Recorder(SIGNIFICANT_DIGITS);

    void recordNanos(long nanos) {
        recorder.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    void recordMillis(long millis) {
        recorder.recordValue(Math.max(0, TimeUnit.MILLISECONDS.toMicros(millis)));
    }

    /** Adds p50, p95, p99 and max of this round to the report; returns p50 in milliseconds. */
    double report(BenchReport report, String name) {
        var histogram = recorder.getIntervalHistogram();
        double median = histogram.getValueAtPercentile(50) / MICROS_PER_MS;
        report.metric(name + ".p50", "ms", median);
        report.metric(name + ".p95", "ms", histogram.getValueAtPercentile(95) / MICROS_PER_MS);
        report.metric(name + ".p99", "ms", histogram.getValueAtPercentile(99) / MICROS_PER_MS);
        report.metric(name + ".max", "ms", histogram.getMaxValue() / MICROS_PER_MS);
        return median;
    }
}
