package org.citywall.stream.fire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.citywall.contracts.fire.FireSignal;

/**
 * Several points of one building within minutes: an incident (GB 50116 asks for two independent
 * triggers before it starts linked equipment). Presence raises; a point that is alone is red all
 * the same.
 */
final class Coincidence {
    private Coincidence() {}

    /**
     * Counts the point of a fire signal.
     *
     * @return all points that alarm together, oldest first; empty if they make no incident
     */
    static List<FirePoint> count(FireDraft draft, FireSignal signal, FireCondition condition) {
        FirePoint point =
                new FirePoint(
                        signal.deviceId(),
                        signal.point(),
                        condition,
                        signal.receivedAt(),
                        signal.replay());
        Instant since = signal.receivedAt().minus(draft.policy.coincidenceWindow());
        List<FirePoint> fires = new ArrayList<>();
        for (FirePoint known : draft.fires) {
            if (!isSamePoint(known, point) && !known.receivedAt().isBefore(since)) {
                fires.add(known);
            }
        }
        if (fires.size() >= draft.policy.maxConditions()) {
            fires.remove(0);
        }
        fires.add(point);
        draft.fires = List.copyOf(fires);
        List<FirePoint> together =
                fires.stream()
                        .filter(fire -> fire.replay() == point.replay())
                        .filter(fire -> isNear(fire, point, draft.policy))
                        .toList();
        return differentPoints(together) < draft.policy.coincidencePoints() ? List.of() : together;
    }

    /**
     * A panel may report the same fire for itself and for the point: what names no point is one of
     * its own only if its device named none.
     */
    static int differentPoints(List<FirePoint> fires) {
        Map<String, Set<String>> named = new HashMap<>();
        for (FirePoint fire : fires) {
            Set<String> points = named.computeIfAbsent(fire.deviceId(), id -> new HashSet<>());
            if (fire.point() != null) {
                points.add(fire.point());
            }
        }
        return named.values().stream().mapToInt(points -> Math.max(1, points.size())).sum();
    }

    private static boolean isSamePoint(FirePoint a, FirePoint b) {
        return a.deviceId().equals(b.deviceId())
                && Objects.equals(a.point(), b.point())
                && a.replay() == b.replay();
    }

    private static boolean isNear(FirePoint a, FirePoint b, FirePolicy policy) {
        Duration apart = Duration.between(a.receivedAt(), b.receivedAt()).abs();
        return apart.compareTo(policy.coincidenceWindow()) <= 0;
    }
}
