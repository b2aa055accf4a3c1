package org.citywall.stream.slope.model;

import java.util.Arrays;
import java.util.Map;
import org.citywall.stream.slope.series.Slots;

/**
 * Rain of one gauge per ten minutes, at most 432 wet slots: three days of unbroken rain.
 *
 * @param slots wet slots, rising
 * @param mm rain in each
 * @param total the gauge's own running total; negative: unknown
 * @param lastSlot slot of the newest reading, wet or dry
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record RainGauge(int[] slots, float[] mm, double total, int lastSlot) {
    private static final int MOST = 432;
    private static final double MOST_MM = 500;

    public static final RainGauge EMPTY = new RainGauge(new int[0], new float[0], -1, 0);

    /**
     * With one more reading: the growth of {@code totalValue} if the gauge sends it (a reset counts
     * from zero), else its entry "value" as the rain since the last message.
     *
     * @param late older than the newest: its total is no reset, and its rain is in the newer total
     */
    public RainGauge with(int slot, boolean late, Map<String, Double> values) {
        Double newTotal = values.get("totalValue");
        double fallen = fallen(newTotal, values.get("value"), late);
        int newLast = Math.max(lastSlot, slot);
        double kept = newTotal != null && !late ? newTotal : total;
        // More than any gauge has ever caught in ten minutes is a fault of the gauge.
        if (fallen <= 0 || fallen > MOST_MM) {
            return new RainGauge(slots, mm, kept, newLast);
        }
        return added(slot, fallen, kept, newLast);
    }

    private double fallen(Double newTotal, Double value, boolean late) {
        if (newTotal == null) {
            return value == null ? 0 : value;
        }
        if (total < 0 || late) {
            return 0;
        }
        return newTotal >= total ? newTotal - total : newTotal;
    }

    private RainGauge added(int slot, double fallen, double newTotal, int newLast) {
        int found = Arrays.binarySearch(slots, slot);
        if (found >= 0) {
            float[] newMm = mm.clone();
            newMm[found] += (float) fallen;
            return new RainGauge(slots, newMm, newTotal, newLast);
        }
        int drop = slots.length == MOST ? 1 : 0;
        int at = -found - 1 - drop;
        if (at < 0) {
            return new RainGauge(slots, mm, newTotal, newLast);
        }
        int[] newSlots = new int[slots.length + 1 - drop];
        float[] newMm = new float[newSlots.length];
        System.arraycopy(slots, drop, newSlots, 0, at);
        System.arraycopy(mm, drop, newMm, 0, at);
        System.arraycopy(slots, at + drop, newSlots, at + 1, slots.length - at - drop);
        System.arraycopy(mm, at + drop, newMm, at + 1, slots.length - at - drop);
        newSlots[at] = slot;
        newMm[at] = (float) fallen;
        return new RainGauge(newSlots, newMm, newTotal, newLast);
    }

    /** Rain in the hours up to and with this slot. */
    public double sum(int hours, int slot) {
        double sum = 0;
        for (int i = slots.length - 1; i >= 0; i--) {
            int age = slot - slots[i];
            if (age >= hours * Slots.PER_HOUR) {
                break;
            }
            sum += age >= 0 ? mm[i] : 0;
        }
        return sum;
    }
}
