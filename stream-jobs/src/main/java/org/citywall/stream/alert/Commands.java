package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Response;

/** Commands of people: accepted with their effect, or refused with who did what before. */
final class Commands {
    private Commands() {}

    static void apply(AlertDraft draft, AlertCommand command, Instant now) {
        CommandResult earlier = draft.earlierAnswer(command.commandId(), now);
        if (earlier != null) {
            draft.repeat(earlier);
            return;
        }
        TrackedAlert tracked = draft.find(command.alertId());
        Optional<Refusal> refusal = Refusal.of(draft, tracked, command);
        CommandResult result =
                refusal.map(why -> refused(tracked, command, why, now))
                        .orElseGet(() -> accepted(draft, tracked, command, now));
        draft.answer(result, now);
    }

    private static CommandResult refused(
            TrackedAlert tracked, AlertCommand command, Refusal refusal, Instant now) {
        long rev = tracked == null ? 0 : tracked.alert().rev();
        return result(command, false, refusal.code(), refusal.words(), rev, now);
    }

    private static CommandResult accepted(
            AlertDraft draft, TrackedAlert tracked, AlertCommand command, Instant now) {
        AlertEdit edit = AlertEdit.of(tracked);
        edit.response = AlertTransitions.next(edit.response, command.action()).orElseThrow();
        if (command.action() != AlertAction.COMMENT && command.action() != AlertAction.REPLY) {
            edit.last =
                    new LastAction(Cause.wireName(command.action()), Handling.nameOf(command), now);
        }
        takeEffect(draft, edit, command, now);
        if (edit.response == Response.RESOLVED || edit.response == Response.CLOSED) {
            edit.shelvedUntil = null;
        }
        String reason = words(edit, command);
        TrackedAlert after = draft.commit(edit, Cause.person(command, reason, now));
        String done = Words.name(command.action()) + "：" + Words.name(edit.response);
        return result(command, true, "ok", done, after.alert().rev(), now);
    }

    private static void takeEffect(
            AlertDraft draft, AlertEdit edit, AlertCommand command, Instant now) {
        switch (command.action()) {
            case ACKNOWLEDGE, ACCEPT -> edit.owner = command.by();
            case VERIFY, DISPATCH, DECLINE, ARRIVE, RESOLVE, CLOSE -> ownIfNobody(edit, command);
            case FALSE_ALARM, DRILL, REPORT_119 -> ownIfNobody(edit, command);
            case SHELVE -> edit.shelvedUntil = now.plus(shelving(command, draft.policy));
            case UNSHELVE -> edit.shelvedUntil = null;
            case REOPEN -> edit.owner = command.by();
            case COMMENT, ANSWER, EVACUATION, ORDER, REPLY -> {}
        }
        Handling.takeEffect(edit, command, now);
        CallAndAnswer.takeEffect(edit, command, now);
        Escalations.takeEffect(edit, command, now, draft.rules.at(now));
        DepartmentOrders.takeEffect(draft, edit, command, now);
    }

    private static void ownIfNobody(AlertEdit edit, AlertCommand command) {
        if (edit.owner == null) {
            edit.owner = command.by();
        }
    }

    /** Longer than allowed becomes the longest that is allowed. */
    private static Duration shelving(AlertCommand command, AlertPolicy policy) {
        if (command.untilMs() == null || command.untilMs() <= 0) {
            return policy.shelveDefault();
        }
        return Duration.ofMillis(Math.min(command.untilMs(), policy.shelveMax().toMillis()));
    }

    private static String words(AlertEdit edit, AlertCommand command) {
        String said = command.reason() == null ? "" : command.reason().strip();
        String fact =
                switch (command.action()) {
                    case DISPATCH -> "派遣 " + command.to().strip();
                    case SHELVE -> "搁置到 " + Words.clock(edit.shelvedUntil);
                    case ANSWER, EVACUATION -> CallAndAnswer.fact(edit, command);
                    case ORDER, REPLY -> DepartmentOrders.fact(edit, command);
                    default -> Handling.fact(edit, command);
                };
        if (fact.isEmpty() || said.startsWith(fact)) {
            return said.isEmpty() ? null : said;
        }
        return said.isEmpty() ? fact : fact + "：" + said;
    }

    private static CommandResult result(
            AlertCommand command,
            boolean accepted,
            String code,
            String reason,
            long rev,
            Instant now) {
        return new CommandResult(
                command.commandId(), command.alertId(), accepted, code, reason, rev, now);
    }
}
