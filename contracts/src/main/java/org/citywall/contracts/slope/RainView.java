package org.citywall.contracts.slope;

/**
 * Rolling rain of a slope, the largest of its gauges.
 *
 * @param hour1 mm in 1 h
 * @param hours3 mm in 3 h
 * @param hours6 mm in 6 h
 * @param hours12 mm in 12 h
 * @param hours24 mm in 24 h
 * @param hours72 mm in 72 h
 * @param level rain level; {@link SlopeView#NO_LEVEL}: none
 * @param reason the threshold that was passed; empty: none
 */
public record RainView(
        double hour1,
        double hours3,
        double hours6,
        double hours12,
        double hours24,
        double hours72,
        int level,
        String reason) {
    /** A dry slope, or one without gauge. */
    public static final RainView NONE = new RainView(0, 0, 0, 0, 0, 0, SlopeView.NO_LEVEL, "");
}
