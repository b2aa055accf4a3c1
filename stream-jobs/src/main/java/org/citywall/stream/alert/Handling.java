package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Disposition;
import org.citywall.contracts.alert.FalseAlarmCause;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Report119;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.Verification;
import org.citywall.contracts.alert.VerifyResult;

/**
 * From an acknowledged fire alarm to a verdict (GB 25201-2010 5.3: confirm by the fastest means; if
 * real, call 119 at once; if not, record the cause). Three clocks:
 *
 * <pre>
 *  acknowledged ── {@link #VERIFY}  60 s ──► no word of the call back: a post is told
 *  dispatched ──── {@link #ON_SITE} 3 min ─► nobody there: a post is told
 *  raised ──────── {@link #PRESUME} 3 min ─► no verdict: it is taken for real
 * </pre>
 *
 * A missed clock leaves its tag on the alert; the tag is also the memory that it was missed.
 */
final class Handling {
    static final String VERIFY = "verify";
    static final String ON_SITE = "on-site";
    static final String PRESUME = "presume";

    static final String VERIFY_OVERDUE = AlertTag.VERIFY_OVERDUE.wireName();
    static final String ON_SITE_OVERDUE = AlertTag.ON_SITE_OVERDUE.wireName();

    private Handling() {}

    static boolean isFireAlarm(AlertEdit edit) {
        return edit.domain() == AlertDomain.FIRE && edit.alertClass() == AlertClass.ALARM;
    }

    /** Gives the edit the clocks that its state needs and takes away the others. */
    static void arrange(AlertEdit edit, Instant now, HandlingPolicy policy) {
        if (edit.isRaisedAnew()) {
            forgetVerdict(edit);
            edit.report119 = null;
        } else if (edit.retriggered && isSaidToBeFalse(edit)) {
            forgetVerdict(edit); // it was said of what alarmed before
        }
        boolean counts = isFireAlarm(edit) && edit.live && edit.level <= Level.ORANGE;
        boolean calling =
                counts
                        && edit.verification == null
                        && switch (edit.response) {
                            case ACKNOWLEDGED, VERIFYING, DISPATCHED -> true;
                            case UNACKNOWLEDGED, ON_SITE, RESOLVED, CLOSED -> false;
                        };
        boolean awaited = counts && edit.response == Response.DISPATCHED;
        boolean undecided = counts && edit.level == Level.RED && !hasVerdict(edit);
        clock(edit, VERIFY, VERIFY_OVERDUE, calling, now.plus(policy.verifyWithin()));
        clock(edit, ON_SITE, ON_SITE_OVERDUE, awaited, now.plus(policy.onSiteWithin()));
        clock(edit, PRESUME, null, undecided, now.plus(policy.presumeAfter()));
    }

    /** What a person's command changes besides the response. */
    static void takeEffect(AlertEdit edit, AlertCommand command, Instant now) {
        switch (command.action()) {
            case VERIFY -> {
                if (command.result() != null) {
                    verified(edit, command.result(), command.by(), now);
                }
            }
            case DISPATCH -> edit.tags.remove(ON_SITE_OVERDUE); // somebody else is under way
            case FALSE_ALARM -> {
                edit.disposition = Disposition.FALSE_ALARM;
                edit.falseAlarmCause = causeOf(edit, command);
            }
            case DRILL -> edit.disposition = Disposition.DRILL;
            case REOPEN -> forgetVerdict(edit);
            case REPORT_119 -> edit.report119 = new Report119(command.by(), nameOf(command), now);
            default -> {}
        }
        if (edit.disposition != Disposition.FALSE_ALARM) {
            edit.falseAlarmCause = null;
        }
    }

    /** Nobody said in time what the call back gave, or nobody has arrived: a post is told. */
    static void overdue(AlertDraft draft, AlertEdit edit, String timer, Instant at) {
        HandlingPolicy policy = draft.policy.handling();
        boolean verify = timer.equals(VERIFY);
        edit.tags.add(verify ? VERIFY_OVERDUE : ON_SITE_OVERDUE);
        Escalations.remember(edit, policy.overduePost());
        Duration limit = verify ? policy.verifyWithin() : policy.onSiteWithin();
        String reason =
                "%s %s%s，升级到%s"
                        .formatted(
                                verify ? "确认后" : "派遣后",
                                Words.span(limit),
                                verify ? "没有回拨结果" : "无人到场",
                                policy.overduePost());
        String key = timer + at.toEpochMilli();
        edit.page(Page.Step.OVERDUE, key, policy.overduePost(), reason);
        draft.commit(edit, Cause.timer("overdue", at, reason));
    }

    /** When in doubt it burns. */
    static void presume(AlertDraft draft, AlertEdit edit, Instant at) {
        edit.verification = new Verification(VerifyResult.CONFIRMED, true, Cause.SYSTEM, at);
        String reason =
                "发生后 %s没有核实结果，按真实火警处置，应拨打 119"
                        .formatted(Words.span(draft.policy.handling().presumeAfter()));
        draft.commit(edit, Cause.timer("presumed", at, reason));
    }

    /** What a line of the timeline says of it besides the person's words. */
    static String fact(AlertEdit edit, AlertCommand command) {
        return switch (command.action()) {
            case VERIFY -> command.result() == null ? "" : Words.name(command.result());
            case FALSE_ALARM ->
                    edit.falseAlarmCause == null ? "" : Words.name(edit.falseAlarmCause);
            case REPORT_119 -> "已拨打 119，报警内容";
            default -> "";
        };
    }

    private static void verified(AlertEdit edit, VerifyResult result, String by, Instant now) {
        if (result == VerifyResult.UNREACHABLE && hasVerdict(edit)) {
            return;
        }
        edit.verification = new Verification(result, false, by, now);
        edit.disposition = result == VerifyResult.CONFIRMED ? Disposition.REAL : null;
    }

    private static boolean isSaidToBeFalse(AlertEdit edit) {
        return edit.verification != null && edit.verification.result() == VerifyResult.FALSE;
    }

    /** That nobody could be reached says nothing of the fire. */
    private static boolean hasVerdict(AlertEdit edit) {
        return edit.disposition != null
                || edit.response == Response.RESOLVED
                || edit.response == Response.CLOSED
                || (edit.verification != null
                        && edit.verification.result() != VerifyResult.UNREACHABLE);
    }

    private static void forgetVerdict(AlertEdit edit) {
        edit.disposition = null;
        edit.verification = null;
        edit.falseAlarmCause = null;
    }

    /**
     * Clients that know no causes name one in words, or none: every false fire alarm has a code, so
     * that causes can be counted.
     */
    private static FalseAlarmCause causeOf(AlertEdit edit, AlertCommand command) {
        if (command.cause() != null || edit.domain() != AlertDomain.FIRE) {
            return command.cause();
        }
        for (FalseAlarmCause cause : FalseAlarmCause.values()) {
            if (command.reason().strip().startsWith(Words.name(cause))) {
                return cause;
            }
        }
        return FalseAlarmCause.UNKNOWN;
    }

    /** Runs while needed; once missed it stays missed until it is no longer needed. */
    private static void clock(
            AlertEdit edit, String name, String missed, boolean needed, Instant dueAt) {
        if (!needed) {
            edit.dropTimer(name);
            if (missed != null) {
                edit.tags.remove(missed);
            }
        } else if (missed != null && edit.tags.contains(missed)) {
            edit.dropTimer(name);
        } else if (!edit.hasTimer(name)) {
            edit.setTimer(name, dueAt);
        }
    }

    static String nameOf(AlertCommand command) {
        return command.byName() == null ? command.by() : command.byName();
    }
}
