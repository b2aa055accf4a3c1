package org.citywall.contracts.slope;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * One instrument in one step of the long record: an hour as it was recorded, or a day of hours.
 *
 * @param at beginning of the step, device time
 * @param displacement mm since its first reading; of a day: mean of its hours; null: nothing of
 *     what it sent was accepted
 * @param rate mm/d; of a day: the largest
 * @param sigma standard error of that rate
 * @param angle tangent angle, degrees; of a day: the largest
 * @param level level of the evaluation; of a day: the gravest
 * @param quality of an hour: mark of its newest reading; of a day: the commonest mark that is
 *     neither ok nor late, if there is one
 * @param readings accepted readings
 */
public record HistoryPoint(
        Instant at,
        @Nullable Double displacement,
        @Nullable Double rate,
        @Nullable Double sigma,
        @Nullable Double angle,
        @Nullable Integer level,
        SlopeQuality quality,
        int readings) {}
