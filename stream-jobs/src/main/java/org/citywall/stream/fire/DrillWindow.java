package org.citywall.stream.fire;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.fire.TestWindow;

/**
 * A registered test and what came of it.
 *
 * @param window as it was registered
 * @param broken something alarmed that the test does not explain: for its rest everything is real
 * @param taken signals that were taken as a drill, one per device, point and kind, oldest first
 */
public record DrillWindow(TestWindow window, boolean broken, List<TakenSignal> taken) {
    /** Whether signals received at this moment belong to the test. */
    boolean isInForceAt(Instant receivedAt) {
        return !broken && !receivedAt.isBefore(window.from()) && receivedAt.isBefore(window.to());
    }

    /** When it can be forgotten: signals that were received before its end are here by then. */
    Instant dropAt(FirePolicy policy) {
        return window.to().plus(policy.windowGrace());
    }
}
