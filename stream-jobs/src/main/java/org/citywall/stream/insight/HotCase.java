package org.citywall.stream.insight;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * A case in the window of a hot spot.
 *
 * @param caseId the case
 * @param at when it happened
 * @param caller keyed hash; null: unknown
 */
public record HotCase(String caseId, Instant at, @Nullable String caller) {}
