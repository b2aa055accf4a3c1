package org.citywall.stream.slope.flink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How long readings took from the log to the end of their evaluation, as counters per bound: unlike
 * Flink's own histograms they forget nothing, and can be added over subtasks and subtracted.
 */
final class EvaluationTimes {
    private static final long[] BOUNDS_MS = {
        1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 1000, 2000, 5000
    };

    private final Counter all;
    private final Counter[] within = new Counter[BOUNDS_MS.length];

    EvaluationTimes(MetricGroup metrics) {
        all = metrics.counter("evaluations");
        for (int i = 0; i < BOUNDS_MS.length; i++) {
            within[i] =
                    metrics.addGroup("le", Long.toString(BOUNDS_MS[i]))
                            .counter("evaluationsWithin");
        }
    }

    void add(long millis) {
        all.inc();
        for (int i = BOUNDS_MS.length - 1; i >= 0 && millis <= BOUNDS_MS[i]; i--) {
            within[i].inc();
        }
    }
}
