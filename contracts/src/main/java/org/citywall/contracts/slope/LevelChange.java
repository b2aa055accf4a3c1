package org.citywall.contracts.slope;

import java.time.Instant;
import java.util.List;

/**
 * The level of a slope, or what stands behind it, changed.
 *
 * @param at the slope's own clock
 * @param level from then on; {@link SlopeView#NO_LEVEL}: none
 * @param support how many instruments stand behind it
 * @param reasons why, in words and numbers
 */
public record LevelChange(Instant at, int level, SlopeSupport support, List<String> reasons) {}
