package org.citywall.stream.slope.series;

import java.util.Arrays;

/**
 * Means of a channel per ten-minute slot, oldest first; empty slots take no room, so the same 432
 * bins hold three days of dense readings, 18 days of hourly or 14 months of daily ones. Immutable:
 * a change copies.
 *
 * @param dims components per bin
 * @param slots slot of each bin, rising
 * @param values {@code dims} values per bin
 * @param counts readings per bin, at most 127
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record Bins(int dims, int[] slots, float[] values, byte[] counts) {
    /** Most bins of a channel: 72 h of ten minutes. */
    public static final int MOST = 432;

    /** No readings yet. */
    public static Bins empty(int dims) {
        return new Bins(dims, new int[0], new float[0], new byte[0]);
    }

    public int size() {
        return slots.length;
    }

    public int slot(int index) {
        return slots[index];
    }

    public float value(int index, int dim) {
        return values[index * dims + dim];
    }

    public int lastSlot() {
        return slots[slots.length - 1];
    }

    /** Index of the first bin at or after the slot. */
    public int from(int slot) {
        int at = Arrays.binarySearch(slots, slot);
        return at >= 0 ? at : -at - 1;
    }

    /** Whether a reading of this slot would be older than everything that is remembered. */
    public boolean isTooOld(int slot) {
        return size() == MOST && slot < slots[0];
    }

    /** With one more reading. */
    public Bins with(int slot, double[] reading) {
        int at = from(slot);
        return at < size() && slots[at] == slot
                ? averaged(at, reading)
                : inserted(at, slot, reading);
    }

    private Bins averaged(int at, double[] reading) {
        float[] newValues = values.clone();
        byte[] newCounts = counts.clone();
        int count = Math.min(counts[at] + 1, Byte.MAX_VALUE);
        for (int d = 0; d < dims; d++) {
            double old = values[at * dims + d];
            newValues[at * dims + d] = (float) (old + (reading[d] - old) / count);
        }
        newCounts[at] = (byte) count;
        return new Bins(dims, slots, newValues, newCounts);
    }

    private Bins inserted(int at, int slot, double[] reading) {
        int dropped = size() == MOST ? 1 : 0;
        int size = size() + 1 - dropped;
        int place = at - dropped;
        int[] newSlots = new int[size];
        float[] newValues = new float[size * dims];
        byte[] newCounts = new byte[size];
        System.arraycopy(slots, dropped, newSlots, 0, place);
        System.arraycopy(values, dropped * dims, newValues, 0, place * dims);
        System.arraycopy(counts, dropped, newCounts, 0, place);
        System.arraycopy(slots, at, newSlots, place + 1, size() - at);
        System.arraycopy(values, at * dims, newValues, (place + 1) * dims, (size() - at) * dims);
        System.arraycopy(counts, at, newCounts, place + 1, size() - at);
        newSlots[place] = slot;
        newCounts[place] = 1;
        for (int d = 0; d < dims; d++) {
            newValues[place * dims + d] = (float) reading[d];
        }
        return new Bins(dims, newSlots, newValues, newCounts);
    }

    /** Mean of the bins from a slot (inclusive) to another (exclusive); null if there are none. */
    public double[] mean(int fromSlot, int toSlot) {
        int begin = from(fromSlot);
        int end = from(toSlot);
        if (begin >= end) {
            return null;
        }
        double[] mean = new double[dims];
        for (int i = begin; i < end; i++) {
            for (int d = 0; d < dims; d++) {
                mean[d] += value(i, d) / (end - begin);
            }
        }
        return mean;
    }

    /** Readings in the bins from a slot (inclusive) to another (exclusive). */
    public int readings(int fromSlot, int toSlot) {
        int sum = 0;
        for (int i = from(fromSlot); i < from(toSlot); i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** With one more component, which is zero so far. */
    public Bins widened() {
        return new Bins(dims + 1, slots, widened(values, dims), counts);
    }

    static float[] widened(float[] values, int dims) {
        float[] wide = new float[values.length / dims * (dims + 1)];
        for (int i = 0; i < values.length; i++) {
            wide[i / dims * (dims + 1) + i % dims] = values[i];
        }
        return wide;
    }

    /** With a constant added to every bin from a slot on. */
    public Bins shifted(int fromSlot, double[] by) {
        float[] shifted = values.clone();
        for (int i = from(fromSlot); i < size(); i++) {
            for (int d = 0; d < dims; d++) {
                shifted[i * dims + d] += (float) by[d];
            }
        }
        return new Bins(dims, slots, shifted, counts);
    }
}
