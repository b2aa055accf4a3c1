package org.citywall.stream.insight;

import java.time.Instant;
import java.util.List;

/**
 * Cases in a cell and next to it, or at one address.
 *
 * @param cases in the order in which they were told
 * @param forgetAt time of the log at which all is forgotten
 */
public record NearMemory(List<InsightCase> cases, Instant forgetAt) {}
