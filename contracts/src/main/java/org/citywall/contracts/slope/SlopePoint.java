package org.citywall.contracts.slope;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * One instrument at one evaluated hour.
 *
 * @param at device time
 * @param displacement mm since its first reading, along its main path
 * @param rate mm/d
 * @param sigma standard error of the rate, mm/d
 * @param angle tangent angle, degrees; null without reference rate
 * @param level level of this evaluation alone, before persistence; {@link SlopeView#NO_LEVEL}: none
 */
public record SlopePoint(
        Instant at,
        double displacement,
        double rate,
        double sigma,
        @Nullable Double angle,
        int level) {}
