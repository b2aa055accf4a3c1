package org.citywall.stream.slope.series;

import java.util.Arrays;

/**
 * Mean of a channel per day, the last 40 days: what the reference rate and the movement of a week
 * need beyond the bins. Kept like {@link Bins}, with days for slots.
 *
 * @param dims components per day
 * @param days days since 1970, rising
 * @param values {@code dims} values per day
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record DayMeans(int dims, int[] days, float[] values) {
    /** Most days that are remembered. */
    public static final int MOST = 40;

    public static DayMeans empty(int dims) {
        return new DayMeans(dims, new int[0], new float[0]);
    }

    public int size() {
        return days.length;
    }

    public float value(int index, int dim) {
        return values[index * dims + dim];
    }

    /** The newest day; 0: none. */
    public int newestDay() {
        return days.length == 0 ? 0 : days[days.length - 1];
    }

    /** With the mean of one more day, later than all before. */
    public DayMeans with(int day, double[] mean) {
        if (mean == null || (size() > 0 && day <= days[size() - 1])) {
            return this;
        }
        int drop = size() == MOST ? 1 : 0;
        int[] newDays = Arrays.copyOfRange(days, drop, size() + 1);
        float[] newValues = Arrays.copyOfRange(values, drop * dims, (size() + 1) * dims);
        newDays[newDays.length - 1] = day;
        for (int d = 0; d < dims; d++) {
            newValues[newValues.length - dims + d] = (float) mean[d];
        }
        return new DayMeans(dims, newDays, newValues);
    }

    /** With one more component, which is zero so far. */
    public DayMeans widened() {
        return new DayMeans(dims + 1, days, Bins.widened(values, dims));
    }

    /** With a constant added to every day from one on. */
    public DayMeans shifted(int fromDay, double[] by) {
        float[] shifted = values.clone();
        for (int i = 0; i < size(); i++) {
            for (int d = 0; d < dims && days[i] >= fromDay; d++) {
                shifted[i * dims + d] += (float) by[d];
            }
        }
        return new DayMeans(dims, days, shifted);
    }

    /** Index of the newest day not after this one, and not more than {@code slack} before it. */
    public int indexAt(int day, int slack) {
        for (int i = size() - 1; i >= 0 && days[i] >= day - slack; i--) {
            if (days[i] <= day) {
                return i;
            }
        }
        return -1;
    }
}
