package org.citywall.stream.area;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Detection;

/**
 * Several buildings near each other with a fire alarm within minutes: an area incident. Pure.
 *
 * <p>Buildings lie in different partitions of the log, which are read in no fixed order. So an
 * input waits until time has passed it everywhere (a tick of the gateways, 250 ms) and then all are
 * taken in the order of their time: a replay finds the same incidents. Nobody waits for this to
 * hear of a press: each building's own alert is red at once.
 */
public final class AreaRule {
    private static final Comparator<AreaFire> ORDER =
            Comparator.comparing(AreaFire::at).thenComparing(fire -> fire.detection().id());

    private AreaRule() {}

    /**
     * Whether a detection is a real fire alarm of a building, or its end. What these rules make
     * never feeds them.
     */
    public static boolean concerns(Detection detection) {
        return detection.domain() == AlertDomain.FIRE
                && detection.alertClass() == AlertClass.ALARM
                && !Detection.AREA_INCIDENT.equals(detection.kind())
                && !Detection.DRILL_UNRESTORED.equals(detection.kind())
                && detection.site() != null
                && !detection.replay();
    }

    /** The inputs of one fire: its own cell and those that are near it. */
    public static Stream<AreaFire> inputs(Detection detection, Instant at, AreaPolicy policy) {
        // Twice: a cell also judges buildings just outside, for which it must know their
        // neighbours.
        return AreaCells.near(detection.site(), 2.0 * policy.radiusM()).stream()
                .map(cell -> new AreaFire(cell, detection, at));
    }

    /** Takes an input, to be judged when time has passed it. */
    public static AreaState accept(AreaState state, AreaFire fire) {
        return state.waitingFor(fire);
    }

    /** Judges all inputs up to {@code now}, in the order of their time. */
    public static AreaDecision advanceTo(
            AreaState state, String cell, Instant now, AreaPolicy policy) {
        AreaDraft draft = new AreaDraft(state, cell, policy);
        List<AreaFire> waiting = new ArrayList<>();
        state.waiting().stream()
                .sorted(ORDER)
                .forEach(
                        fire -> {
                            if (fire.at().isAfter(now)) {
                                waiting.add(fire);
                            } else {
                                judge(draft, fire);
                            }
                        });
        draft.forget(now);
        AreaState after = AreaState.of(waiting, draft.buildings, policy);
        return new AreaDecision(after, draft.detections);
    }

    private static void judge(AreaDraft draft, AreaFire fire) {
        draft.forget(fire.at());
        Detection detection = fire.detection();
        AreaBuilding known = draft.buildings.get(detection.site().id());
        if (!detection.raised()) {
            if (known != null) {
                clear(draft, known.cleared(detection), detection);
            }
            return;
        }
        AreaBuilding building =
                known == null
                        ? AreaBuilding.first(detection, fire.at())
                        : known.raised(detection, fire.at(), draft.policy);
        draft.put(building);
        join(draft, building);
    }

    /**
     * Looks for clusters around each neighbour of the building, among what one of them can reach.
     */
    private static void join(AreaDraft draft, AreaBuilding building) {
        double radius = draft.policy.radiusM();
        List<AreaBuilding> reach = within(draft.buildings.values(), building, 2 * radius + 1);
        if (reach.stream().noneMatch(AreaBuilding::mayJoin)) {
            return; // a storm of repeats: all that could join has joined
        }
        Map<String, AreaBuilding> nearby = new HashMap<>();
        reach.forEach(each -> nearby.put(each.siteId(), each));
        for (AreaBuilding centre : within(reach, building, radius)) {
            Cluster.of(nearby.values(), centre, building, draft.policy)
                    .ifPresent(
                            cluster ->
                                    cluster.join(
                                            nearby, draft.cell, draft.policy, draft.detections));
        }
        nearby.values().forEach(draft::put);
    }

    /** The end of a building's last fire ends its part of the incident; people end the rest. */
    private static void clear(AreaDraft draft, AreaBuilding building, Detection end) {
        if (building.burns() || building.incident() == null) {
            draft.put(building);
            return;
        }
        if (AreaCells.of(building.newest().site()).equals(draft.cell)) {
            draft.detections.add(AreaDetections.left(building, end));
        }
        draft.put(building.joined(null, null));
    }

    /** Buildings within so many metres, in the order of their ids. */
    static List<AreaBuilding> within(
            Collection<AreaBuilding> buildings, AreaBuilding centre, double metres) {
        List<AreaBuilding> near = new ArrayList<>();
        for (AreaBuilding other : buildings) {
            if (AreaCells.isWithin(centre.newest().site(), other.newest().site(), metres)) {
                near.add(other);
            }
        }
        near.sort(Comparator.comparing(AreaBuilding::siteId));
        return near;
    }
}
