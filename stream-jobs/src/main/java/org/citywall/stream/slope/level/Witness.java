package org.citywall.stream.slope.level;

import org.citywall.contracts.slope.SlopeInstrument;

/**
 * What one instrument says about its slope.
 *
 * @param key station and channel
 * @param stationId station
 * @param instrument what it measures
 * @param level its level after persistence
 * @param current whether it has current data; without it, it keeps its level and is not quiet
 */
public record Witness(
        String key, String stationId, SlopeInstrument instrument, int level, boolean current) {
    /** Another station, or another principle of measurement. */
    boolean isIndependentOf(Witness other) {
        return !stationId.equals(other.stationId) || instrument != other.instrument;
    }
}
