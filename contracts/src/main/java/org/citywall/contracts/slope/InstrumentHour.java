package org.citywall.contracts.slope;

import org.citywall.contracts.Nullable;

/**
 * One instrument in one hour of the long record. Degrees instead of mm for tilt.
 *
 * @param stationId station, after aliases
 * @param channel its channel
 * @param instrument what it measures
 * @param displacement mean of the accepted readings, mm since its first reading; null: none was
 *     accepted
 * @param rate mm/d as evaluated in this hour; null: not evaluated
 * @param sigma standard error of the rate
 * @param angle tangent angle, degrees; null: no rate, or no reference rate
 * @param level level of this evaluation alone, before persistence; null: not evaluated
 * @param quality mark of its newest reading in this hour; null: as it was recorded
 * @param readings accepted readings; those above 127 in ten minutes are not counted
 */
public record InstrumentHour(
        String stationId,
        String channel,
        SlopeInstrument instrument,
        @Nullable Double displacement,
        @Nullable Double rate,
        @Nullable Double sigma,
        @Nullable Double angle,
        @Nullable Integer level,
        @Nullable SlopeQuality quality,
        int readings) {}
