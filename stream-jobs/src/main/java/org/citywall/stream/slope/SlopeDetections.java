package org.citywall.stream.slope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.level.Assessment;

/** Builds detections: ids from facts alone, the group, and the words. */
final class SlopeDetections {
    /** Kind of the level of a slope. */
    static final String LEVEL = "slope-level";

    /** Kind of an instrument that is silent in heavy rain. */
    static final String SILENCE = "silence";

    /** Tag of a level that one instrument shows while the others are quiet. */
    static final String SUSPECT = AlertTag.SUSPECT.wireName();

    private SlopeDetections() {}

    /** The slope itself is the device, so that its clear finds it whichever instrument led. */
    static Detection level(SlopeDraft draft) {
        boolean raised = draft.level < SlopeView.NO_LEVEL;
        return detection(
                draft,
                AlertClass.ALARM,
                LEVEL,
                raised ? draft.level : Level.BLUE,
                raised,
                draft.siteId(),
                null,
                raised ? "边坡" + SlopeWords.level(draft.level) + "预警" : "边坡预警解除",
                raised ? raisedBecause(draft) : clearedBecause(draft),
                evidence(draft),
                draft.releasing == null
                        ? draft.support.name()
                        : draft.support.name() + draft.releasing.id());
    }

    private static String raisedBecause(SlopeDraft draft) {
        return draft.support.words() + "；" + String.join("；", SlopeWords.reasons(draft));
    }

    private static String clearedBecause(SlopeDraft draft) {
        return draft.released == null ? "变形与雨量回落到预警以下" : SlopeWords.released(draft.released);
    }

    /** The level of a slope that is not watched any longer. */
    static Detection over(SlopeDraft draft, String reason) {
        return detection(
                draft,
                AlertClass.ALARM,
                LEVEL,
                Level.BLUE,
                false,
                draft.siteId(),
                null,
                "边坡预警解除",
                reason,
                Map.of(),
                draft.support.name());
    }

    static Detection silence(SlopeDraft draft, String key) {
        SlopeChannel channel = draft.channel(key);
        boolean raised = draft.silent != null;
        return detection(
                draft,
                AlertClass.ALARM,
                SILENCE,
                raised ? Level.YELLOW : Level.BLUE,
                raised,
                draft.siteId(),
                SILENCE,
                raised ? "强降雨中仪器无数据" : "仪器恢复数据或降雨结束",
                raised
                        ? SlopeWords.silence(channel, Weighing.silence(draft, channel))
                                + "；"
                                + draft.rain.reason()
                        : SlopeWords.name(channel) + " 不再缺数",
                Map.of("仪器", SlopeWords.name(channel)),
                key);
    }

    static Detection fault(
            SlopeDraft draft, SlopeChannel channel, String fault, boolean raised, String reason) {
        return detection(
                draft,
                AlertClass.MAINTENANCE,
                fault,
                raised ? Level.YELLOW : Level.BLUE,
                raised,
                channel.stationId(),
                channel.channel(),
                raised ? Faults.title(fault) : Faults.title(fault) + "：已恢复",
                SlopeWords.name(channel) + "：" + reason,
                Map.of("仪器", SlopeWords.name(channel)),
                channel.key());
    }

    private static Map<String, String> evidence(SlopeDraft draft) {
        Map<String, String> evidence = new LinkedHashMap<>();
        SlopeChannel leader = draft.leader == null ? null : draft.channel(draft.leader);
        if (leader != null) {
            Assessment found = leader.motion().assessment();
            evidence.put("仪器", SlopeWords.name(leader));
            if (found.velocity() != null) {
                evidence.put(
                        "速率",
                        SlopeWords.number(found.velocity().speed())
                                + " "
                                + SlopeWords.unit(leader)
                                + "/d");
            }
            if (found.forecast() != null && found.forecast().open()) {
                evidence.put("预测破坏", SlopeWords.clock(found.forecast().failAt()));
            }
        }
        evidence.put("依据", draft.support.words());
        if (draft.rain.hours24() > 0) {
            evidence.put("24 小时雨量", SlopeWords.number(draft.rain.hours24()) + " mm");
        }
        evidence.put("下一步", NextChange.of(draft));
        return evidence;
    }

    private static Detection detection(
            SlopeDraft draft,
            AlertClass alertClass,
            String kind,
            int level,
            boolean raised,
            String deviceId,
            String point,
            String title,
            String reason,
            Map<String, String> evidence,
            String fact) {
        String alertOrCare = alertClass == AlertClass.ALARM ? "alarm" : "maintenance";
        String group = String.join("/", "slope", alertOrCare, draft.siteId());
        Instant at = draft.clock;
        // Refused times do not move the clock, so the fault itself is part of the id.
        String when = at == null ? "" : Long.toString(at.toEpochMilli());
        return new Detection(
                Ids.of(
                        raised ? "raised" : "cleared",
                        draft.siteId(),
                        kind,
                        fact,
                        Integer.toString(level),
                        when),
                draft.isReplay() ? group + "/replay" : group,
                AlertDomain.SLOPE,
                alertClass,
                kind,
                level,
                raised,
                deviceId,
                point,
                title,
                reason,
                evidence,
                draft.site(),
                draft.place(),
                draft.placeName(),
                at,
                draft.receivedAt(),
                null,
                draft.isReplay(),
                tags(draft, kind),
                draft.profile.responsible());
    }

    private static List<String> tags(SlopeDraft draft, String kind) {
        List<String> tags = new ArrayList<>();
        if (draft.isReplay()) {
            tags.add(AlertTag.REPLAY.wireName());
        }
        if (kind.equals(LEVEL) && draft.support == SlopeSupport.SUSPECT) {
            tags.add(SUSPECT);
        }
        return List.copyOf(tags);
    }
}
