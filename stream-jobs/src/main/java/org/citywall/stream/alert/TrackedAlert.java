package org.citywall.stream.alert;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertTimer;

/**
 * An alert and what only the rules need to know of it.
 *
 * @param alert as everybody sees it
 * @param last who last did what; null: nobody yet
 * @param live whether any of its detections was real; an alert of recorded events alone never
 *     escalates
 * @param unansweredSince from when its escalation counts; null: it does not escalate
 * @param unlisted active sources beyond those that the alert lists
 * @param responsible account that its detections name to answer for it; null: none does
 * @param dangers sources of a slope alarm that are orange or red now, with their level
 * @param memory what aggregation remembers of it
 */
public record TrackedAlert(
        Alert alert,
        LastAction last,
        boolean live,
        Instant unansweredSince,
        UnlistedSources unlisted,
        String responsible,
        Map<String, Integer> dangers,
        AlertMemory memory) {
    /** State that was written before there were unlisted sources, dangers or a memory has none. */
    public TrackedAlert {
        unlisted = unlisted == null ? UnlistedSources.NONE : unlisted;
        dangers = dangers == null ? Map.of() : dangers;
        memory = memory == null ? AlertMemory.NONE : memory;
    }

    /** The same with this deadline, which nobody needs to see. */
    TrackedAlert due(String timer, Instant at) {
        return new TrackedAlert(
                alert,
                last,
                live,
                unansweredSince,
                unlisted,
                responsible,
                dangers,
                memory.due(timer, at));
    }

    /** Its deadlines, those too that nobody needs to see. */
    Stream<AlertTimer> timers() {
        return Stream.concat(
                alert.timers().stream(),
                memory.timers().entrySet().stream()
                        .map(e -> new AlertTimer(e.getKey(), e.getValue())));
    }
}
