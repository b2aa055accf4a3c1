package org.citywall.stream.slope.series;

import java.time.Instant;

/** Time in ten-minute slots since 1970, so that a bin's time fits four bytes. */
public final class Slots {
    /** Length of a slot. */
    public static final int SECONDS = 600;

    public static final int PER_HOUR = 6;
    public static final int PER_DAY = 144;

    private Slots() {}

    /** The slot in which this moment lies. */
    public static int of(Instant time) {
        return Math.toIntExact(Math.floorDiv(time.getEpochSecond(), SECONDS));
    }

    /** Its first moment. */
    public static Instant start(int slot) {
        return Instant.ofEpochSecond((long) slot * SECONDS);
    }

    /** Days between two slots. */
    public static double days(int from, int to) {
        return (to - from) / (double) PER_DAY;
    }
}
