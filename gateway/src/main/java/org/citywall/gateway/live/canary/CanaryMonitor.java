package org.citywall.gateway.live.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.live.WallMessage.CanaryReport;

/**
 * Knows the newest canary that came back per partition. Pure: it is told events and the time. A
 * partition from which none ever came back is as old as the first canary that was sent into it.
 */
public final class CanaryMonitor {
    private final Instant[] firstSent;
    private final Canary[] newest;
    private final long[] latencyMs;

    /** Watches this many partitions. */
    public CanaryMonitor(int partitions) {
        firstSent = new Instant[partitions];
        newest = new Canary[partitions];
        latencyMs = new long[partitions];
    }

    /** A canary is on its way. */
    public synchronized void sent(Canary canary) {
        if (firstSent[canary.partition()] == null) {
            firstSent[canary.partition()] = canary.sentAt();
        }
    }

    /**
     * A canary came back.
     *
     * @return how long it was on its way; null if a newer one was back before it
     */
    public synchronized Duration received(Canary canary, Instant now) {
        int partition = canary.partition();
        if (partition < 0 || partition >= newest.length) {
            return null;
        }
        Canary known = newest[partition];
        if (known != null && known.sequence() >= canary.sequence()) {
            return null;
        }
        Duration latency = Duration.between(canary.sentAt(), now);
        newest[partition] = canary;
        latencyMs[partition] = Math.max(0, latency.toMillis());
        return latency;
    }

    /** Whether every partition has sent one back. */
    public synchronized boolean isComplete() {
        return Arrays.stream(newest).noneMatch(canary -> canary == null);
    }

    /** The worst partition; nothing is claimed before the first canary of all came back. */
    public synchronized CanaryReport report(Instant now) {
        Long worstAge = null;
        Long worstLatency = null;
        boolean any = false;
        for (int p = 0; p < newest.length; p++) {
            any |= newest[p] != null;
            Instant since = newest[p] != null ? newest[p].sentAt() : firstSent[p];
            if (since == null) {
                continue;
            }
            long age = Math.max(0, Duration.between(since, now).toMillis());
            if (worstAge == null || age > worstAge) {
                worstAge = age;
                worstLatency = newest[p] == null ? null : (Long) latencyMs[p];
            }
        }
        return any ? new CanaryReport(worstAge, worstLatency) : new CanaryReport(null, null);
    }
}
