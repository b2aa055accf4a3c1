package org.citywall.stream.area;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the area rules remember of one cell. Bounded: buildings that alarmed in the last minutes or
 * belong to an incident, and inputs of the last moments.
 *
 * @param waiting inputs until time has passed them in every partition
 * @param buildings site id → building
 * @param timer event time of the one timer of this cell; null: none
 */
public record AreaState(
        List<AreaFire> waiting, Map<String, AreaBuilding> buildings, Instant timer) {
    /** A cell without fires. */
    public static final AreaState EMPTY = new AreaState(List.of(), Map.of(), null);

    static AreaState of(
            List<AreaFire> waiting, Map<String, AreaBuilding> buildings, AreaPolicy policy) {
        Instant timer =
                Stream.concat(
                                waiting.stream().map(AreaFire::at),
                                buildings.values().stream().map(b -> b.forgetAt(policy)))
                        .min(Instant::compareTo)
                        .orElse(null);
        return timer == null ? EMPTY : new AreaState(waiting, buildings, timer);
    }

    /** One more input, without a look at all that is remembered. */
    AreaState waitingFor(AreaFire fire) {
        List<AreaFire> more = new ArrayList<>(waiting.size() + 1);
        more.addAll(waiting);
        more.add(fire);
        Instant next = timer == null || fire.at().isBefore(timer) ? fire.at() : timer;
        return new AreaState(more, buildings, next);
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return waiting.isEmpty() && buildings.isEmpty();
    }
}
