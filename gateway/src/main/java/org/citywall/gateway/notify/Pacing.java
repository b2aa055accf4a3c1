package org.citywall.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Whether something may go to an address now, by what went there before: alone, with all that waits
 * behind it as one message, or not yet. A quarter of each window is kept for red. The first half of
 * a window may go at once; the rest is spread over what is left of it, so that what comes in the
 * meantime goes together, and nobody waits for a whole window.
 *
 * @param next what may be done
 * @param at the moment from which on it may be done; never before now
 */
record Pacing(Next next, Instant at) {
    /** What may be done. */
    enum Next {
        /** The first that waits goes alone. */
        ALONE,
        /** The first that waits goes with those behind it. */
        MERGED,
        /** Nothing goes. */
        NOTHING
    }

    /**
     * Something that went to the address, or is on its way.
     *
     * @param from when it left at the earliest
     * @param until when it arrived at the latest
     * @param isRed whether it was red
     */
    record Use(Instant from, Instant until, boolean isRed) {}

    private static final int PART_OF_RED = 4;

    /** Clocks differ a little, ours among each other too. */
    private static final Duration MOST_SLACK = Duration.ofSeconds(1);

    private static final int PART_OF_SLACK = 10;

    /**
     * What may be done now.
     *
     * @param paces of the address; empty: it has none
     * @param uses at least those of the longest window, in any order
     * @param pausedUntil nothing goes before that: the other side said so
     * @param isRed whether what waits is red
     * @param waiting how many wait that could go together, at least 1
     */
    static Pacing of(
            List<Pace> paces,
            List<Use> uses,
            Instant pausedUntil,
            boolean isRed,
            int waiting,
            Instant now) {
        Instant at = later(now, pausedUntil);
        int room = Integer.MAX_VALUE;
        for (Pace pace : paces) {
            List<Use> live = live(pace, uses, now);
            at = later(at, freeAt(pace, live, isRed, now));
            room = Math.min(room, atOnce(pace, isRed) - live.size());
        }
        if (at.isAfter(now)) {
            return new Pacing(Next.NOTHING, at);
        }
        boolean isAlone = waiting <= Math.max(1, room);
        return new Pacing(isAlone ? Next.ALONE : Next.MERGED, now);
    }

    /** How long a use counts at most after it arrived. */
    static Duration longest(List<Pace> paces) {
        return paces.stream().map(Pacing::window).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** How many of a window such messages may use, the other messages in it counted. */
    static int share(Pace pace, boolean isRed) {
        int ofRed = (pace.most() + PART_OF_RED - 1) / PART_OF_RED;
        return isRed ? pace.most() : Math.max(1, pace.most() - ofRed);
    }

    private static int atOnce(Pace pace, boolean isRed) {
        return Math.max(1, share(pace, isRed) / 2);
    }

    private static Duration window(Pace pace) {
        Duration slack = pace.per().dividedBy(PART_OF_SLACK);
        return pace.per().plus(slack.compareTo(MOST_SLACK) < 0 ? slack : MOST_SLACK);
    }

    /** Those that still count, whichever counts shortest first. */
    private static List<Use> live(Pace pace, List<Use> uses, Instant now) {
        Instant since = now.minus(window(pace));
        return uses.stream()
                .filter(use -> use.until().isAfter(since))
                .sorted(Comparator.comparing(Use::until))
                .toList();
    }

    private static Instant freeAt(Pace pace, List<Use> live, boolean isRed, Instant now) {
        int share = share(pace, isRed);
        int used = live.size();
        if (used >= share) {
            return live.get(used - share).until().plus(window(pace));
        }
        return used < atOnce(pace, isRed) ? now : spreadAt(pace, live, isRed, now);
    }

    /** A first one for long never waits: only what came of its own kind before it is spread. */
    private static Instant spreadAt(Pace pace, List<Use> live, boolean isRed, Instant now) {
        Instant last =
                live.stream()
                        .filter(use -> use.isRed() == isRed)
                        .map(Use::from)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        if (last == null) {
            return now;
        }
        Instant oldestEnds = live.get(0).until().plus(window(pace));
        Duration left = Duration.between(last, oldestEnds);
        return left.isNegative()
                ? now
                : last.plus(left.dividedBy(share(pace, isRed) - live.size() + 1L));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
