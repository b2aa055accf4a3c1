package org.citywall.stream.slope.quality;

/**
 * How many of the last eleven readings stood apart: a loose cable or a dying sensor scatters
 * without end, and sooner or later three of its readings grow on one side by chance.
 *
 * @param refused bit 0 is the newest reading; set: it stood apart
 * @param turned set: it stood apart on the other side than the one before
 * @param open whether too many did, and not enough have come back since
 */
public record Scatter(int refused, int turned, boolean open) {
    /** So many readings are looked at. */
    public static final int READINGS = ReadingFilter.WINDOW;

    private static final int MASK = (1 << READINGS) - 1;

    /** A channel without readings. */
    public static final Scatter NONE = new Scatter(0, 0, false);

    Scatter withRefused(boolean otherSide, QualityLimits limits) {
        return next(refused << 1 | 1, turned << 1 | (otherSide ? 1 : 0), limits);
    }

    /** With one that counts; so do the ones right before it that were held until it came. */
    Scatter withAccepted(int alsoHeld, QualityLimits limits) {
        int held = (1 << alsoHeld) - 1;
        return next((refused & ~held) << 1, (turned & ~held) << 1, limits);
    }

    /** All on one side: what moves fast and roughly does that, noise does not. */
    boolean isOneSided() {
        return turned == 0;
    }

    /** How many of the last eleven stood apart. */
    public int count() {
        return Integer.bitCount(refused);
    }

    private Scatter next(int newRefused, int newTurned, QualityLimits limits) {
        int count = Integer.bitCount(newRefused & MASK);
        boolean still = open ? count > limits.scatterOver() : count >= limits.scatterReadings();
        return new Scatter(newRefused & MASK, newTurned & MASK, still);
    }
}
