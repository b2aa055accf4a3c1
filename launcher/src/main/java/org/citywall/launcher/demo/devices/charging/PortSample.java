package org.citywall.launcher.demo.devices.charging;

import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;

/**
 * What a charger says of one of its ports at one moment.
 *
 * @param stationId of the charger
 * @param port from 1; 0: of the charger as a whole, as with each report: board and smoke only
 * @param atMs its own time, epoch ms
 * @param state of the port; null: of no port
 * @param powerW as its meter has it, W
 * @param voltageV mains, V
 * @param currentA A
 * @param portC at the port, °C
 * @param boardC at the board, °C
 * @param smoke whether the smoke detector alarms
 * @param session its number; 0: none
 * @param elapsedS since the session began, s
 * @param energyWh of the session, Wh
 * @param stopReason why the session ended just now; null: it did not
 */
public record PortSample(
        String stationId,
        int port,
        long atMs,
        PortState state,
        double powerW,
        double voltageV,
        double currentA,
        double portC,
        double boardC,
        boolean smoke,
        int session,
        int elapsedS,
        double energyWh,
        StopReason stopReason) {
    /** The same at another moment. */
    public PortSample at(long otherMs) {
        return new PortSample(
                stationId,
                port,
                otherMs,
                state,
                powerW,
                voltageV,
                currentA,
                portC,
                boardC,
                smoke,
                session,
                elapsedS,
                energyWh,
                stopReason);
    }
}
