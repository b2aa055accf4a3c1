package org.citywall.contracts.slope;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;

/**
 * One instrument on the slope page.
 *
 * @param stationId station
 * @param channel its channel
 * @param instrument what it measures
 * @param values newest raw values
 * @param lastAt device time of the newest reading that was not refused; null: there was none
 * @param quality mark of the newest reading
 * @param qualityReason why it has that mark
 * @param current whether it counts as reporting
 * @param displacement mm since its first reading
 * @param rate mm/d; null: too few readings
 * @param sigma standard error of the rate
 * @param windowHours window of the rate
 * @param angle tangent angle, degrees
 * @param level its level after persistence
 * @param reasons what set its level, in words and numbers
 * @param reference the reference rate in use
 * @param forecast by inverse velocity
 * @param points the last 72 evaluated hours
 * @param step a jump that waits for a person; null: none
 */
public record InstrumentView(
        String stationId,
        String channel,
        SlopeInstrument instrument,
        Map<String, Double> values,
        @Nullable Instant lastAt,
        SlopeQuality quality,
        @Nullable String qualityReason,
        boolean current,
        double displacement,
        @Nullable Double rate,
        @Nullable Double sigma,
        int windowHours,
        @Nullable Double angle,
        int level,
        List<String> reasons,
        @Nullable ReferenceRate reference,
        @Nullable SlopeForecast forecast,
        List<SlopePoint> points,
        @Nullable SlopeStep step) {}
