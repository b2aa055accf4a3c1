package org.citywall.stream.insight;

import java.time.Instant;

/**
 * A case that is remembered for others.
 *
 * @param caseId the case
 * @param at when it happened
 */
public record SeenCase(String caseId, Instant at) {}
