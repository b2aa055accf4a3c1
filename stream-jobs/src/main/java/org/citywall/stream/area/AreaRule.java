package org.citywall.stream.area;

import java.time.Instant;
import java.util.ArrayList;
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
    public static AreaState accept(AreaState state, AreaFire fire, AreaPolicy policy) {
        List<AreaFire> waiting = new ArrayList<>(state.waiting());
        waiting.add(fire);
        return AreaState.of(waiting, state.buildings(), policy);
    }

    /** Judges all inputs up to {@code now}, in the order of their time. */
    public static AreaDecision advanceTo(
            AreaState state, String cell, Instant now, AreaPolicy policy) {
        Map<String, AreaBuilding> buildings = new HashMap<>(state.buildings());
        List<Detection> detections = new ArrayList<>();
        List<AreaFire> waiting = new ArrayList<>();
        state.waiting().stream()
                .sorted(ORDER)
                .forEach(
                        fire -> {
                            if (fire.at().isAfter(now)) {
                                waiting.add(fire);
                            } else {
                                judge(buildings, cell, fire, policy, detections);
                            }
                        });
        forget(buildings, now, policy);
        return new AreaDecision(AreaState.of(waiting, buildings, policy), detections);
    }

    private static void judge(
            Map<String, AreaBuilding> buildings,
            String cell,
            AreaFire fire,
            AreaPolicy policy,
            List<Detection> out) {
        forget(buildings, fire.at(), policy);
        Detection detection = fire.detection();
        AreaBuilding known = buildings.get(detection.site().id());
        if (!detection.raised()) {
            if (known != null) {
                clear(buildings, cell, known.cleared(detection), detection, out);
            }
            return;
        }
        AreaBuilding building =
                known == null
                        ? AreaBuilding.first(detection, fire.at())
                        : known.raised(detection, fire.at());
        buildings.put(building.siteId(), building);
        for (AreaBuilding centre : near(buildings, building, policy)) {
            Cluster.of(buildings, centre, building, policy)
                    .ifPresent(cluster -> cluster.join(buildings, cell, policy, out));
        }
    }

    /** The end of a building's last fire ends its part of the incident; people end the rest. */
    private static void clear(
            Map<String, AreaBuilding> buildings,
            String cell,
            AreaBuilding building,
            Detection end,
            List<Detection> out) {
        if (building.burns() || building.incident() == null) {
            buildings.put(building.siteId(), building);
            return;
        }
        if (AreaCells.of(building.newest().site()).equals(cell)) {
            out.add(AreaDetections.left(building, end));
        }
        buildings.put(building.siteId(), building.joined(null, null));
    }

    /** Buildings within the radius, in the order of their ids. */
    static List<AreaBuilding> near(
            Map<String, AreaBuilding> buildings, AreaBuilding centre, AreaPolicy policy) {
        return buildings.values().stream()
                .filter(
                        other ->
                                AreaCells.metres(centre.newest().site(), other.newest().site())
                                        <= policy.radiusM())
                .sorted(Comparator.comparing(AreaBuilding::siteId))
                .toList();
    }

    private static void forget(
            Map<String, AreaBuilding> buildings, Instant now, AreaPolicy policy) {
        buildings.values().removeIf(building -> !building.forgetAt(policy).isAfter(now));
    }
}
