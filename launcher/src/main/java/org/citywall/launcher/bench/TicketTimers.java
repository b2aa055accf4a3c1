package org.citywall.launcher.bench;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Which warnings were due when, and when each was told; one bench at a time in this JVM. */
final class TicketTimers {
    private static final Map<String, Long> DUE = new ConcurrentHashMap<>();

    /** Case → ids of the steps that told it. */
    private static final Map<String, Set<String>> TOLD = new ConcurrentHashMap<>();

    private static final AtomicLong REPEATED = new AtomicLong();
    private static final AtomicLong EARLY = new AtomicLong();
    private static volatile Latencies latencies = new Latencies();

    private TicketTimers() {}

    static void reset() {
        DUE.clear();
        TOLD.clear();
        EARLY.set(0);
        REPEATED.set(0);
        latencies = new Latencies();
    }

    /** The case's next warning is due then, epoch ms. */
    static void expect(String caseId, long dueMs) {
        DUE.put(caseId, dueMs);
    }

    /**
     * A warning came out of the job; others than the expected ones are not looked at. After a
     * restart the job tells again what it told after its last checkpoint: the same step, by which
     * every reader knows it.
     */
    @SuppressWarnings("TimeZoneUsage") // the bench's own clock: that of the log's ticks
    static void told(String caseId, String stepId) {
        Long due = DUE.get(caseId);
        if (due == null) {
            return;
        }
        long late = System.currentTimeMillis() - due;
        if (late < 0) {
            EARLY.incrementAndGet();
        }
        Set<String> steps = TOLD.computeIfAbsent(caseId, id -> ConcurrentHashMap.newKeySet());
        boolean isFirst = steps.isEmpty();
        if (!steps.add(stepId)) {
            REPEATED.incrementAndGet();
        } else if (isFirst) {
            latencies.recordMillis(late);
        }
    }

    static long expected() {
        return DUE.size();
    }

    static long told() {
        return TOLD.size();
    }

    static long doubled() {
        return TOLD.values().stream().mapToLong(steps -> steps.size() - 1L).sum();
    }

    /** Told once more under the same id. */
    static long repeated() {
        return REPEATED.get();
    }

    static long early() {
        return EARLY.get();
    }

    /** Adds how late they were told to the report. */
    static void report(BenchReport report, String name) {
        latencies.report(report, name);
    }
}
