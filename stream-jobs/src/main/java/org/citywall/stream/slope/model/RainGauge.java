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

    /** In ten minutes: more than any gauge in China has ever caught is a fault of the gauge. */
    private static final double MOST_MM = 80;

    /** A total that begins anew is not above this in its first message. */
    private static final double RESET_MM = 20;

    private static final double TREMBLING_MM = 1;

    public static final RainGauge EMPTY = new RainGauge(new int[0], new float[0], -1, 0);

    /**
     * With one more reading: the growth of {@code totalValue} if the gauge sends it, spread over
     * the time since its newest; else its entry "value", the rain since the last message.
     *
     * @param late older than the newest: its total is no reset, and its rain is in the newer total
     */
    public RainGauge with(int slot, boolean late, Map<String, Double> values) {
        Double newTotal = values.get("totalValue");
        if (newTotal == null) {
            return amount(slot, values.getOrDefault("value", 0.0));
        }
        if (late) {
            return this;
        }
        double fallen = total < 0 ? 0 : growth(newTotal);
        // What falls by the last digit trembles: else its way back up would be rain.
        double kept = total - newTotal > 0 && total - newTotal <= TREMBLING_MM ? total : newTotal;
        int gap = gap(slot);
        int last = Math.max(lastSlot, slot);
        RainGauge after = new RainGauge(slots, mm, kept, last);
        if (fallen <= 0 || fallen > MOST_MM * gap) {
            return after;
        }
        for (int one = slot - Math.min(gap, MOST) + 1; one <= slot; one++) {
            after = after.added(one, fallen / gap, kept, last);
        }
        return after;
    }

    private RainGauge amount(int slot, double fallen) {
        int last = Math.max(lastSlot, slot);
        // A gauge that tells both counts it in its next total too.
        double kept = total < 0 ? total : total + Math.max(0, fallen);
        boolean possible = fallen > 0 && fallen <= MOST_MM * gap(slot);
        return possible ? added(slot, fallen, kept, last) : new RainGauge(slots, mm, total, last);
    }

    private double growth(double newTotal) {
        if (newTotal >= total) {
            return newTotal - total;
        }
        boolean reset = total - newTotal > TREMBLING_MM && newTotal <= RESET_MM;
        return reset ? newTotal : 0;
    }

    /** Slots since the newest reading, at least one; nobody knows: an hour. */
    private int gap(int slot) {
        return lastSlot == 0 ? Slots.PER_HOUR : Math.max(1, slot - lastSlot);
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
