package org.citywall.gateway.ingest.line;

import java.time.Instant;

/**
 * How much of what cannot be read is kept. More is only counted: who floods us with noise must not
 * flood the log with it. Any thread.
 */
public final class RejectRate {
    private static final int PER_SECOND = 50;

    private long second;
    private int kept;

    /** Whether one more of this time may be kept. */
    public synchronized boolean isWithin(Instant at) {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            kept = 0;
        }
        return kept++ < PER_SECOND;
    }
}
