package org.citywall.stream.area;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.citywall.contracts.alert.Detection;

/**
 * Buildings around one of them that alarmed within the window of the newest alarm: enough for an
 * incident.
 *
 * @param centre the one around which they lie
 * @param members all of them, first-out first
 */
record Cluster(AreaBuilding centre, List<AreaBuilding> members) {
    private static final Comparator<AreaBuilding> FIRST_OUT =
            Comparator.comparing((AreaBuilding building) -> building.newest().receivedAt())
                    .thenComparing(AreaBuilding::siteId);

    static Optional<Cluster> of(
            Collection<AreaBuilding> buildings,
            AreaBuilding centre,
            AreaBuilding newest,
            AreaPolicy policy) {
        long at = newest.newest().receivedAt().toEpochMilli();
        long window = policy.window().toMillis();
        List<AreaBuilding> members =
                AreaRule.within(buildings, centre, policy.radiusM()).stream()
                        .filter(
                                other -> {
                                    long when = other.newest().receivedAt().toEpochMilli();
                                    return Math.abs(when - at) <= window;
                                })
                        .sorted(FIRST_OUT)
                        .toList();
        return members.size() < policy.buildings()
                ? Optional.empty()
                : Optional.of(new Cluster(centre, members));
    }

    /**
     * Makes all members part of one incident: of the one that a member belongs to, or of a new one
     * that is named after the first building. Who belonged to one of some time ago leaves that, so
     * that people hear of the new one. Every cell that knows the whole neighbourhood of the centre
     * decides the same; the one in which the centre lies says so.
     */
    void join(
            Map<String, AreaBuilding> buildings,
            String cell,
            AreaPolicy policy,
            List<Detection> out) {
        if (!AreaCells.near(centre.newest().site(), policy.radiusM()).contains(cell)) {
            return;
        }
        String groupKey =
                members.stream()
                        .filter(member -> !member.mayJoin())
                        .map(AreaBuilding::incident)
                        .findFirst()
                        .orElse(AreaDetections.groupKey(members.get(0)));
        boolean isOurs = AreaCells.of(centre.newest().site()).equals(cell);
        for (AreaBuilding member : members) {
            if (member.mayJoin()) {
                Detection joined = AreaDetections.joined(groupKey, member, members, policy);
                buildings.put(member.siteId(), member.joined(groupKey, joined.id()));
                if (isOurs) {
                    if (member.incident() != null) {
                        out.add(AreaDetections.renewed(member));
                    }
                    out.add(joined);
                }
            }
        }
    }
}
