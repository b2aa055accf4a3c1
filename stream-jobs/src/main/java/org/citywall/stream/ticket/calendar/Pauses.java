package org.citywall.stream.ticket.calendar;

import java.util.Arrays;

/**
 * Spans of time in which clocks stood, as begin and end in turn, ms since 1970; in order, and none
 * touches the next. A pause that has not ended ends at {@link #OPEN}.
 */
public final class Pauses {
    /** End of a pause that goes on. */
    public static final long OPEN = Long.MAX_VALUE;

    /** Never stood. */
    public static final long[] NONE = {};

    private Pauses() {}

    /** With this pause too; what overlaps becomes one. */
    public static long[] with(long[] pauses, long from, long to) {
        if (to <= from) {
            return pauses;
        }
        long begin = from;
        long end = to;
        long[] kept = new long[pauses.length + 2];
        int size = 0;
        for (int i = 0; i < pauses.length; i += 2) {
            if (pauses[i + 1] < begin || pauses[i] > end) {
                kept[size++] = pauses[i];
                kept[size++] = pauses[i + 1];
            } else {
                begin = Math.min(begin, pauses[i]);
                end = Math.max(end, pauses[i + 1]);
            }
        }
        int at = 0;
        while (at < size && kept[at] < begin) {
            at += 2;
        }
        System.arraycopy(kept, at, kept, at + 2, size - at);
        kept[at] = begin;
        kept[at + 1] = end;
        return Arrays.copyOf(kept, size + 2);
    }

    /** With the newest pause ending here instead; without it if it had not begun by then. */
    public static long[] endedAt(long[] pauses, long end) {
        if (pauses.length == 0) {
            return pauses;
        }
        if (end <= pauses[pauses.length - 2]) {
            return Arrays.copyOf(pauses, pauses.length - 2);
        }
        long[] ended = pauses.clone();
        ended[ended.length - 1] = end;
        return ended;
    }

    /** Begin of the pause in which this moment lies; 0: in none. */
    public static long since(long[] pauses, long at) {
        for (int i = 0; i < pauses.length; i += 2) {
            if (pauses[i] <= at && at < pauses[i + 1]) {
                return pauses[i];
            }
        }
        return 0;
    }

    /** Whether a pause lies, with some of it, after {@code from} and before {@code to}. */
    static boolean touch(long[] pauses, long from, long to) {
        for (int i = 0; i < pauses.length; i += 2) {
            if (pauses[i] < to && pauses[i + 1] > from) {
                return true;
            }
        }
        return false;
    }
}
