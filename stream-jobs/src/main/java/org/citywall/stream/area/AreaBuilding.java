package org.citywall.stream.area;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Detection;

/**
 * A building with a fire alarm, as a cell knows it.
 *
 * @param newest its newest raising detection
 * @param fires keys of its devices and points that alarm
 * @param lost whether more alarm than were remembered, so that nobody can know when all have ended
 * @param incident group key of the area incident that it belongs to; null: none
 * @param joinedBy id of the detection by which it joined
 * @param newestAt event time of {@code newest}
 * @param renewedAt received time at which it alarmed again after a pause longer than the window,
 *     while it belonged to an incident: it can join a new one; null: it has not
 */
public record AreaBuilding(
        Detection newest,
        List<String> fires,
        boolean lost,
        String incident,
        String joinedBy,
        Instant newestAt,
        Instant renewedAt) {

    static AreaBuilding first(Detection raised, Instant at) {
        return new AreaBuilding(raised, List.of(key(raised)), false, null, null, at, null);
    }

    String siteId() {
        return newest.site().id();
    }

    AreaBuilding raised(Detection again, Instant at, AreaPolicy policy) {
        Instant renewal = renewal(again, policy);
        if (fires.contains(key(again))) {
            return new AreaBuilding(again, fires, lost, incident, joinedBy, at, renewal);
        }
        if (fires.size() >= AreaPolicy.MAX_FIRES) {
            return new AreaBuilding(again, fires, true, incident, joinedBy, at, renewal);
        }
        List<String> more = new ArrayList<>(fires);
        more.add(key(again));
        return new AreaBuilding(again, more, lost, incident, joinedBy, at, renewal);
    }

    private Instant renewal(Detection again, AreaPolicy policy) {
        Instant before = newest.receivedAt();
        boolean afterPause = again.receivedAt().isAfter(before.plus(policy.window()));
        return incident != null && afterPause ? again.receivedAt() : renewedAt;
    }

    AreaBuilding cleared(Detection end) {
        List<String> fewer = new ArrayList<>(fires);
        fewer.remove(key(end));
        return new AreaBuilding(newest, fewer, lost, incident, joinedBy, newestAt, renewedAt);
    }

    AreaBuilding joined(String groupKey, String detectionId) {
        return new AreaBuilding(newest, fires, lost, groupKey, detectionId, newestAt, null);
    }

    /** Whether it belongs to no incident, or to one of some time ago. */
    boolean mayJoin() {
        return incident == null || renewedAt != null;
    }

    boolean burns() {
        return lost || !fires.isEmpty();
    }

    /**
     * When it needs no attention any more, unless something happens. Twice the window: that is by
     * received time, and records may be late on the log.
     */
    Instant forgetAt(AreaPolicy policy) {
        return newestAt.plus(incident == null ? policy.window().multipliedBy(2) : policy.memory());
    }

    private static String key(Detection of) {
        return of.point() == null
                ? Ids.of(of.deviceId(), of.kind())
                : Ids.of(of.deviceId(), of.kind(), of.point());
    }
}
