package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Escalation;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;

/**
 * Deadlines of alerts. Which timers an alert has follows from its state alone ({@link #arrange}),
 * so no rule can forget to stop one.
 */
final class Timers {
    /** Next step of the escalation. */
    static final String ACKNOWLEDGE = "acknowledge";

    static final String AUTO_CLOSE = "auto-close";
    static final String SHELVE = "shelve";
    static final String FORGET = "forget";

    private Timers() {}

    /** Applies every timer due up to {@code now}, in the order in which they were due. */
    static void advance(AlertDraft draft, Instant now) {
        for (Due due = earliest(draft); due != null && due.isBy(now); due = earliest(draft)) {
            fire(draft, due);
        }
        if (draft.alerts().findAny().isEmpty()) {
            draft.forgetMemories(now);
        }
    }

    /** Gives the edit the timers that its state needs and takes away the others. */
    static void arrange(AlertEdit edit, Instant now, AlertPolicy policy) {
        arrangeEscalation(edit, now, policy);
        Handling.arrange(edit, now, policy.handling());
        CallAndAnswer.arrange(edit, now);
        boolean closed = edit.response == Response.CLOSED;
        boolean closesItself =
                edit.alertClass() == AlertClass.MAINTENANCE
                        && edit.condition == Condition.CLEARED
                        && !closed;
        keep(edit, AUTO_CLOSE, closesItself, now.plus(policy.autoCloseAfter()));
        keep(edit, FORGET, closed, now.plus(policy.forgetAfter()));
        edit.dropTimer(SHELVE);
        if (edit.shelvedUntil != null) {
            edit.setTimer(SHELVE, edit.shelvedUntil);
        }
    }

    private static void arrangeEscalation(AlertEdit edit, Instant now, AlertPolicy policy) {
        boolean unanswered =
                edit.alertClass() == AlertClass.ALARM
                        && edit.level <= Level.ORANGE
                        && edit.response == Response.UNACKNOWLEDGED
                        && edit.live
                        && edit.shelvedUntil == null;
        edit.dropTimer(ACKNOWLEDGE);
        if (!unanswered) {
            edit.unansweredSince = null;
            return;
        }
        if (edit.unansweredSince == null) {
            edit.unansweredSince = now;
        }
        int step = edit.escalation.step();
        if (step < policy.escalation().size()) {
            Duration after = policy.escalation().get(step).after();
            edit.setTimer(ACKNOWLEDGE, edit.unansweredSince.plus(after));
        }
    }

    private static void keep(AlertEdit edit, String name, boolean needed, Instant dueAt) {
        if (!needed) {
            edit.dropTimer(name);
        } else if (!edit.hasTimer(name)) {
            edit.setTimer(name, dueAt);
        }
    }

    private static void fire(AlertDraft draft, Due due) {
        AlertEdit edit = AlertEdit.of(due.tracked());
        Instant at = due.timer().dueAt();
        switch (due.timer().name()) {
            case ACKNOWLEDGE -> escalate(draft, edit, at);
            case AUTO_CLOSE -> close(draft, edit, at);
            case SHELVE -> {
                edit.shelvedUntil = null;
                draft.commit(edit, Cause.timer("unshelve", at, "搁置到期"));
            }
            case FORGET -> {
                edit.dropTimer(FORGET);
                String reason = "关闭已满 %s".formatted(Words.span(draft.policy.forgetAfter()));
                draft.forget(edit, Cause.timer("forgotten", at, reason));
            }
            case Handling.VERIFY, Handling.ON_SITE ->
                    Handling.overdue(draft, edit, due.timer().name(), at);
            case CallAndAnswer.ANSWER -> CallAndAnswer.call(draft, edit, at);
            case Handling.PRESUME -> Handling.presume(draft, edit, at);
            default -> throw new IllegalStateException("unknown timer " + due.timer().name());
        }
    }

    private static void escalate(AlertDraft draft, AlertEdit edit, Instant at) {
        List<EscalationStep> steps = draft.policy.escalation();
        // Restored after the steps were made fewer: the last post must still hear of it.
        EscalationStep step = steps.get(Math.min(edit.escalation.step(), steps.size() - 1));
        List<String> notified = new ArrayList<>(edit.escalation.notified());
        notified.add(step.post());
        edit.escalation = new Escalation(edit.escalation.step() + 1, List.copyOf(notified));
        String reason = "%s 无人确认，升级到%s".formatted(Words.span(step.after()), step.post());
        draft.commit(edit, Cause.timer("escalated", at, reason));
    }

    private static void close(AlertDraft draft, AlertEdit edit, Instant at) {
        edit.response = Response.CLOSED;
        edit.shelvedUntil = null;
        edit.last = new LastAction("close", Words.SYSTEM, at);
        String reason = "工况恢复已满 %s，自动关闭".formatted(Words.span(draft.policy.autoCloseAfter()));
        draft.commit(edit, Cause.timer("close", at, reason));
    }

    private static Due earliest(AlertDraft draft) {
        return draft.alerts()
                .flatMap(tracked -> tracked.alert().timers().stream().map(t -> new Due(tracked, t)))
                .min(Due.ORDER)
                .orElse(null);
    }

    /** A timer and its alert; ties are broken by name and alert, the same way in every replay. */
    private record Due(TrackedAlert tracked, AlertTimer timer) {
        static final Comparator<Due> ORDER =
                Comparator.comparing((Due due) -> due.timer().dueAt())
                        .thenComparing(due -> due.timer().name())
                        .thenComparing(due -> due.tracked().alert().id());

        boolean isBy(Instant now) {
            return !timer.dueAt().isAfter(now);
        }
    }
}
