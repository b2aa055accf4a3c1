package org.citywall.gateway.ingest.line;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When the bytes came that a connection holds. What came within a tenth of a second counts as come
 * together, so that a stream of single bytes costs no more than its patience.
 */
public final class HeldBytes {
    private static final long STEP_MS = 100;

    private final Deque<Arrival> arrivals = new ArrayDeque<>(2);

    /** Bytes of the stream so far. */
    private long total;

    /** From this byte of the stream on, bytes came at this time. */
    private record Arrival(long from, long atMs) {}

    /** So many bytes came. */
    public void came(int bytes, long nowMs) {
        if (arrivals.isEmpty() || arrivals.getLast().atMs() + STEP_MS <= nowMs) {
            arrivals.add(new Arrival(total, nowMs));
        }
        total += bytes;
    }

    /** Only the last so many bytes are held now. */
    public void keep(int held) {
        if (held == 0) {
            arrivals.clear();
            return;
        }
        Arrival first = arrivals.poll();
        while (!arrivals.isEmpty() && arrivals.peek().from() <= total - held) {
            first = arrivals.poll();
        }
        arrivals.addFirst(first);
    }

    /** When the first byte came that is held; only while some are. */
    public long sinceMs() {
        return arrivals.getFirst().atMs();
    }

    /** Counts anew from now on: what follows could not come until now. */
    public void restart(long nowMs) {
        Arrival first = arrivals.peek();
        if (first != null) {
            arrivals.clear();
            arrivals.add(new Arrival(first.from(), nowMs));
        }
    }
}
