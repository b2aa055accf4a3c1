package org.citywall.stream.alert.across;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of the load of a seat: sums, kept up with each change, and new alerts by
 * slices of time. Sources lie beside it ({@link LoadSource}).
 */
public final class LoadMemory {
    /** When the seat was heard of first, in milliseconds; 0: never. */
    public long since;

    public long rev;

    /** When it was shown last, in milliseconds. */
    public long shownAt;

    public int active;
    public int unanswered;
    public int chattering;
    public int stale;
    public int inhibited;
    public int parts;
    public int shelved;
    public int standing;

    /** Parent of the flood that goes on; null: none. */
    public String flood;

    /** Ten seconds (since 1970, counted) → new alerts, of the last 10 min. */
    public Map<Long, Integer> tens = new TreeMap<>();

    /** Minute → new alerts, of the last hour. */
    public Map<Long, Integer> minutes = new TreeMap<>();

    /** Ten minutes → new alerts of all levels, of level 1, 2, 3 and 4, of the last day. */
    public Map<Long, int[]> slices = new TreeMap<>();

    /** Whose alerts are most, most first. */
    public List<LoadSource> top = new ArrayList<>();

    /** How many sources are remembered, and the slice at which they were last gone through. */
    public int sources;

    public long walkedAt;
}
