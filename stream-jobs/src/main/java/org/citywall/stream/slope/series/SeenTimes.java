package org.citywall.stream.slope.series;

import java.time.Duration;
import java.time.Instant;

/**
 * At which device times a channel has been heard, in cells of ten seconds over the 72 h that a
 * reading may come late: one bit each. An event that is sent again carries the same device time, so
 * a repeat is known however late it comes, at 3.2 kB per channel; ids of a day would need thirty
 * times as much at a reading per ten seconds. Immutable: a change copies.
 *
 * @param newest the newest cell, counted since 1970
 * @param bits a ring: cell c is bit {@code c % CELLS}
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record SeenTimes(long newest, long[] bits) {
    /** Length of a cell. */
    public static final int SECONDS = 10;

    /** How far back it reaches, from the newest. */
    public static final Duration MEMORY = Duration.ofSeconds((long) Bins.MOST * Slots.SECONDS);

    /** One word more than the memory needs, so that its edge is inside. */
    private static final int WORDS = Math.toIntExact(MEMORY.toSeconds() / SECONDS / Long.SIZE) + 1;

    private static final int CELLS = WORDS * Long.SIZE;

    /** Nothing was heard. */
    public static final SeenTimes NONE = new SeenTimes(0, new long[0]);

    /** Whether something was heard in the cell of this time. */
    public boolean contains(Instant time) {
        long cell = cell(time);
        return bits.length > 0 && cell <= newest && cell > newest - CELLS && isSet(bits, cell);
    }

    /** With one more; a time that lies further back than the memory is not kept. */
    public SeenTimes with(Instant time) {
        long cell = cell(time);
        if (bits.length > 0 && cell <= newest - CELLS) {
            return this;
        }
        long[] changed = bits.length == 0 ? new long[WORDS] : bits.clone();
        long last = bits.length == 0 ? cell : Math.max(newest, cell);
        long stale = bits.length == 0 ? cell : Math.max(newest + 1, last - CELLS + 1);
        for (; stale <= last; stale++) {
            changed[word(stale)] &= ~bit(stale);
        }
        changed[word(cell)] |= bit(cell);
        return new SeenTimes(last, changed);
    }

    private static long cell(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS);
    }

    private static boolean isSet(long[] bits, long cell) {
        return (bits[word(cell)] & bit(cell)) != 0;
    }

    private static int word(long cell) {
        return (int) Math.floorMod(cell, (long) CELLS) / Long.SIZE;
    }

    private static long bit(long cell) {
        return 1L << Math.floorMod(cell, (long) CELLS) % Long.SIZE;
    }
}
