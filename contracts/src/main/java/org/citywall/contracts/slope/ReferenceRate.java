package org.citywall.contracts.slope;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * The rate of the uniform stage, v_eq, against which the tangent angle is measured. Who chose it,
 * and from which period, decides how grave every later movement looks, so it is never estimated
 * again in silence.
 *
 * @param stationId station
 * @param channel its channel
 * @param mmPerDay the rate in mm/d (deg/d for tilt)
 * @param sigma scatter of the rates of that period, same unit
 * @param from begin of the period
 * @param to its end
 * @param version 1 is found by the software; a person's are higher
 * @param approvedBy who answers for it; null: 未批准
 */
public record ReferenceRate(
        String stationId,
        String channel,
        double mmPerDay,
        double sigma,
        Instant from,
        Instant to,
        int version,
        @Nullable String approvedBy) {}
