package org.citywall.contracts.ebike;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * What the site page shows of one port.
 *
 * @param stationId registry id of the charger
 * @param port number of the port from 1
 * @param at time of its newest reading
 * @param state what the charger says
 * @param phase where its session is; null: it has none
 * @param powerW newest power, W
 * @param tempC newest temperature of the port, °C
 * @param boardC newest temperature of the board, °C
 * @param sessionId the charger's number of the session
 * @param startedAt begin of the session
 * @param elapsedS its length, s
 * @param energyWh its energy, Wh
 * @param plateauW its greatest sustained power, W
 * @param level gravest level of what is wrong, 1 (red) to 4 (blue), {@link #NO_LEVEL}: nothing is
 * @param reasons what is wrong, in words and numbers, gravest first
 * @param heatUnknown whether it was too warm and no temperature comes any more: a person who has
 *     looked may say that it is over, by an enable that needs no lock
 * @param lockedBy who cut it off; null: it is not locked
 * @param order its open or newest order; null: there was none
 * @param curve its last 30 minutes; null: nothing was measured
 */
public record PortView(
        String stationId,
        int port,
        Instant at,
        @Nullable PortState state,
        @Nullable ChargingPhase phase,
        @Nullable Double powerW,
        @Nullable Double tempC,
        @Nullable Double boardC,
        @Nullable String sessionId,
        @Nullable Instant startedAt,
        @Nullable Integer elapsedS,
        @Nullable Double energyWh,
        @Nullable Double plateauW,
        int level,
        List<String> reasons,
        boolean heatUnknown,
        @Nullable String lockedBy,
        @Nullable PortOrderView order,
        @Nullable PortCurve curve) {
    /** Nothing is wrong. */
    public static final int NO_LEVEL = 5;
}
