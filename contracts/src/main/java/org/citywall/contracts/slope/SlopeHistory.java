package org.citywall.contracts.slope;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * A part of the long record of a slope. A step without data is not there: that is a gap.
 *
 * @param siteId the slope
 * @param run source of the recorded events; null: live
 * @param from its first moment, device time
 * @param to its end, not part of it
 * @param step how long a step is
 * @param instruments by station and channel
 * @param steps rain and level of the slope
 * @param changes of its level, oldest first; the first one may lie before the rest
 */
public record SlopeHistory(
        String siteId,
        @Nullable String run,
        Instant from,
        Instant to,
        HistoryStep step,
        List<InstrumentHistory> instruments,
        List<SlopeStepPoint> steps,
        List<LevelChange> changes) {}
