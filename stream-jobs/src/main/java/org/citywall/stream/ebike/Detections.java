package org.citywall.stream.ebike;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortCurve;
import org.citywall.contracts.ebike.PortView;

/** Builds detections: ids from facts alone, the group, the words and the evidence. */
final class Detections {
    private Detections() {}

    static Detection ofPort(
            EbikeDraft draft, PortMemory port, EbikeKind rule, int level, String reason) {
        return of(
                draft,
                rule,
                level,
                port.stationId,
                Integer.toString(port.port),
                EbikeWords.port(draft.site, port) + "：" + reason,
                evidence(draft, port));
    }

    static Detection ofStation(
            EbikeDraft draft, StationMemory station, EbikeKind rule, int level, String reason) {
        String name = EbikeWords.station(draft.site, station.id);
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("充电桩", name + "（" + station.id + "）");
        evidence.put("最后消息", EbikeWords.clock(station.receivedAt));
        if (!Float.isNaN(station.boardC)) {
            evidence.put("主板温度", EbikeWords.celsius(station.boardC));
        }
        Curves.ofStation(draft, station.id, evidence);
        return of(draft, rule, level, station.id, null, name + "：" + reason, evidence);
    }

    static Detection ofSite(
            EbikeDraft draft,
            EbikeKind rule,
            int level,
            String reason,
            Map<String, String> evidence) {
        return of(draft, rule, level, draft.site.id(), null, reason, evidence);
    }

    /** What a camera saw; its site is the building. */
    static Detection ofCamera(
            EbikeDraft draft,
            CameraSight sight,
            boolean raised,
            String reason,
            Map<String, String> evidence) {
        int level = raised ? sight.level() : PortView.NO_LEVEL;
        return of(draft, sight.rule(), level, sight.cameraId(), null, reason, evidence);
    }

    private static Map<String, String> evidence(EbikeDraft draft, PortMemory port) {
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("端口", EbikeWords.port(draft.site, port));
        put(evidence, "功率", port.powerW, " W");
        put(evidence, port.tempLost ? "最后实测温度" : "端口温度", port.tempC, " ℃");
        if (port.tempLost) {
            evidence.put("温度实测时间", EbikeWords.clock(port.tempAt));
        }
        put(evidence, "主板温度", port.boardC, " ℃");
        SessionMemory session = port.session;
        if (session != null) {
            put(evidence, "恒流功率", session.plateauW, " W");
            put(evidence, "已充电量", session.energyWh, " Wh");
            evidence.put("已充电", EbikeWords.duration(Sessions.length(port)));
        }
        PortCurve curve = port.minutes.curve();
        if (curve != null) {
            evidence.put(Curves.CURVE, Json.string(curve));
        }
        return evidence;
    }

    private static void put(Map<String, String> evidence, String name, float value, String unit) {
        if (!Float.isNaN(value)) {
            evidence.put(name, EbikeWords.number(value) + unit);
        }
    }

    private static Detection of(
            EbikeDraft draft,
            EbikeKind rule,
            int level,
            String deviceId,
            String point,
            String reason,
            Map<String, String> evidence) {
        SiteMemory site = draft.site;
        boolean raised = level != PortView.NO_LEVEL;
        String alertOrCare = rule.alertClass() == AlertClass.ALARM ? "alarm" : "maintenance";
        String group = String.join("/", "ebike", alertOrCare, site.id());
        return new Detection(
                id(draft, rule, level, deviceId, point),
                site.replay ? group + "/replay" : group,
                AlertDomain.EBIKE,
                rule.alertClass(),
                rule.wireName(),
                raised ? level : Level.BLUE,
                raised,
                deviceId,
                point,
                raised ? rule.title() : rule.title() + "解除",
                reason,
                evidence,
                site.site,
                site.place,
                site.placeName,
                signalAt(draft),
                draft.reading == null ? draft.now : draft.receivedAt,
                null,
                site.replay,
                tags(draft));
    }

    /** The times of measurement and log tell one rise from the next; clocks may stand still. */
    private static String id(
            EbikeDraft draft, EbikeKind rule, int level, String deviceId, String point) {
        return Ids.of(
                level == PortView.NO_LEVEL ? "cleared" : "raised",
                draft.site.replay ? draft.site.id() + SiteMemory.REPLAY : draft.site.id(),
                rule.wireName(),
                deviceId,
                point == null ? "" : point,
                Integer.toString(level),
                Long.toString(draft.at),
                Long.toString(draft.nowMs()));
    }

    private static Instant signalAt(EbikeDraft draft) {
        return draft.reading == null ? null : draft.reading.deviceTime();
    }

    private static List<String> tags(EbikeDraft draft) {
        List<String> tags = new ArrayList<>(0);
        if (draft.site.replay) {
            tags.add(AlertTag.REPLAY.wireName());
        }
        if (draft.reading != null) {
            if (!draft.reading.registered()) {
                tags.add(AlertTag.UNREGISTERED.wireName());
            }
            Instant device = draft.reading.deviceTime();
            if (device != null && !draft.timed) {
                tags.add(AlertTag.CLOCK_STANDS.wireName());
            } else if (device != null && device.toEpochMilli() != draft.at) {
                tags.add(AlertTag.CLOCK_AHEAD.wireName());
            }
        }
        return List.copyOf(tags);
    }
}
