package org.citywall.stream.area;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;

/** Builds detections of area incidents: ids from facts alone, one source per building. */
final class AreaDetections {
    private static final int NAMED = 8;

    private AreaDetections() {}

    static String groupKey(AreaBuilding first) {
        return "fire/area/" + first.siteId();
    }

    static Detection joined(
            String groupKey, AreaBuilding member, List<AreaBuilding> members, AreaPolicy policy) {
        Detection fire = member.newest();
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("报警建筑", members.size() + " 栋");
        evidence.put("建筑", names(members));
        return detection(
                Ids.of("area", groupKey, fire.id()),
                groupKey,
                fire,
                true,
                "区域火警",
                "%d 栋建筑在 %d 米范围、%d 秒内先后报火警（限值 %d 栋、%d 秒）：%s"
                        .formatted(
                                members.size(),
                                policy.radiusM(),
                                span(members).toSeconds(),
                                policy.buildings(),
                                policy.window().toSeconds(),
                                names(members)),
                evidence);
    }

    static Detection left(AreaBuilding member, Detection end) {
        return left(member, end.id(), " 的火警已全部恢复");
    }

    /** It alarms again after a pause, with others: its part of the earlier incident is over. */
    static Detection renewed(AreaBuilding member) {
        return left(member, member.newest().id(), " 间隔后再次报火警");
    }

    private static Detection left(AreaBuilding member, String endId, String words) {
        String name = member.newest().site().name();
        return detection(
                Ids.of("area-end", member.joinedBy(), endId),
                member.incident(),
                member.newest(),
                false,
                "区域火警恢复",
                name + words,
                Map.of("建筑", name));
    }

    /** The building is the source: its devices and points are on its own card. */
    private static Detection detection(
            String id,
            String groupKey,
            Detection fire,
            boolean raised,
            String title,
            String reason,
            Map<String, String> evidence) {
        return new Detection(
                id,
                groupKey,
                AlertDomain.FIRE,
                AlertClass.ALARM,
                Detection.AREA_INCIDENT,
                Level.RED,
                raised,
                fire.site().id(),
                null,
                title,
                reason,
                evidence,
                fire.site(),
                fire.place(),
                fire.placeName(),
                fire.signalAt(),
                fire.receivedAt(),
                null,
                false,
                List.of(Detection.AREA_INCIDENT));
    }

    private static Duration span(List<AreaBuilding> members) {
        Instant first = members.get(0).newest().receivedAt();
        return Duration.between(first, members.get(members.size() - 1).newest().receivedAt());
    }

    private static String names(List<AreaBuilding> members) {
        String names =
                members.stream()
                        .limit(NAMED)
                        .map(member -> member.newest().site().name())
                        .collect(Collectors.joining("、"));
        return members.size() > NAMED ? names + " 等" : names;
    }
}
