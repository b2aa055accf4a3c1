package org.citywall.stream.slope.quality;

import java.time.Instant;

/**
 * A jump that stays. Until a person says what it was, the models see the series without it.
 *
 * @param at device time of the first reading after it
 * @param size its components, mm (deg for tilt)
 * @param unit a power of ten: readings are not used until they come back
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record PendingStep(Instant at, double[] size, boolean unit) {
    /** Length of the jump, mm (deg for tilt). */
    public double length() {
        double length = 0;
        for (double part : size) {
            length = Math.hypot(length, part);
        }
        return length;
    }
}
