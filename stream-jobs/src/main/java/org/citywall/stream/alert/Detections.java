package org.citywall.stream.alert;

import java.time.Instant;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.GroupRule;
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
        if (!draft.firstTime(detection, now) || hasOpenedOne(draft, detection)) {
            tell(draft, detection, SignalOutcome.Outcome.DUPLICATE, null, now);
        } else if (!Grouping.handsOn(draft, detection, now)
                && !Delays.holdsBack(draft, detection, now)) {
            believe(draft, new HeldDetection(detection, now, 0), now);
        }
    }

    /** The detection counts. */
    static void believe(AlertDraft draft, HeldDetection held, Instant now) {
        Detection detection = held.detection();
        if (!detection.raised()) {
            clear(draft, detection, now);
            return;
        }
        GroupRule rule = Grouping.rule(draft.rules.at(now), detection);
        TrackedAlert before = draft.open == null ? Grouping.toReopen(draft, rule, now) : draft.open;
        AlertEdit edit =
                before == null
                        ? AlertEdit.opening(idOf(detection), detection, now)
                        : AlertEdit.of(before);
        Grouping.weigh(edit, rule, now);
        TrackedAlert alert =
                before == null ? open(draft, edit, held, now) : join(draft, edit, held, now);
        tell(draft, detection, SignalOutcome.Outcome.ALERT, alert.alert().id(), now);
    }

    /**
     * An alert can outlive the memory of the detection that opened it. The same detection again
     * must not open a second alert of the same id.
     */
    private static boolean hasOpenedOne(AlertDraft draft, Detection detection) {
        String id = idOf(detection);
        return draft.alerts().anyMatch(tracked -> tracked.alert().id().equals(id));
    }

    private static String idOf(Detection first) {
        return Ids.alertId(Ids.groupHash(first.groupKey()), first.id());
    }

    private static TrackedAlert open(
            AlertDraft draft, AlertEdit edit, HeldDetection held, Instant now) {
        Detection first = held.detection();
        edit.live = !first.replay();
        edit.responsible = first.responsible();
        count(draft, edit, held, now);
        return draft.commit(edit, Cause.device(first, "raised", first.reason(), now));
    }

    private static TrackedAlert join(
            AlertDraft draft, AlertEdit edit, HeldDetection held, Instant now) {
        Detection next = held.detection();
        boolean isNew = !Sources.isActive(edit, next);
        boolean isAgain = Sources.isOver(edit, next);
        boolean wasOver = edit.condition == Condition.CLEARED;
        boolean isGraver = next.level() < edit.level;
        count(draft, edit, held, now);
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
        String reason = Chatter.raised(edit, next, isAgain, now, draft) + next.reason();
        if (edit.response == Response.CLOSED) {
            edit.response = Response.UNACKNOWLEDGED;
            edit.disposition = null;
            edit.beginAnew();
            reason = "关闭后再次出现：" + reason;
        } else if (edit.response == Response.RESOLVED && needsEyesAgain(edit, isNew)) {
            edit.response = Response.UNACKNOWLEDGED;
            edit.disposition = null;
            edit.beginAnew();
            reason = "处置后再次触发：" + reason;
        } else if (wasOnlySeen(edit) && isDanger(edit, next) && (isNew || isGraver)) {
            edit.response = Response.UNACKNOWLEDGED;
            edit.beginAnew();
            edit.startsOver = wasOver;
            reason = "确认后再次触发：" + reason;
        } else if (wasOver) {
            reason = "恢复后再次出现：" + reason;
            comeBack(edit, next);
        }
        edit.retriggered = isNew;
        return draft.commitNews(edit, Cause.device(next, "joined", reason, now));
    }

    /**
     * Who was told that it is over must hear that it is not: whoever waits for it as from the
     * start, and the people who are under way. A source that only makes noise tells nobody.
     */
    private static void comeBack(AlertEdit edit, Detection next) {
        if (edit.alertClass() != AlertClass.ALARM || next.replay() || Chatter.isNoise(edit, next)) {
            return;
        }
        if (edit.response == Response.UNACKNOWLEDGED) {
            edit.beginAnew();
            edit.startsOver = true;
            edit.unansweredSince = null;
        } else {
            edit.memory.cycle++;
            edit.cameBack = true;
        }
    }

    private static void count(AlertDraft draft, AlertEdit edit, HeldDetection held, Instant now) {
        Detection raise = held.detection();
        Sources.count(edit, raise, draft.policy);
        Sources.countMore(edit, raise, held.more());
        Delays.note(edit, raise, draft.rules.at(now), draft.policy);
        CallAndAnswer.weigh(edit, raise, draft.policy);
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
                        .filter(candidate -> Sources.isActive(candidate, end))
                        .findFirst()
                        .orElse(null);
        if (edit == null || News.isWorn(edit)) {
            return;
        }
        Sources.end(edit, end);
        CallAndAnswer.weigh(edit, end, draft.policy);
        edit.condition = Sources.anyActive(edit) ? Condition.ACTIVE : Condition.CLEARED;
        draft.commitNews(edit, Cause.device(end, "cleared", end.reason(), now));
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
