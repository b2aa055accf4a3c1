package org.citywall.stream.fire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.stream.dedupe.SeenIds;

/**
 * What the fire rules remember of one site (or of one device that has none). Bounded: one entry per
 * device of the site, {@link FirePolicy#maxConditions()} conditions each, {@link
 * FirePolicy#maxSeenIds()} ids twice, {@link FirePolicy#maxWindows()} tests with as many signals as
 * a device has conditions, and the fires of the last minutes.
 *
 * @param devices device id → device
 * @param seen (source, id) of signals that had an effect
 * @param graceFrom event time from which silence counts, after the log's time stood still; null: it
 *     never did
 * @param timer event time of the one timer of this site; null: none
 * @param panels signals over GB/T 26875.3 that had an effect in the last minutes, oldest first
 * @param tests registered tests that have not ended, in the order in which they were registered
 * @param fires points that alarmed in the last minutes, oldest first
 */
public record FireSiteState(
        Map<String, FireDevice> devices,
        SeenIds seen,
        Instant graceFrom,
        Instant timer,
        List<PanelSignal> panels,
        List<DrillWindow> tests,
        List<FirePoint> fires) {
    /** A site that was never heard. */
    public static final FireSiteState EMPTY =
            new FireSiteState(Map.of(), SeenIds.NONE, null, null, List.of(), List.of(), List.of());

    /** State that was written before there were the last three has none of them. */
    public FireSiteState {
        panels = panels == null ? List.of() : panels;
        tests = tests == null ? List.of() : tests;
        fires = fires == null ? List.of() : fires;
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return devices.isEmpty() && tests.isEmpty();
    }
}
