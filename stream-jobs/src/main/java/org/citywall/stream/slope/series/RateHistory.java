package org.citywall.stream.slope.series;

import java.util.Arrays;

/**
 * The velocities of the last evaluations, at most one per hour and 168 in all: a week of hourly
 * readings.
 *
 * @param ends slot of the newest reading behind each
 * @param mids slot of the middle of its window: a regression tells the velocity there
 * @param rates mm/d; negative when a scalar falls
 * @param sigmas standard errors, mm/d
 * @param displacements mm since the first reading
 * @param levels level of that evaluation alone
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record RateHistory(
        int[] ends,
        int[] mids,
        float[] rates,
        float[] sigmas,
        float[] displacements,
        byte[] levels) {
    /** Most evaluations that are remembered. */
    public static final int MOST = 168;

    public static final RateHistory EMPTY =
            new RateHistory(
                    new int[0], new int[0], new float[0], new float[0], new float[0], new byte[0]);

    public int size() {
        return ends.length;
    }

    /** Where the evaluation of this hour since 1970 stands; -1: there is none. */
    public int indexOf(int hour) {
        int at = size() - 1;
        while (at >= 0 && ends[at] / Slots.PER_HOUR > hour) {
            at--;
        }
        return at >= 0 && ends[at] / Slots.PER_HOUR == hour ? at : -1;
    }

    /** With one more; a second one of the same hour replaces the first. */
    public RateHistory with(
            int end, int mid, double rate, double sigma, double displacement, int level) {
        int size = size();
        boolean again = size > 0 && ends[size - 1] / Slots.PER_HOUR == end / Slots.PER_HOUR;
        int from = !again && size == MOST ? 1 : 0;
        int to = again ? size : size + 1;
        int[] newEnds = Arrays.copyOfRange(ends, from, to);
        int[] newMids = Arrays.copyOfRange(mids, from, to);
        float[] newRates = Arrays.copyOfRange(rates, from, to);
        float[] newSigmas = Arrays.copyOfRange(sigmas, from, to);
        float[] newDisplacements = Arrays.copyOfRange(displacements, from, to);
        byte[] newLevels = Arrays.copyOfRange(levels, from, to);
        int last = to - from - 1;
        newEnds[last] = end;
        newMids[last] = mid;
        newRates[last] = (float) rate;
        newSigmas[last] = (float) sigma;
        newDisplacements[last] = (float) displacement;
        newLevels[last] = (byte) level;
        return new RateHistory(newEnds, newMids, newRates, newSigmas, newDisplacements, newLevels);
    }
}
