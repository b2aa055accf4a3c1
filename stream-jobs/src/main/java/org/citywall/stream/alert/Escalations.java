package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Escalation;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.EscalationRule;
import org.citywall.stream.alert.AlertMemory.AcceptClock;
import org.citywall.stream.alert.AlertMemory.NextStep;
import org.citywall.stream.alert.rules.Matching;

/**
 * Who is told while nobody answers: step by step until somebody acknowledges, and when whom
 * somebody dispatched does not accept. A step is chosen when it is arranged, and again when the
 * level changes.
 */
final class Escalations {
    /** Whom somebody dispatched must accept. */
    static final String ACCEPT = "accept";

    static final String ACCEPT_OVERDUE = AlertTag.ACCEPT_OVERDUE.wireName();

    /** China has one time zone. */
    private static final ZoneId LOCAL = ZoneId.of("Asia/Shanghai");

    private Escalations() {}

    static void arrange(AlertEdit edit, Instant now, AlertPolicy policy, AlertRules rules) {
        arrangeAccept(edit);
        edit.dropTimer(Timers.ACKNOWLEDGE);
        if (!isUnanswered(edit)) {
            edit.unansweredSince = null;
            edit.memory.next = null;
            return;
        }
        if (edit.unansweredSince == null) {
            edit.unansweredSince = now;
            edit.memory.next = null;
        }
        NextStep next = edit.memory.next;
        if (next == null || next.step() != edit.escalation.step() || next.level() != edit.level) {
            next = choose(edit, now, policy, rules);
            edit.memory.next = next;
        }
        if (next != null) {
            Instant dueAt = edit.unansweredSince.plusSeconds(next.afterS());
            edit.setTimer(Timers.ACKNOWLEDGE, dueAt.isBefore(now) ? now : dueAt);
        }
    }

    /** The next step was reached. */
    static void climb(AlertDraft draft, AlertEdit edit, Instant at) {
        EscalationStep step = due(edit, draft.policy.escalation());
        remember(edit, step.post());
        edit.escalation = new Escalation(edit.escalation.step() + 1, edit.escalation.notified());
        edit.memory.next = null;
        String reason = "%s 无人确认，升级到%s".formatted(Words.span(step.after()), step.post());
        edit.page(Page.Step.ESCALATED, "" + edit.escalation.step(), step.post(), reason);
        draft.commit(edit, Cause.timer("escalated", at, reason));
    }

    /**
     * Remembers that this post was told; the list holds each once. Only a step that was reached
     * moves the steps on: a call, a missed clock or an order takes none of them away.
     */
    static void remember(AlertEdit edit, String post) {
        List<String> notified = new ArrayList<>(edit.escalation.notified());
        if (!notified.contains(post)) {
            notified.add(post);
        }
        edit.escalation = new Escalation(edit.escalation.step(), List.copyOf(notified));
    }

    /** The post of the step that would be reached next, or of the last. */
    static String nextPost(AlertEdit edit, Instant now, AlertPolicy policy, AlertRules rules) {
        List<String> posts = posts(edit, now, policy, rules);
        return posts.get(Math.min(edit.escalation.step(), posts.size() - 1));
    }

    /** The posts of the steps for this alert at this time, at least one. */
    static List<String> posts(AlertEdit edit, Instant now, AlertPolicy policy, AlertRules rules) {
        EscalationRule rule = rule(edit, now, rules);
        return rule == null
                ? policy.escalation().stream().map(EscalationStep::post).toList()
                : rule.steps().stream().map(EscalationRule.Step::post).toList();
    }

    /** Somebody is dispatched, accepts, or begins anew. */
    static void takeEffect(AlertEdit edit, AlertCommand command, Instant now, AlertRules rules) {
        switch (command.action()) {
            case DISPATCH -> dispatch(edit, command, now, rules);
            case ACCEPT, DECLINE -> edit.memory.accept = null;
            case REOPEN -> edit.memory.cycle++;
            default -> {}
        }
    }

    /** Whom somebody dispatched did not accept in time. */
    static void unaccepted(AlertDraft draft, AlertEdit edit, Instant at) {
        AcceptClock clock = edit.memory.accept;
        edit.tags.add(ACCEPT_OVERDUE);
        remember(edit, clock.post());
        String reason =
                "派遣后 %s%s没有接单，升级到%s"
                        .formatted(
                                Words.span(Duration.ofSeconds(clock.withinS())),
                                clock.to(),
                                clock.post());
        String key = ACCEPT + clock.dueAt().toEpochMilli();
        edit.page(Page.Step.OVERDUE, key, clock.post(), reason);
        draft.commit(edit, Cause.timer("overdue", at, reason));
    }

    private static void dispatch(
            AlertEdit edit, AlertCommand command, Instant now, AlertRules rules) {
        String to = command.to().strip();
        edit.memory.named = to;
        edit.tags.remove(ACCEPT_OVERDUE);
        EscalationRule rule = rule(edit, now, rules);
        edit.memory.accept =
                rule == null || rule.acceptWithinS() == null
                        ? null
                        : new AcceptClock(
                                to,
                                rule.acceptWithinS(),
                                now.plusSeconds(rule.acceptWithinS()),
                                rule.acceptPost());
        edit.page(Page.Step.DISPATCHED, command.commandId(), to, "派遣：" + edit.title);
    }

    private static void arrangeAccept(AlertEdit edit) {
        boolean underWay =
                edit.response == Response.DISPATCHED || edit.response == Response.ON_SITE;
        if (!underWay) {
            edit.memory.named = null;
        }
        if (edit.response != Response.DISPATCHED) {
            edit.memory.accept = null;
        }
        edit.dropTimer(ACCEPT);
        if (edit.memory.accept == null) {
            edit.tags.remove(ACCEPT_OVERDUE);
        } else if (!edit.tags.contains(ACCEPT_OVERDUE)) {
            edit.setTimer(ACCEPT, edit.memory.accept.dueAt());
        }
    }

    private static boolean isUnanswered(AlertEdit edit) {
        return edit.alertClass() == AlertClass.ALARM
                && edit.level <= Level.ORANGE
                && edit.response == Response.UNACKNOWLEDGED
                && edit.live
                && edit.shelvedUntil == null
                && !Paging.isExplained(edit);
    }

    private static NextStep choose(
            AlertEdit edit, Instant now, AlertPolicy policy, AlertRules rules) {
        int step = edit.escalation.step();
        EscalationRule rule = rule(edit, now, rules);
        if (rule != null) {
            return step >= rule.steps().size()
                    ? null
                    : new NextStep(
                            step,
                            edit.level,
                            rule.steps().get(step).afterS(),
                            rule.steps().get(step).post());
        }
        return step >= policy.escalation().size()
                ? null
                : new NextStep(
                        step, edit.level, policy.escalation().get(step).after().toSeconds(), null);
    }

    /** Restored after the settings' steps were made fewer: the last post must still hear of it. */
    private static EscalationStep due(AlertEdit edit, List<EscalationStep> steps) {
        NextStep next = edit.memory.next;
        return next == null || next.post() == null
                ? steps.get(Math.min(edit.escalation.step(), steps.size() - 1))
                : new EscalationStep(Duration.ofSeconds(next.afterS()), next.post());
    }

    /** The first rule about this alert at this time of day; null: none. */
    private static EscalationRule rule(AlertEdit edit, Instant now, AlertRules rules) {
        if (rules.escalations().isEmpty()) {
            return null;
        }
        Alert alert = edit.tracked(now).alert();
        LocalTime time = now.atZone(LOCAL).toLocalTime();
        for (EscalationRule rule : rules.escalations()) {
            if (isWithin(rule, time) && Matching.matches(rule.match(), alert)) {
                return rule;
            }
        }
        return null;
    }

    /** From inclusive, to exclusive; a window that ends before it begins spans midnight. */
    private static boolean isWithin(EscalationRule rule, LocalTime time) {
        if (rule.from() == null || rule.to() == null) {
            return true;
        }
        LocalTime from = LocalTime.parse(rule.from());
        LocalTime to = LocalTime.parse(rule.to());
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(to);
        return from.isBefore(to) ? begun && !over : begun || !over;
    }
}
