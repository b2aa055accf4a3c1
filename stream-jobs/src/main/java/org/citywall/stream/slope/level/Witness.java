package org.citywall.stream.slope.level;

import org.citywall.contracts.slope.SlopeInstrument;

/**
 * What one instrument says about its slope.
 *
 * @param key station and channel
 * @param stationId station
 * @param instrument what it measures
 * @param level its level after persistence
 * @param ground the same by movement alone, for a tilt meter without its cap
 * @param current whether it has current data; without it, it keeps its level and is not quiet
 */
public record Witness(
        String key,
        String stationId,
        SlopeInstrument instrument,
        int level,
        int ground,
        boolean current) {
    /** What it adds to another: its forecast, and a tilt meter beyond what it may say alone. */
    int support() {
        return Math.min(level, ground);
    }

    /** What heavy rain may make graver: measured movement, not a forecast. */
    int movement() {
        return Math.max(level, ground);
    }

    /** Another station, or another principle of measurement. */
    boolean isIndependentOf(Witness other) {
        return !stationId.equals(other.stationId) || instrument != other.instrument;
    }
}
