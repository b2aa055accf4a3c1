package org.citywall.stream.ebike;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.citywall.contracts.ebike.PortCurve;

/**
 * What all ports of a site drew together in each of the last 30 minutes, as it stood last in each.
 * A minute in which nothing was heard is NaN. Changed in place, as {@link PortMemory} is.
 */
public final class SiteLoad {
    /** The newest minute, since 1970, by the gateway's clock; 0: none yet. */
    public long minute;

    public float[] powerW = empty();

    private static float[] empty() {
        float[] none = new float[Minutes.LENGTH];
        Arrays.fill(none, Float.NaN);
        return none;
    }

    /** What is told of an earlier minute is not what all drew then. */
    void add(long at, double watts) {
        long next = at / Minutes.MINUTE;
        if (next < minute) {
            return;
        }
        for (long one = Math.max(minute, next - Minutes.LENGTH) + 1; one < next; one++) {
            powerW[slot(one)] = Float.NaN;
        }
        minute = next;
        powerW[slot(next)] = (float) watts;
    }

    /** For people; null: nothing was heard. */
    PortCurve curve() {
        if (minute == 0) {
            return null;
        }
        List<Double> powers = new ArrayList<>(Minutes.LENGTH);
        for (long one = minute - Minutes.LENGTH + 1; one <= minute; one++) {
            float watts = powerW[slot(one)];
            powers.add(Float.isNaN(watts) ? null : Math.round(watts * 10.0) / 10.0);
        }
        return new PortCurve(
                Instant.ofEpochMilli((minute - Minutes.LENGTH + 1) * Minutes.MINUTE),
                powers,
                Collections.nCopies(Minutes.LENGTH, null));
    }

    private static int slot(long minute) {
        return (int) Math.floorMod(minute, (long) Minutes.LENGTH);
    }
}
