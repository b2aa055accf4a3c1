package org.citywall.stream.ebike;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerSite;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PortOrderView;

/**
 * What one input or one advance of time leads to. What is to be remembered stands in the memories
 * that were handed in.
 *
 * @param verdict what became of the input
 * @param detections dangers and faults that began, became graver or ended
 * @param summary what the wall shows now; null: as before
 * @param page what the site page shows now, with that summary; null: as before
 * @param sessions sessions that ended
 * @param orders changes of orders
 * @param commands to chargers
 * @param nextTimer when {@code advanceTo} must be called at the latest; null: never
 */
public record EbikeDecision(
        Verdict verdict,
        List<Detection> detections,
        ChargerSite summary,
        ChargerPage page,
        List<ChargingSession> sessions,
        List<PortOrderView> orders,
        List<DeviceCommand> commands,
        Instant nextTimer) {
    /** What became of an input. */
    public enum Verdict {
        /** It was judged. */
        TAKEN,
        /** The same (source, id) as before, or an order or answer that was handled already. */
        DUPLICATE,
        /** Measured before what is known already: proves only that the charger lives. */
        LATE,
        /** Too many ports or chargers, or an answer to an order that is not open. */
        REFUSED
    }
}
