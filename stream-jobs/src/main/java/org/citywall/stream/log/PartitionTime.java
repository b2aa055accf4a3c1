package org.citywall.stream.log;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the time of one partition has come, and when it last stood still. With a tick each 250 ms
 * a longer gap means that no gateway wrote. The order of one partition is the only place where that
 * is seen the same way in every replay.
 *
 * @param partition of the log
 * @param newestMs event time of its newest record that was read, ms since 1970
 * @param pause the newest in which nobody wrote; null: none is known
 */
public record PartitionTime(int partition, long newestMs, LogPause pause) {
    /** With the next record that is read of it, at {@code timeMs}. */
    public PartitionTime next(long timeMs, Duration standstill) {
        boolean stood = timeMs - newestMs > standstill.toMillis();
        return new PartitionTime(
                partition,
                timeMs,
                stood
                        ? new LogPause(Instant.ofEpochMilli(newestMs), Instant.ofEpochMilli(timeMs))
                        : pause);
    }

    /** Of two that were remembered of the same partition, the one that knows more. */
    public PartitionTime orNewer(PartitionTime other) {
        return other.newestMs > newestMs ? other : this;
    }
}
