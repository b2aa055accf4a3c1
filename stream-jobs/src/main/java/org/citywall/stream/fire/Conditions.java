package org.citywall.stream.fire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.SignalOutcome;

/** Conditions begin, are seen again, and end. A restore ends conditions, never a response. */
final class Conditions {
    private Conditions() {}

    static void judge(FireDraft draft, FireSignal signal, Instant now) {
        FireCondition begun = FireCondition.begunBy(signal);
        boolean ends = FireCondition.endedBy(signal);
        if (begun == null && !ends) {
            return;
        }
        String key = Repeats.key(signal);
        if (Repeats.isRepeat(draft, signal, key, now)) {
            tell(draft, signal, SignalOutcome.Outcome.DUPLICATE, now);
            return;
        }
        Repeats.remember(draft, signal, key, ends, now);
        if (ends) {
            endAt(draft, signal);
            Drills.restore(draft, signal, now);
        } else if (!begun.isFire()) {
            begin(draft, signal, begun, Account.NONE, now);
        } else if (Drills.takes(draft, signal, begun, now)) {
            tell(draft, signal, SignalOutcome.Outcome.DRILL, now);
        } else {
            alarm(draft, signal, begun, Drills.brokenBy(draft, signal, now), now);
        }
    }

    /** Raises red, with what alarms at the same time. */
    static void alarm(
            FireDraft draft,
            FireSignal signal,
            FireCondition condition,
            String brokenDrill,
            Instant now) {
        List<FirePoint> together = Coincidence.count(draft, signal, condition);
        begin(draft, signal, condition, new Account(together, brokenDrill), now);
    }

    /** Whether this point has a real alarm that was not restored. */
    static boolean alarms(FireDraft draft, FireSignal signal) {
        FireDevice device = draft.device(signal.deviceId());
        return device.conditions().stream()
                .filter(open -> open.condition().isFire() && !open.replay())
                .anyMatch(open -> Objects.equals(open.point(), signal.point()));
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

    private static void tell(
            FireDraft draft, FireSignal signal, SignalOutcome.Outcome outcome, Instant now) {
        if (signal.signal().isFire()) {
            draft.emit(
                    new SignalOutcome(
                            FireDetections.rawPressId(signal),
                            signal.id(),
                            signal.deviceId(),
                            signal.point(),
                            outcome,
                            null,
                            now));
        }
    }

    static void begin(
            FireDraft draft, FireSignal signal, FireCondition begun, Account account, Instant now) {
        FireDevice known = draft.device(signal.deviceId());
        // A test can be longer than the memory of a device of another building that it took.
        FireDevice device = known == null ? FireDevice.first(signal, false, now) : known;
        OpenCondition open = find(device, begun, signal.point(), signal.replay());
        String groupKey = open == null ? FireDetections.groupKey(signal, begun) : open.groupKey();
        Detection detection =
                FireDetections.raised(
                        signal, begun, account, now, groupKey, draft.policy.levelOf(begun));
        draft.emit(detection);
        draft.put(opened(draft, device, begun, detection, now));
    }

    static void endAt(FireDraft draft, FireSignal signal) {
        FireDevice device = draft.device(signal.deviceId());
        if (device == null) {
            return;
        }
        List<OpenCondition> ended =
                device.conditions().stream()
                        .filter(open -> open.replay() == signal.replay())
                        .filter(open -> open.condition().isEndedBy(signal, open.point()))
                        .toList();
        if (ended.isEmpty()) {
            return;
        }
        ended.forEach(open -> draft.emit(FireDetections.cleared(signal, open)));
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
