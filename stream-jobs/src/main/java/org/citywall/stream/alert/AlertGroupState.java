package org.citywall.stream.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.stream.dedupe.SeenIds;

/**
 * What the alert rules remember of one group. Bounded: at most one open alert, those closed in the
 * last 24 h, and limited memories of ids.
 *
 * @param open the alert that is not closed; null: none
 * @param closed closed alerts that can still be reopened, oldest first
 * @param seen ids of detections that were applied
 * @param answers commandId → the answer it got
 * @param answered commandIds with the time until which the answer is kept
 * @param held detections that are not believed yet, soonest first
 * @param routes source → the group to which its condition was handed on
 */
public record AlertGroupState(
        TrackedAlert open,
        List<TrackedAlert> closed,
        SeenIds seen,
        Map<String, CommandResult> answers,
        SeenIds answered,
        List<HeldDetection> held,
        Map<String, Route> routes) {
    /** A group of which nothing is known. */
    public static final AlertGroupState EMPTY =
            new AlertGroupState(
                    null, List.of(), SeenIds.NONE, Map.of(), SeenIds.NONE, List.of(), Map.of());

    /** State that was written before anything was held or handed on has none of it. */
    public AlertGroupState {
        held = held == null ? List.of() : held;
        routes = routes == null ? Map.of() : routes;
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return !hasAlerts()
                && held.isEmpty()
                && routes.isEmpty()
                && seen.until().isEmpty()
                && answered.until().isEmpty();
    }

    /**
     * When {@code advanceTo} must be called at the latest; null: never. While there are alerts or
     * held detections, their timers decide; afterwards the end of the last memory.
     */
    public Instant nextTimer() {
        if (hasAlerts() || !held.isEmpty()) {
            return Stream.concat(
                            alerts().flatMap(TrackedAlert::timers).map(AlertTimer::dueAt),
                            held.stream().map(HeldDetection::dueAt))
                    .min(Instant::compareTo)
                    .orElse(null);
        }
        return Stream.concat(
                        Stream.of(seen, answered).map(SeenIds::lastEnd),
                        routes.values().stream().map(Route::until))
                .filter(end -> end != null)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private boolean hasAlerts() {
        return open != null || !closed.isEmpty();
    }

    private Stream<TrackedAlert> alerts() {
        return Stream.concat(Stream.ofNullable(open), closed.stream());
    }
}
