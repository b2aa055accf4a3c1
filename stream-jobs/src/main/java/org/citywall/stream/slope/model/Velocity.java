package org.citywall.stream.slope.model;

/**
 * How fast a channel moves.
 *
 * @param rate mm/d, in the direction of growing values; not negative for vectors
 * @param sigma its standard error
 * @param windowHours length of the window
 * @param endSlot slot of its newest bin
 * @param midSlot slot of the middle of its bins, where the regression's slope holds
 * @param significant whether it stands clear of the noise
 */
public record Velocity(
        double rate, double sigma, int windowHours, int endSlot, int midSlot, boolean significant) {
    /** Without direction. */
    public double speed() {
        return Math.abs(rate);
    }
}
