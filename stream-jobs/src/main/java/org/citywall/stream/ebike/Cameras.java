package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.stream.ebike.EbikeDecision.Verdict;

/**
 * What cameras see. A battery in a lift is on its way into a flat: orange, of the building. Smoke
 * that only a camera saw is orange too, until somebody or a detector confirms it. A camera says
 * nothing when it is over, so it is over when it has not said it again for a while.
 */
final class Cameras {
    private Cameras() {}

    static void see(EbikeDraft draft, CameraEvent event) {
        EbikeKind rule = rule(event.kind());
        if (isRepeat(draft.site, event)) {
            draft.verdict = Verdict.DUPLICATE;
            return;
        }
        if (rule == null || !(event.confidence() >= draft.policy.leastConfidence())) {
            draft.verdict = Verdict.REFUSED;
            return;
        }
        locate(draft.site, event);
        draft.at = draft.nowMs();
        CameraSight sight =
                new CameraSight(
                        event.cameraId(),
                        rule,
                        Level.ORANGE,
                        draft.nowMs() + draft.policy.cameraHold().toMillis(),
                        event.receivedAt());
        boolean seenAgain = remove(draft.site.cameras, sight);
        if (draft.site.cameras.size() >= draft.policy.maxStations()) {
            draft.verdict = Verdict.REFUSED;
            return;
        }
        draft.site.cameras.add(sight);
        if (!seenAgain) {
            draft.emit(Detections.ofCamera(draft, sight, true, words(rule, event), facts(event)));
            draft.showNow();
        }
    }

    private static EbikeKind rule(String kind) {
        return switch (kind) {
            case CameraEvent.EBIKE_IN_LIFT -> EbikeKind.EBIKE_IN_LIFT;
            case CameraEvent.SMOKE -> EbikeKind.SMOKE;
            default -> null;
        };
    }

    private static boolean isRepeat(SiteMemory site, CameraEvent event) {
        int hash = 31 * event.source().hashCode() + event.id().hashCode();
        for (int one : site.seen) {
            if (one == hash) {
                return true;
            }
        }
        site.seen[site.nextSeen] = hash;
        site.nextSeen = (site.nextSeen + 1) % site.seen.length;
        return false;
    }

    private static void locate(SiteMemory site, CameraEvent event) {
        site.replay = event.replay();
        if (event.site() != null) {
            site.site = event.site();
            site.place = event.place();
            site.placeName = event.placeName();
        }
    }

    private static boolean remove(List<CameraSight> cameras, CameraSight sight) {
        return cameras.removeIf(
                one -> one.rule() == sight.rule() && one.cameraId().equals(sight.cameraId()));
    }

    private static String words(EbikeKind rule, CameraEvent event) {
        String what = rule == EbikeKind.EBIKE_IN_LIFT ? "识别到电动自行车进电梯" : "识别到烟雾，须人工核实";
        return "摄像机 %s %s，置信度 %s"
                .formatted(event.cameraId(), what, EbikeWords.percent(event.confidence()));
    }

    private static Map<String, String> facts(CameraEvent event) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("摄像机", event.cameraId());
        facts.put("置信度", EbikeWords.percent(event.confidence()));
        if (event.imageUrl() != null) {
            facts.put("图片", event.imageUrl());
        }
        return facts;
    }

    static void expire(EbikeDraft draft) {
        if (draft.site.cameras.isEmpty()) {
            return;
        }
        draft.at = draft.nowMs();
        for (CameraSight sight : new ArrayList<>(draft.site.cameras)) {
            if (sight.until() <= draft.nowMs()) {
                draft.site.cameras.remove(sight);
                draft.showNow();
                draft.emit(
                        Detections.ofCamera(
                                draft,
                                sight,
                                false,
                                EbikeWords.duration(draft.policy.cameraHold().toMillis())
                                        + "内未再识别到",
                                Map.of("最后识别", EbikeWords.clock(sight.receivedAt()))));
            }
        }
    }

    static long nextEnd(SiteMemory site) {
        long next = Long.MAX_VALUE;
        for (CameraSight sight : site.cameras) {
            next = Math.min(next, sight.until());
        }
        return next;
    }

    /** Gravest level of what is seen. */
    static int level(SiteMemory site, int otherwise) {
        int gravest = otherwise;
        for (CameraSight sight : site.cameras) {
            gravest = Level.gravest(gravest, sight.level());
        }
        return gravest;
    }
}
