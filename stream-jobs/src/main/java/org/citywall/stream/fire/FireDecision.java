package org.citywall.stream.fire;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.SignalOutcome;

/**
 * What one signal or one advance of time leads to.
 *
 * @param state what to remember
 * @param detections conditions that began, were seen again, or ended
 * @param outcomes what became of presses that raise nothing
 * @param statuses devices that were heard first, went silent, came back, or are due for a refresh
 * @param nextTimer when {@code advanceTo} must be called at the latest; null: never
 */
public record FireDecision(
        FireSiteState state,
        List<Detection> detections,
        List<SignalOutcome> outcomes,
        List<DeviceStatus> statuses,
        Instant nextTimer) {}
