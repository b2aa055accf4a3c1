package org.citywall.contracts.slope;

import java.time.Instant;

/**
 * A jump of an instrument that waits for a person's verdict.
 *
 * @param at device time of the first reading after it; names the jump in the verdict
 * @param size its length, mm (deg for tilt)
 */
public record SlopeStep(Instant at, double size) {}
