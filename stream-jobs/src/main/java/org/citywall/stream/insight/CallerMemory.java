package org.citywall.stream.insight;

import java.time.Instant;
import java.util.List;

/**
 * Cases of one caller and category.
 *
 * @param cases newest last
 * @param forgetAt time of the log at which all is forgotten
 */
public record CallerMemory(List<SeenCase> cases, Instant forgetAt) {}
