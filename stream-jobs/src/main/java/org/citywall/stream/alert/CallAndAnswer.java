package org.citywall.stream.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AnswerHow;
import org.citywall.contracts.alert.Answering;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Evacuation;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.MoveCounts;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;

/**
 * 叫应 (Hunan's "631": 1 h before, the responsible person is called, and half an hour later again): a
 * slope alarm of level orange or red calls the person who answers for the slope, until there is an
 * answer or the danger is over. Somebody at the desk who has seen the alert is not that person:
 * acknowledging ends no call.
 *
 * <pre>
 *  orange or red ─► called ── {@link #ANSWER} ──► called again, and again; from the second
 *  (each rise anew)   │                       unanswered call on, a further post is told each time
 *                     ▼ command answer
 *                  answered
 * </pre>
 */
final class CallAndAnswer {
    /** When the next call is due; runs exactly while an answer is owed. */
    static final String ANSWER = "answer";

    static final String CALLED = "called";

    private CallAndAnswer() {}

    /** Whether somebody must be called about such an alert, and people moved out. */
    static boolean concerns(Alert alert, int level) {
        return alert.domain() == AlertDomain.SLOPE
                && alert.alertClass() == AlertClass.ALARM
                && level <= Level.ORANGE;
    }

    /**
     * Remembers which sources are orange or red now. The level of an open alert never falls, but
     * the danger does, when the same source says less or nothing.
     */
    static void weigh(AlertEdit edit, Detection detection, AlertPolicy policy) {
        Map<String, Integer> dangers = new HashMap<>(edit.dangers);
        String source =
                "%s|%s|%s".formatted(detection.deviceId(), detection.point(), detection.kind());
        dangers.remove(source);
        boolean endangers = detection.raised() && concerns(edit.before(), detection.level());
        if (endangers && dangers.size() < policy.maxSources()) {
            dangers.put(source, detection.level());
        }
        edit.dangers = Map.copyOf(dangers);
    }

    /** Gives the edit the timer that its state needs, or takes it away. */
    static void arrange(AlertEdit edit, Instant now) {
        if (edit.isRaisedAnew()) {
            edit.answering = null; // as its escalation, it begins from the start
        }
        boolean demanded =
                edit.live
                        && !News.isWorn(edit) // each call takes a revision
                        && isDemanded(edit.dangers, edit.response);
        boolean demandedBefore = isDemanded(edit.dangersBefore(), edit.before().response());
        boolean risen = level(edit.dangers) < level(edit.dangersBefore());
        if (!demanded) {
            edit.dropTimer(ANSWER);
        } else if (edit.answering == null || !demandedBefore || risen) {
            edit.answering = null;
            edit.setTimer(ANSWER, now);
        } else if (edit.answering.answeredBy() != null) {
            edit.dropTimer(ANSWER);
        }
    }

    /** The first call, or one more because the one before had no answer. */
    static void call(AlertDraft draft, AlertEdit edit, Instant at) {
        AnswerPolicy policy = draft.policy.answer();
        int unanswered = edit.answering == null ? 0 : edit.answering.calls();
        boolean named = edit.responsible != null;
        AlertRules rules = draft.rules.at(at);
        String person =
                named ? edit.responsible : Escalations.posts(edit, at, draft.policy, rules).get(0);
        edit.answering = new Answering(person, at, unanswered + 1, null, null, null);
        edit.setTimer(ANSWER, at.plus(policy.waitAfter(unanswered + 1, level(edit.dangers))));
        Escalations.remember(edit, person);
        String reason = words(edit, named, policy, unanswered);
        String post =
                unanswered < policy.callsBeforePost()
                        ? null
                        : furtherPost(
                                edit,
                                Escalations.posts(edit, at, draft.policy, rules),
                                unanswered == policy.callsBeforePost());
        if (post != null) {
            Escalations.remember(edit, post);
            reason += "，同时告知" + post;
        }
        String key = "" + at.toEpochMilli();
        edit.page(Page.Step.CALLED, key, person, reason);
        if (post != null) {
            edit.page(Page.Step.CALLED, key, post, reason);
        }
        draft.commit(edit, Cause.timer(CALLED, at, reason));
    }

    /** What a person's command changes. */
    static void takeEffect(AlertEdit edit, AlertCommand command, Instant now) {
        switch (command.action()) {
            case ANSWER -> {
                Answering call = edit.answering;
                edit.answering =
                        new Answering(
                                call.person(),
                                call.calledAt(),
                                call.calls(),
                                command.by(),
                                now,
                                how(call, command));
            }
            case EVACUATION ->
                    edit.evacuation =
                            new Evacuation(
                                    command.evacuation().households(),
                                    command.evacuation().people(),
                                    command.by(),
                                    Handling.nameOf(command),
                                    now);
            default -> {}
        }
    }

    /** Whether the alert has called and still waits. */
    static boolean isOwed(Alert alert) {
        return alert.answering() != null
                && alert.timers().stream().anyMatch(timer -> timer.name().equals(ANSWER));
    }

    /** Only the called person's own account presses; anybody else writes down what was said. */
    static AnswerHow how(Answering call, AlertCommand command) {
        return call.person().equals(command.by()) ? AnswerHow.PRESSED : AnswerHow.SPOKEN;
    }

    /** Whether the counts are there and can be. */
    static boolean hasCounts(AlertCommand command) {
        return command.evacuation() != null
                && isSound(command.evacuation().households())
                && isSound(command.evacuation().people());
    }

    /** What a line of the timeline says of it besides the person's words. */
    static String fact(AlertEdit edit, AlertCommand command) {
        return switch (command.action()) {
            case ANSWER -> Words.name(edit.answering.how());
            case EVACUATION ->
                    "%s；%s"
                            .formatted(
                                    Words.counts("户", edit.evacuation.households()),
                                    Words.counts("人", edit.evacuation.people()));
            default -> "";
        };
    }

    private static boolean isDemanded(Map<String, Integer> dangers, Response response) {
        return !dangers.isEmpty() && response != Response.RESOLVED && response != Response.CLOSED;
    }

    /** The gravest level now. */
    private static int level(Map<String, Integer> dangers) {
        return dangers.values().stream().reduce(Level.BLUE, Level::gravest);
    }

    /**
     * Who is told besides: the first post that knows nothing of the alarm yet. If nobody had
     * acknowledged either, all know of it: then the last hears once that nobody answers.
     */
    private static @Nullable String furtherPost(
            AlertEdit edit, List<String> posts, boolean isFirst) {
        return posts.stream()
                .filter(post -> !edit.escalation.notified().contains(post))
                .findFirst()
                .orElse(isFirst ? posts.get(posts.size() - 1) : null);
    }

    private static String words(
            AlertEdit edit, boolean named, AnswerPolicy policy, int unanswered) {
        String nobody = named ? "" : "没有指定责任人，";
        String person = edit.answering.person();
        int level = level(edit.dangers);
        if (unanswered == 0) {
            return "%s边坡%s告警，叫应%s，须在 %s内应答"
                    .formatted(
                            nobody,
                            level == Level.RED ? "红色" : "橙色",
                            person,
                            Words.span(policy.waitAfter(1, level)));
        }
        String waited = Words.span(policy.waitAfter(unanswered, level));
        return "%s%s无应答，第 %d 次叫应%s".formatted(nobody, waited, unanswered + 1, person);
    }

    private static boolean isSound(MoveCounts counts) {
        return counts != null && counts.misfit() == null;
    }
}
