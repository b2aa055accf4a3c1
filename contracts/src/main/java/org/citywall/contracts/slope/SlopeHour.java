package org.citywall.contracts.slope;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * What is new of an hour in the long record of a slope. Says nothing of what it does not name: what
 * was recorded of it stays. Writing the same again has no effect.
 *
 * @param siteId the slope
 * @param run source of the recorded events behind it; null: live
 * @param hour its beginning, device time
 * @param level level of the slope at its end, or since its last change; null: not told
 * @param rain mm that fell in it, the largest of the gauges; null: no gauge reported, or not told
 * @param instruments those of which there is something new
 * @param change of the slope's level within the hour; null: none
 */
public record SlopeHour(
        String siteId,
        @Nullable String run,
        Instant hour,
        @Nullable Integer level,
        @Nullable Double rain,
        List<InstrumentHour> instruments,
        @Nullable LevelChange change) {}
