package org.citywall.stream.slope.quality;

/**
 * What is large and what is small for one instrument.
 *
 * @param sigmaFloor least standard deviation of a reading, mm (deg for tilt)
 * @param driftPerDay what a slope may move in a pause of its readings, mm/d (deg/d)
 * @param mayMove what a slope may move at once, mm (deg): a jump within it is a step, whatever its
 *     ratio
 * @param unit of a reading, in words
 */
public record Scale(double sigmaFloor, double driftPerDay, double mayMove, String unit) {}
