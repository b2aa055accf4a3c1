package org.citywall.stream.slope.quality;

import java.util.Arrays;

/**
 * A few readings in the order in which they came.
 *
 * @param dims components of a reading
 * @param times device times, ms since 1970
 * @param values {@code dims} values per reading
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record Window(int dims, long[] times, double[] values) {
    /** To be consistent with the standard deviation of a normal distribution. */
    private static final double MAD = 1.4826;

    public static Window empty(int dims) {
        return new Window(dims, new long[0], new double[0]);
    }

    public int size() {
        return times.length;
    }

    public long lastTime() {
        return times[times.length - 1];
    }

    public double value(int index, int dim) {
        return values[index * dims + dim];
    }

    double[] reading(int index) {
        return Arrays.copyOfRange(values, index * dims, (index + 1) * dims);
    }

    /** With one more at the end; the oldest goes when there are more than {@code most}. */
    Window with(long time, double[] reading, int most) {
        int drop = size() >= most ? 1 : 0;
        long[] newTimes = Arrays.copyOfRange(times, drop, size() + 1);
        double[] newValues = Arrays.copyOfRange(values, drop * dims, (size() + 1) * dims);
        newTimes[newTimes.length - 1] = time;
        System.arraycopy(reading, 0, newValues, newValues.length - dims, dims);
        return new Window(dims, newTimes, newValues);
    }

    Window newest(int count) {
        int from = Math.max(0, size() - count);
        return new Window(
                dims,
                Arrays.copyOfRange(times, from, size()),
                Arrays.copyOfRange(values, from * dims, size() * dims));
    }

    Window shifted(double[] by) {
        double[] shifted = values.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += by[i % dims];
        }
        return new Window(dims, times, shifted);
    }

    double median(int dim) {
        return median(column(dim));
    }

    /**
     * Of a few values that may be put in order. As the library's median, which takes kilobytes of
     * working memory each time: too much for several medians of each reading.
     */
    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(values);
        double low = values[(values.length - 1) / 2];
        return low + 0.5 * (values[values.length / 2] - low);
    }

    /** Robust standard deviation by the median of the distances from the median. */
    double deviation(int dim, double median) {
        double[] column = column(dim);
        for (int i = 0; i < column.length; i++) {
            column[i] = Math.abs(column[i] - median);
        }
        return MAD * median(column);
    }

    double range(int dim) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size(); i++) {
            min = Math.min(min, value(i, dim));
            max = Math.max(max, value(i, dim));
        }
        return max - min;
    }

    private double[] column(int dim) {
        double[] column = new double[size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value(i, dim);
        }
        return column;
    }
}
