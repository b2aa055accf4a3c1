package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;

/**
 * When the page of a slope is shown. A page holds three days of every instrument, so it is not
 * written anew with each reading: what a person must know goes out at once, all else takes turns.
 */
final class Showing {
    /** Whoever replays a recording looks on. */
    private static final Duration REPLAY_EVERY = Duration.ofSeconds(1);

    private Showing() {}

    /** Whether the last page is old enough for the next; also if the log's time was set back. */
    static boolean isFree(Instant shownAt, Instant now, boolean replay, SlopePolicy policy) {
        return shownAt == null
                || now.isBefore(shownAt)
                || !now.isBefore(due(shownAt, replay, policy));
    }

    /** When the next page may be shown. */
    static Instant due(Instant shownAt, boolean replay, SlopePolicy policy) {
        return shownAt.plus(every(replay, policy));
    }

    private static Duration every(boolean replay, SlopePolicy policy) {
        return replay && REPLAY_EVERY.compareTo(policy.viewEvery()) < 0
                ? REPLAY_EVERY
                : policy.viewEvery();
    }
}
