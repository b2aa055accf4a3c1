package org.citywall.stream.fire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.SignalOutcome;

/** Conditions begin, are seen again, and end. A restore ends conditions, never a response. */
final class Conditions {
    private Conditions() {}

    static void judge(FireDraft draft, FireSignal signal, Instant now) {
        FireCondition begun = FireCondition.begunBy(signal.signal());
        boolean ends = FireCondition.endedBy(signal.signal());
        if (begun == null && !ends) {
            return;
        }
        String key = Ids.of("signal", signal.source(), signal.deviceId(), signal.id());
        if (draft.seen.contains(key, now)) {
            refuseRepeat(draft, signal, now);
            return;
        }
        Instant end = now.plus(draft.policy.duplicateHorizon());
        draft.seen = draft.seen.with(key, end, draft.policy.maxSeenIds());
        if (ends) {
            endAt(draft, signal, key);
        } else {
            begin(draft, signal, begun, key, now);
        }
    }

    static void beginOffline(FireDraft draft, FireDevice device, Instant now) {
        Detection detection =
                FireDetections.offline(device, lastHeard(draft, device), now, draft.policy);
        draft.emit(detection);
        draft.put(opened(draft, device, FireCondition.OFFLINE, detection, now));
    }

    static void endOffline(FireDraft draft, FireDevice device, Instant at) {
        FireDevice current = draft.device(device.id());
        for (OpenCondition open : current.conditions()) {
            if (open.condition() == FireCondition.OFFLINE) {
                draft.emit(FireDetections.backOnline(current, open, at));
                draft.put(without(current, List.of(open)));
            }
        }
    }

    private static void refuseRepeat(FireDraft draft, FireSignal signal, Instant now) {
        if (signal.signal().isFire()) {
            draft.emit(
                    new SignalOutcome(
                            FireDetections.rawPressId(signal),
                            signal.id(),
                            signal.deviceId(),
                            signal.point(),
                            SignalOutcome.Outcome.DUPLICATE,
                            null,
                            now));
        }
    }

    private static void begin(
            FireDraft draft, FireSignal signal, FireCondition begun, String key, Instant now) {
        FireDevice device = draft.device(signal.deviceId());
        OpenCondition open = find(device, begun, signal.point(), signal.replay());
        String groupKey = open == null ? FireDetections.groupKey(signal, begun) : open.groupKey();
        Detection detection =
                FireDetections.raised(
                        signal, begun, key, now, groupKey, draft.policy.levelOf(begun));
        draft.emit(detection);
        draft.put(opened(draft, device, begun, detection, now));
    }

    /** A restore without a point is the whole device's. Silence ends only by being heard. */
    private static void endAt(FireDraft draft, FireSignal signal, String key) {
        FireDevice device = draft.device(signal.deviceId());
        List<OpenCondition> ended =
                device.conditions().stream()
                        .filter(open -> open.condition() != FireCondition.OFFLINE)
                        .filter(open -> open.replay() == signal.replay())
                        .filter(
                                open ->
                                        signal.point() == null
                                                || signal.point().equals(open.point()))
                        .toList();
        if (ended.isEmpty()) {
            return;
        }
        ended.forEach(open -> draft.emit(FireDetections.cleared(signal, open, key)));
        draft.put(without(device, ended));
    }

    private static FireDevice opened(
            FireDraft draft,
            FireDevice device,
            FireCondition condition,
            Detection detection,
            Instant now) {
        OpenCondition before = find(device, condition, detection.point(), detection.replay());
        List<OpenCondition> open = new ArrayList<>(device.conditions());
        open.remove(before);
        if (open.size() >= draft.policy.maxConditions()) {
            open.remove(0);
        }
        open.add(
                new OpenCondition(
                        condition,
                        detection.point(),
                        detection.groupKey(),
                        detection.id(),
                        detection.replay(),
                        before == null ? now : before.since()));
        return device.with(open);
    }

    private static FireDevice without(FireDevice device, List<OpenCondition> ended) {
        List<OpenCondition> open = new ArrayList<>(device.conditions());
        open.removeAll(ended);
        return device.with(open);
    }

    private static OpenCondition find(
            FireDevice device, FireCondition condition, String point, boolean replay) {
        return device.conditions().stream()
                .filter(open -> open.condition() == condition)
                .filter(open -> open.replay() == replay)
                .filter(open -> Objects.equals(open.point(), point))
                .findFirst()
                .orElse(null);
    }

    /** Silence is counted from the last signal, or from the end of a pause of the log. */
    private static Instant lastHeard(FireDraft draft, FireDevice device) {
        Instant grace = draft.graceFrom;
        return grace != null && grace.isAfter(device.heardAt()) ? grace : device.heardAt();
    }
}
