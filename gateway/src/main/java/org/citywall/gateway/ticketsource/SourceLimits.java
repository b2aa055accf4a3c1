package org.citywall.gateway.ticketsource;

import java.time.Duration;

/**
 * What tickets that come in may cost.
 *
 * @param nearM within so many metres a site gives a ticket its place
 * @param refsHeld numbers of tickets that are remembered
 * @param mappingTime longest time of one mapping
 * @param mappingDepth deepest nesting of one
 * @param signature how far the time of a signature may lie from ours
 */
public record SourceLimits(
        int nearM, int refsHeld, Duration mappingTime, int mappingDepth, Duration signature) {
    /** 200 m, 200,000 numbers, 500 ms, 200 deep, 5 min. */
    public static SourceLimits defaults() {
        return new SourceLimits(200, 200_000, Duration.ofMillis(500), 200, Duration.ofMinutes(5));
    }
}
