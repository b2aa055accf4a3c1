package org.citywall.stream.fire;

import java.time.Instant;
import org.citywall.stream.log.LogPause;

/**
 * The time of the log, and how it came there.
 *
 * @param now event time up to which everything is known
 * @param pause the newest pause of the log before {@code now}; null: none is known
 */
public record LogTime(Instant now, LogPause pause) {
    /** Time that went on without a pause. */
    public static LogTime steady(Instant now) {
        return new LogTime(now, null);
    }

    /**
     * Time as a timer finds it: a timer that fires late by more than the limit of {@code policy}
     * was itself asleep in a pause.
     */
    public static LogTime atTimer(Instant due, Instant now, LogPause known, FirePolicy policy) {
        boolean slept = due.plus(policy.standstill()).isBefore(now);
        return new LogTime(now, slept ? new LogPause(due.minusMillis(1), now) : known);
    }
}
