package org.citywall.launcher.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Which warnings were due when, and when each was told; one bench at a time in this JVM. */
final class TicketTimers {
    private static final Map<String, Long> DUE = new ConcurrentHashMap<>();
    private static final Map<String, Integer> TOLD = new ConcurrentHashMap<>();
    private static final AtomicLong EARLY = new AtomicLong();
    private static volatile Latencies latencies = new Latencies();

    private TicketTimers() {}

    static void reset() {
        DUE.clear();
        TOLD.clear();
        EARLY.set(0);
        latencies = new Latencies();
    }

    /** The case's next warning is due then, epoch ms. */
    static void expect(String caseId, long dueMs) {
        DUE.put(caseId, dueMs);
    }

    /** A warning came out of the job; others than the expected ones are not looked at. */
    @SuppressWarnings("TimeZoneUsage") // the bench's own clock: that of the log's ticks
    static void told(String caseId) {
        Long due = DUE.get(caseId);
        if (due == null) {
            return;
        }
        long late = System.currentTimeMillis() - due;
        if (late < 0) {
            EARLY.incrementAndGet();
        }
        if (TOLD.merge(caseId, 1, Integer::sum) == 1) {
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
        return TOLD.values().stream().mapToLong(count -> count - 1L).sum();
    }

    static long early() {
        return EARLY.get();
    }

    /** Adds how late they were told to the report. */
    static void report(BenchReport report, String name) {
        latencies.report(report, name);
    }
}
