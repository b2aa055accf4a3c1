package org.citywall.contracts.ebike;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.List;

/**
 * The last 30 minutes of a port, a sample a minute. A minute without measurement is null, in both
 * lists.
 *
 * @param from begin of the first minute
 * @param powerW mean power of each minute, W
 * @param tempC highest temperature of each minute, °C
 */
public record PortCurve(
        Instant from,
        @JsonSerialize(contentUsing = Tenths.class) List<Double> powerW,
        @JsonSerialize(contentUsing = Tenths.class) List<Double> tempC) {}
