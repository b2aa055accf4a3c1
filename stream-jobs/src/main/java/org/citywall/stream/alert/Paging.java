package org.citywall.stream.alert;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.FloodRule;
import org.citywall.stream.alert.rules.Matching;

/**
 * Who must be told of a revision. What a rule decides by itself (a step, a dispatch, a call) it
 * says at once ({@link AlertEdit#page}); what follows from the revision before and after is decided
 * here.
 */
final class Paging {
    private Paging() {}

    /**
     * A page in the making.
     *
     * @param step why
     * @param key tells apart pages of the same step and cycle
     * @param to who
     * @param reason in words
     */
    record Wish(Page.Step step, String key, String to, String reason) {}

    /** Whether something explains the alert away; nothing explains red away. */
    static boolean isExplained(AlertEdit edit) {
        return edit.level > Level.RED && hasExplanation(edit);
    }

    /** Whether a page of it may wait: of red only in a drill. */
    static boolean isQuiet(AlertEdit edit) {
        return isExplained(edit) || (edit.memory.standing != null && edit.memory.standing.drill());
    }

    /** The seat knows it from the list of the flood: its end must be no storm of its own. */
    private static boolean isOutOfFlood(AlertEdit edit) {
        return edit.before() != null
                && edit.before().partOf() != null
                && edit.partOf == null
                && edit.level > Level.RED
                && !edit.begunAnew;
    }

    /** Wishes that follow from what the revision changes, before its timers are arranged. */
    static void decide(AlertEdit edit, AlertRules rules) {
        if (edit.alertClass() != AlertClass.ALARM || !edit.live) {
            return;
        }
        if (!edit.wasLive() || edit.begunAnew) {
            tellSeats(edit, rules, Page.Step.RAISED, "", edit.title);
        } else if (edit.cameBack) {
            tellAll(edit, rules, Page.Step.RAISED, "", "恢复后再次出现：" + edit.title);
        } else if (edit.level < edit.before().level()) {
            tellOfRise(edit, rules);
        } else if (mustHearNow(edit)) {
            edit.memory.cycle++;
            tellSeats(edit, rules, Page.Step.RAISED, "", "不再静默，仍未恢复：" + edit.title);
        }
        if (edit.before().condition() == Condition.ACTIVE
                && edit.condition == Condition.CLEARED
                && edit.response != Response.CLOSED) {
            tellRecovery(edit, rules, "工况恢复：" + edit.title);
        }
    }

    /** Whoever was sent there or called must not go on for nothing. */
    private static void tellRecovery(AlertEdit edit, AlertRules rules, String reason) {
        tellAll(edit, rules, Page.Step.RECOVERED, "", reason);
        if (edit.answering != null && !persons(edit).contains(edit.answering.person())) {
            edit.page(Page.Step.RECOVERED, "", edit.answering.person(), reason);
        }
    }

    private static void tellOfRise(AlertEdit edit, AlertRules rules) {
        String risen = "升为%s：%s".formatted(Words.level(edit.level), edit.title);
        tellAll(edit, rules, Page.Step.RISEN, "" + edit.level, risen);
    }

    /** The seats, and the people who deal with it. */
    private static void tellAll(
            AlertEdit edit, AlertRules rules, Page.Step step, String key, String reason) {
        tellSeats(edit, rules, step, key, reason);
        for (String person : persons(edit)) {
            edit.page(step, key, person, reason);
        }
    }

    /** The pages that were wished, as of the finished revision; null: none. */
    static List<Page> pages(AlertEdit edit, Instant at) {
        if (edit.wishes.isEmpty() || !edit.live) {
            return null;
        }
        boolean quiet = isQuiet(edit) || isOutOfFlood(edit);
        Set<String> persons = persons(edit);
        return edit.wishes.stream()
                .map(wish -> page(edit, wish, quiet && mayWait(wish, persons), at))
                .distinct()
                .toList();
    }

    private static Page page(AlertEdit edit, Wish wish, boolean quiet, Instant at) {
        String id =
                Ids.of(
                        edit.id(),
                        "" + edit.memory.cycle,
                        wish.step().name(),
                        wish.key(),
                        wish.to());
        return new Page(
                id, edit.id(), wish.to(), wish.step(), edit.level, quiet, wish.reason(), at);
    }

    /** What people decided reaches whom it names, whatever is announced. */
    private static boolean mayWait(Wish wish, Set<String> persons) {
        return switch (wish.step()) {
            case DISPATCHED, CALLED, ORDER -> false;
            case RAISED, RISEN, ESCALATED, OVERDUE, RECOVERED -> !persons.contains(wish.to());
        };
    }

    /** It was told quietly, or to nobody; it is active still, and waits for somebody. */
    private static boolean mustHearNow(AlertEdit edit) {
        if (!edit.wasQuiet() || isQuiet(edit) || edit.condition != Condition.ACTIVE) {
            return false;
        }
        boolean announced = edit.before().standing() != null && edit.standing == null;
        boolean open = edit.response != Response.RESOLVED && edit.response != Response.CLOSED;
        return edit.response == Response.UNACKNOWLEDGED || (announced && open);
    }

    private static Set<String> persons(AlertEdit edit) {
        Set<String> persons = new LinkedHashSet<>();
        if (edit.owner != null) {
            persons.add(edit.owner);
        }
        if (edit.memory.named != null) {
            persons.add(edit.memory.named);
        }
        return persons;
    }

    /** The seats whose place holds it; all, if none does. */
    private static void tellSeats(
            AlertEdit edit, AlertRules rules, Page.Step step, String key, String reason) {
        for (FloodRule.Seat seat : Matching.seats(rules.flood(), edit.place())) {
            edit.page(step, key, seat.id(), reason);
        }
    }

    private static boolean hasExplanation(AlertEdit edit) {
        return edit.suppressedBy != null
                || edit.partOf != null
                || edit.standing != null
                || edit.shelvedUntil != null
                || Chatter.isAllNoise(edit);
    }
}
