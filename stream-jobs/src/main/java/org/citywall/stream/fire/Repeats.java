package org.citywall.stream.fire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.fire.FireSignal;

/**
 * Which signals are repeats. (source, device, id) is the key, for a day; but a panel whose clock is
 * dead numbers its frames anew after a loss of power and so sends the same key for a second real
 * fire. The key of a signal over GB/T 26875.3 therefore lasts only while resends can come (three in
 * ten seconds each), and not beyond a restore or reset of its point.
 */
final class Repeats {
    private Repeats() {}

    static String key(FireSignal signal) {
        return Ids.of("signal", signal.source(), signal.deviceId(), signal.id());
    }

    static boolean isRepeat(FireDraft draft, FireSignal signal, String key, Instant now) {
        if (!isOfPanel(signal)) {
            return draft.seen.contains(key, now);
        }
        return draft.panels.stream()
                .anyMatch(known -> known.key().equals(key) && isRecent(draft, known, signal));
    }

    static void remember(
            FireDraft draft, FireSignal signal, String key, boolean ends, Instant now) {
        if (!isOfPanel(signal)) {
            Instant end = now.plus(draft.policy.duplicateHorizon());
            draft.seen = draft.seen.with(key, end, draft.policy.maxSeenIds());
            return;
        }
        Instant since = signal.receivedAt().minus(draft.policy.panelDuplicateHorizon());
        List<PanelSignal> kept = new ArrayList<>();
        for (PanelSignal known : draft.panels) {
            // Keys of restores stay: to swallow one too many leaves a fire on, which is safe.
            boolean ended = ends && !known.ends() && isAt(signal, known);
            if (!ended && known.receivedAt().isAfter(since)) {
                kept.add(known);
            }
        }
        if (kept.size() >= draft.policy.maxSeenIds()) {
            kept.remove(0);
        }
        kept.add(
                new PanelSignal(key, signal.deviceId(), signal.point(), signal.receivedAt(), ends));
        draft.panels = List.copyOf(kept);
    }

    private static boolean isOfPanel(FireSignal signal) {
        return signal.source().startsWith(FireSignal.PANEL_SOURCE);
    }

    /**
     * By received time, of which gateways may disagree by some milliseconds in either direction.
     */
    private static boolean isRecent(FireDraft draft, PanelSignal known, FireSignal signal) {
        Duration apart = Duration.between(known.receivedAt(), signal.receivedAt()).abs();
        return apart.compareTo(draft.policy.panelDuplicateHorizon()) < 0;
    }

    private static boolean isAt(FireSignal end, PanelSignal known) {
        return end.deviceId().equals(known.deviceId()) && FireCondition.reaches(end, known.point());
    }
}
