package org.citywall.stream.slope;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeView;

/**
 * What one reading, one profile or one advance of time leads to.
 *
 * @param state what to remember
 * @param detections levels that were reached or left, and faults of instruments
 * @param mark the quality mark of the reading; null: there was no reading
 * @param view what the slope page shows now; null: as before
 * @param hours what is new in the long record
 * @param nextTimer when {@code advanceTo} must be called at the latest; null: never
 */
public record SlopeDecision(
        SlopeState state,
        List<Detection> detections,
        MarkedReading mark,
        SlopeView view,
        List<SlopeHour> hours,
        Instant nextTimer) {}
