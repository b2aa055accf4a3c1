package org.citywall.contracts;

/**
 * The revision of an alert: incarnation × 10⁶ + n. n counts the changes of one alert; the
 * incarnation is a fencing number that grows with every start of the alerts job, so what a restored
 * job writes is always newer than what its predecessor wrote, and sinks only compare one integer.
 * It stays below 2⁵³, so a browser holds it exactly, for 9 × 10⁹ incarnations.
 */
public final class Revisions {
    private static final long STEP = 1_000_000L;

    /** The greatest n. The alerts job ends every alert's changes well before it. */
    public static final long LAST_CHANGE = STEP - 1;

    private Revisions() {}

    /**
     * The revision after {@code previous} (0: none yet), written by this incarnation.
     *
     * @throws IllegalStateException after the last change: one more would begin again at 0, older
     *     than all before it
     */
    public static long next(long incarnation, long previous) {
        long n = changeNumber(previous) + 1;
        if (n > LAST_CHANGE) {
            throw new IllegalStateException("an alert has no change after " + LAST_CHANGE);
        }
        return incarnation * STEP + n;
    }

    /** n of the revision: the ordinal of the change within its alert, from 1. */
    public static long changeNumber(long revision) {
        return revision % STEP;
    }
}
