package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;

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

    /** Active for so long that somebody should look. */
    static final String STALE = "stale";

    private static final String STALE_TAG = AlertTag.STALE.wireName();

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
    static void arrange(AlertEdit edit, Instant now, AlertPolicy policy, AlertRules rules) {
        Escalations.arrange(edit, now, policy, rules);
        Handling.arrange(edit, now, policy.handling());
        CallAndAnswer.arrange(edit, now);
        DepartmentOrders.arrange(edit, now);
        boolean closed = edit.response == Response.CLOSED;
        keep(edit, AUTO_CLOSE, closesItself(edit), closing(edit, now, policy));
        keep(edit, FORGET, closed, now.plus(policy.forgetAfter()));
        arrangeStale(edit, now, rules);
        if (closed) {
            edit.memory.settle();
        }
        edit.dropTimer(SHELVE);
        if (edit.shelvedUntil != null) {
            edit.setTimer(SHELVE, edit.shelvedUntil);
        }
    }

    /**
     * Maintenance does, what a rule says, and a flood that is over, whose parts stand for
     * themselves again; never another grave alarm, nor while a reply is owed.
     */
    private static boolean closesItself(AlertEdit edit) {
        boolean byRule = edit.memory.closeAfterS != null && edit.level > Level.ORANGE;
        return edit.condition == Condition.CLEARED
                && edit.response != Response.CLOSED
                && !DepartmentOrders.isAwaited(edit)
                && (edit.alertClass() == AlertClass.MAINTENANCE || byRule || isSpent(edit));
    }

    /** Red only if people raised it: then they close it. */
    private static boolean isSpent(AlertEdit edit) {
        return edit.flood != null && edit.flood.over() && edit.level > Level.RED;
    }

    private static Instant closing(AlertEdit edit, Instant now, AlertPolicy policy) {
        Instant from = edit.memory.closeFrom == null ? now : edit.memory.closeFrom;
        Instant dueAt = from.plus(quiet(edit, policy));
        return dueAt.isBefore(now) ? now : dueAt;
    }

    private static Duration quiet(AlertEdit edit, AlertPolicy policy) {
        return edit.memory.closeAfterS == null
                ? policy.autoCloseAfter()
                : Duration.ofSeconds(edit.memory.closeAfterS);
    }

    private static void arrangeStale(AlertEdit edit, Instant now, AlertRules rules) {
        boolean active = edit.condition == Condition.ACTIVE && edit.response != Response.CLOSED;
        if (!active) {
            edit.tags.remove(STALE_TAG);
        }
        boolean counts = active && !edit.tags.contains(STALE_TAG);
        edit.memory.keep(STALE, counts, now.plusSeconds(rules.staleAfterS()));
    }

    private static void keep(AlertEdit edit, String name, boolean needed, Instant dueAt) {
        if (!needed) {
            edit.dropTimer(name);
        } else if (!edit.hasTimer(name)) {
            edit.setTimer(name, dueAt);
        }
    }

    private static void fire(AlertDraft draft, TrackedAlert tracked, AlertTimer timer) {
        AlertEdit edit = AlertEdit.of(tracked);
        Instant at = timer.dueAt();
        edit.memory.timers.remove(timer.name());
        switch (timer.name()) {
            case ACKNOWLEDGE -> Escalations.climb(draft, edit, at);
            case Escalations.ACCEPT -> Escalations.unaccepted(draft, edit, at);
            case DepartmentOrders.REPLY -> DepartmentOrders.overdue(draft, edit, at);
            case Announced.LOOK -> Announced.look(draft, edit, at);
            case Chatter.QUIET -> Chatter.end(draft, edit, at);
            case STALE -> stale(draft, edit, at);
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
                    Handling.overdue(draft, edit, timer.name(), at);
            case CallAndAnswer.ANSWER -> CallAndAnswer.call(draft, edit, at);
            case Handling.PRESUME -> Handling.presume(draft, edit, at);
            default -> throw new IllegalStateException("unknown timer " + timer.name());
        }
    }

    private static void stale(AlertDraft draft, AlertEdit edit, Instant at) {
        edit.tags.add(STALE_TAG);
        Duration active = Duration.ofSeconds(draft.rules.at(at).staleAfterS());
        String reason = "已持续 %s没有恢复，请核对".formatted(Words.span(active));
        draft.commit(edit, Cause.timer("stale", at, reason));
    }

    private static void close(AlertDraft draft, AlertEdit edit, Instant at) {
        String quiet = Words.span(quiet(edit, draft.policy));
        String reason =
                edit.memory.closeFrom == null
                        ? "工况恢复已满 %s，自动关闭".formatted(quiet)
                        : "工况已恢复，%s内没有再次触发，自动关闭".formatted(quiet);
        edit.response = Response.CLOSED;
        edit.shelvedUntil = null;
        edit.last = new LastAction("close", Words.SYSTEM, at);
        draft.commit(edit, Cause.timer("close", at, reason));
    }

    /** A held detection before what is due at the same time: it may change what that means. */
    private static void fire(AlertDraft draft, Due due) {
        if (due.held() == null) {
            fire(draft, due.tracked(), due.timer());
        } else {
            draft.drop(due.held());
            Detections.believe(draft, due.held(), due.timer().dueAt());
        }
    }

    private static Due earliest(AlertDraft draft) {
        Due first =
                draft.alerts()
                        .flatMap(tracked -> tracked.timers().map(t -> new Due(tracked, t, null)))
                        .min(Due.ORDER)
                        .orElse(null);
        HeldDetection held = draft.firstHeld();
        return held == null || (first != null && first.timer().dueAt().isBefore(held.dueAt()))
                ? first
                : new Due(null, new AlertTimer("", held.dueAt()), held);
    }

    /**
     * A timer and its alert, or a held detection; ties are broken by name and alert, the same way
     * in every replay.
     */
    private record Due(TrackedAlert tracked, AlertTimer timer, HeldDetection held) {
        static final Comparator<Due> ORDER =
                Comparator.comparing((Due due) -> due.timer().dueAt())
                        .thenComparing(due -> due.timer().name())
                        .thenComparing(due -> due.tracked().alert().id());

        boolean isBy(Instant now) {
            return !timer.dueAt().isAfter(now);
        }
    }
}
