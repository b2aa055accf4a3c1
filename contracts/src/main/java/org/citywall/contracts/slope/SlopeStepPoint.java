package org.citywall.contracts.slope;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * The slope in one step of its long record.
 *
 * @param at beginning of the step, device time
 * @param rain mm; null: no gauge reported
 * @param level at the end of the hour; of a day: the gravest; null: not known
 */
public record SlopeStepPoint(Instant at, @Nullable Double rain, @Nullable Integer level) {}
