package org.citywall.stream.alert.across;

import java.time.Instant;
import org.citywall.contracts.Nullable;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * When a seat has more new alerts than a person can handle (ISA-18.2, EEMUA 191). Pure: the same
 * memory, news and rules give the same decision.
 *
 * <pre>
 *   new alerts of the window > enterAbove ──► the parent is raised ──► it is there: non-red members are
 *                                                 │                    told that they are its parts
 *   fewer than leaveBelow for leaveAfterS ──► the parent clears, its parts are told that it is over
 * </pre>
 */
public final class Floods {
    private Floods() {}

    /**
     * Lets time go on: what was due up to then happens at the time at which it was due.
     *
     * @param now event time, in milliseconds
     */
    public static FloodDecision advanceTo(
            String seat, FloodHead head, long now, RuleVersions versions) {
        FloodDraft draft = new FloodDraft(seat, head, versions);
        draft.advanceTo(now);
        return draft.decision();
    }

    /**
     * The seat hears of an alert. Time must have gone on to then.
     *
     * @param member what is remembered of the alert; null: nothing
     */
    public static FloodDecision apply(
            String seat,
            FloodHead head,
            SeatNews news,
            @Nullable FloodMember member,
            RuleVersions versions) {
        FloodDraft draft = new FloodDraft(seat, head, versions);
        draft.judgeAt(news.at());
        draft.apply(news, member);
        return draft.decision();
    }

    /** When time alone changes something, in milliseconds; 0: never. */
    public static long nextAt(String seat, FloodHead head, RuleVersions versions) {
        if (head.isEmpty()) {
            return 0;
        }
        long due = new FloodDraft(seat, head, versions).nextDue();
        return Math.min(due, Looks.next(head.judgedAt(), head.judgedAt(), versions));
    }

    static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
