package org.citywall.stream.insight;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.HotSpot;

/**
 * What is counted of one cell and category.
 *
 * @param since when its first case happened
 * @param newest when its newest case happened
 * @param window cases of the last 24 hours
 * @param hours hours since 1970 → cases, of the last four weeks
 * @param open the hot spot that is not over; null: none
 * @param sample its newest case: where, and what it is called
 * @param nextAt when time must be looked at again
 */
public record HotMemory(
        Instant since,
        Instant newest,
        List<HotCase> window,
        Map<Long, Integer> hours,
        @Nullable HotSpot open,
        InsightCase sample,
        Instant nextAt) {}
