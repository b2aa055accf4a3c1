package org.citywall.stream.insight;

import java.time.Instant;

/**
 * Cases of one category at one point whose callers are unknown.
 *
 * @param first when the first of them happened
 * @param count how many there are
 * @param forgetAt time of the log at which all is forgotten
 */
public record PlaceMemory(Instant first, int count, Instant forgetAt) {}
