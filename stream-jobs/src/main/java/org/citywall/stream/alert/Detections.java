package org.citywall.stream.alert;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Escalation;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.fire.SignalOutcome;

/**
 * Detections open, join or clear the alert of their group. They move the condition; the response
 * belongs to people, with one exception: what they have seen or resolved needs their eyes again
 * when there is more than they saw. A silenced fire panel sounds again for the next point too (GB
 * 4717).
 */
final class Detections {
    private Detections() {}

    static void apply(AlertDraft draft, Detection detection, Instant now) {
        if (!draft.firstTime(detection.id(), now) || hasOpenedOne(draft, detection)) {
            tell(draft, detection, SignalOutcome.Outcome.DUPLICATE, null, now);
        } else if (!detection.raised()) {
            clear(draft, detection, now);
        } else {
            TrackedAlert alert =
                    draft.open == null ? open(draft, detection, now) : join(draft, detection, now);
            tell(draft, detection, SignalOutcome.Outcome.ALERT, alert.alert().id(), now);
        }
    }

    /**
     * An alert can outlive the memory of the detection that opened it. The same detection again
     * must not open a second alert of the same id.
     */
    private static boolean hasOpenedOne(AlertDraft draft, Detection detection) {
        String id = Ids.alertId(Ids.groupHash(detection.groupKey()), detection.id());
        return draft.alerts().anyMatch(tracked -> tracked.alert().id().equals(id));
    }

    private static TrackedAlert open(AlertDraft draft, Detection first, Instant now) {
        String id = Ids.alertId(Ids.groupHash(first.groupKey()), first.id());
        AlertEdit edit = AlertEdit.opening(id, first, now);
        edit.live = !first.replay();
        edit.responsible = first.responsible();
        count(edit, first, draft.policy);
        CallAndAnswer.weigh(edit, first, draft.policy);
        return draft.commit(edit, Cause.device(first, "raised", first.reason(), now));
    }

    private static TrackedAlert join(AlertDraft draft, Detection next, Instant now) {
        AlertEdit edit = AlertEdit.of(draft.open);
        boolean isNew = !isActive(edit, next);
        boolean wasOver = edit.condition == Condition.CLEARED;
        boolean isGraver = next.level() < edit.level;
        count(edit, next, draft.policy);
        CallAndAnswer.weigh(edit, next, draft.policy);
        edit.condition = Condition.ACTIVE;
        edit.tags.addAll(next.tags());
        if (next.responsible() != null) {
            edit.responsible = next.responsible();
        }
        if (!next.replay()) {
            edit.live = true;
            edit.tags.remove(AlertTag.REPLAY.wireName());
        }
        if (next.level() < edit.level || (next.level() == edit.level && isIncident(next))) {
            raiseLevel(edit, next);
        }
        String reason = next.reason();
        if (edit.response == Response.RESOLVED && needsEyesAgain(edit, isNew)) {
            edit.response = Response.UNACKNOWLEDGED;
            edit.disposition = null;
            edit.escalation = new Escalation(0, List.of());
            reason = "处置后再次触发：" + reason;
        } else if (wasOnlySeen(edit) && isDanger(edit, next) && (isNew || isGraver)) {
            edit.response = Response.UNACKNOWLEDGED;
            edit.escalation = new Escalation(0, List.of());
            edit.startsOver = wasOver;
            reason = "确认后再次触发：" + reason;
        }
        edit.retriggered = isNew;
        return draft.commitNews(edit, Cause.device(next, "joined", reason, now));
    }

    /**
     * Acknowledged, or being verified. Once people are under way or on site, what joins changes
     * nothing that they do.
     */
    private static boolean wasOnlySeen(AlertEdit edit) {
        return edit.response == Response.ACKNOWLEDGED || edit.response == Response.VERIFYING;
    }

    private static boolean isDanger(AlertEdit edit, Detection next) {
        return edit.alertClass() == AlertClass.ALARM
                && next.level() <= Level.ORANGE
                && !next.replay();
    }

    /** The level of an open alert rises with its gravest detection and never falls by itself. */
    private static void raiseLevel(AlertEdit edit, Detection graver) {
        edit.level = graver.level();
        edit.kind = kindOf(graver);
        edit.title = graver.title();
        edit.reason = graver.reason();
        edit.evidence = graver.evidence();
        edit.shelvedUntil = null;
    }

    /** What makes an incident of an alert gives it its name; absence of it never takes it away. */
    static String kindOf(Detection detection) {
        return isIncident(detection) ? Detection.INCIDENT : detection.kind();
    }

    private static boolean isIncident(Detection detection) {
        return detection.tags().contains(Detection.INCIDENT);
    }

    /** A danger always; a device that only repeats its complaint does not. */
    private static boolean needsEyesAgain(AlertEdit edit, boolean newlyActive) {
        return edit.alertClass() == AlertClass.ALARM || newlyActive;
    }

    /** A clear follows its raise, also into an alert that was closed meanwhile. */
    private static void clear(AlertDraft draft, Detection end, Instant now) {
        AlertEdit edit =
                draft.alerts()
                        .map(AlertEdit::of)
                        .filter(candidate -> isActive(candidate, end))
                        .findFirst()
                        .orElse(null);
        if (edit == null || News.isWorn(edit)) {
            return;
        }
        edit.sources.replaceAll(source -> isOf(source, end) ? ended(source, end) : source);
        edit.unlisted = edit.unlisted.without(end);
        CallAndAnswer.weigh(edit, end, draft.policy);
        boolean anyActive =
                edit.unlisted.mayBeActive() || edit.sources.stream().anyMatch(AlertSource::active);
        edit.condition = anyActive ? Condition.ACTIVE : Condition.CLEARED;
        draft.commitNews(edit, Cause.device(end, "cleared", end.reason(), now));
    }

    private static void count(AlertEdit edit, Detection detection, AlertPolicy policy) {
        edit.occurrences = Math.max(edit.occurrences, edit.occurrences + 1); // stays at its most
        for (int i = 0; i < edit.sources.size(); i++) {
            if (isOf(edit.sources.get(i), detection)) {
                edit.sources.set(i, again(edit.sources.get(i), detection));
                return;
            }
        }
        if (edit.sources.size() < policy.maxSources()) {
            edit.sources.add(
                    new AlertSource(
                            detection.deviceId(),
                            detection.point(),
                            detection.kind(),
                            true,
                            detection.receivedAt(),
                            detection.receivedAt(),
                            1));
        } else {
            edit.unlisted = edit.unlisted.with(detection, policy.maxUnlisted());
        }
    }

    private static AlertSource again(AlertSource source, Detection detection) {
        return new AlertSource(
                source.deviceId(),
                source.point(),
                source.kind(),
                true,
                source.firstAt(),
                detection.receivedAt(),
                source.count() + 1);
    }

    private static AlertSource ended(AlertSource source, Detection end) {
        return new AlertSource(
                source.deviceId(),
                source.point(),
                source.kind(),
                false,
                source.firstAt(),
                end.receivedAt(),
                source.count());
    }

    private static boolean isActive(AlertEdit edit, Detection detection) {
        return edit.unlisted.contains(detection)
                || edit.sources.stream().anyMatch(s -> s.active() && isOf(s, detection));
    }

    private static boolean isOf(AlertSource source, Detection detection) {
        return source.deviceId().equals(detection.deviceId())
                && Objects.equals(source.point(), detection.point())
                && source.kind().equals(detection.kind());
    }

    private static void tell(
            AlertDraft draft,
            Detection detection,
            SignalOutcome.Outcome outcome,
            String alertId,
            Instant now) {
        if (detection.rawPressId() != null) {
            draft.emit(
                    new SignalOutcome(
                            detection.rawPressId(),
                            null, // A detection carries the raw id alone, which says the same.
                            detection.deviceId(),
                            detection.point(),
                            outcome,
                            alertId,
                            now));
        }
    }
}
