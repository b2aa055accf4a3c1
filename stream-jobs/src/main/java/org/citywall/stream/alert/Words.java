package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertOrderState;
import org.citywall.contracts.alert.AnswerHow;
import org.citywall.contracts.alert.FalseAlarmCause;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.MoveCounts;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.VerifyResult;
import org.citywall.contracts.alertrule.StandingKind;

/** The words of the alert rules. */
public final class Words {
    static final String SYSTEM = "系统";

    /** China has one time zone; words for people use it, fields keep UTC. */
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private Words() {}

    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    /** A time in words, in the largest unit that says it exactly. */
    public static String span(Duration span) {
        if (span.toSeconds() < 120 || span.toSeconds() % 60 != 0) {
            return span.toSeconds() + " 秒";
        }
        if (span.toMinutes() < 120 || span.toMinutes() % 60 != 0) {
            return span.toMinutes() + " 分钟";
        }
        return span.toHours() + " 小时";
    }

    static String name(AlertAction action) {
        return switch (action) {
            case ACKNOWLEDGE -> "确认";
            case ACCEPT -> "接受";
            case DECLINE -> "拒绝";
            case VERIFY -> "核实";
            case DISPATCH -> "派遣";
            case ARRIVE -> "到场";
            case RESOLVE -> "处置完成";
            case CLOSE -> "关闭";
            case FALSE_ALARM -> "定为误报";
            case DRILL -> "定为演练";
            case COMMENT -> "备注";
            case SHELVE -> "搁置";
            case UNSHELVE -> "取消搁置";
            case REOPEN -> "重新打开";
            case REPORT_119 -> "报 119";
            case ANSWER -> "应答";
            case EVACUATION -> "转移登记";
            case ORDER -> "下达指令";
            case REPLY -> "回复指令";
        };
    }

    static String name(AlertOrderState state) {
        return switch (state) {
            case SENT -> "待回复";
            case ACCEPTED -> "已接受";
            case REFUSED -> "已拒绝";
            case OVERDUE -> "逾期未回复";
            case DONE -> "已办结";
        };
    }

    static String name(StandingKind kind) {
        return switch (kind) {
            case SILENCE -> "静默";
            case DRILL -> "演练";
            case OUT_OF_SERVICE -> "停用";
        };
    }

    static String level(int level) {
        return switch (level) {
            case Level.RED -> "红色";
            case Level.ORANGE -> "橙色";
            case Level.YELLOW -> "黄色";
            default -> "蓝色";
        };
    }

    static String name(VerifyResult result) {
        return switch (result) {
            case CONFIRMED -> "回拨属实";
            case FALSE -> "回拨称不属实";
            case UNREACHABLE -> "回拨联系不上";
        };
    }

    /** The words of GB 25201's record, as officers use them. */
    static String name(FalseAlarmCause cause) {
        return switch (cause) {
            case MISTAKEN_TOUCH -> "误触";
            case DEVICE_FAULT -> "设备故障";
            case FUMES -> "油烟水汽";
            case WORKS -> "施工";
            case MALICE -> "恶意";
            case UNREPORTED_DRILL -> "演练未报备";
            case UNKNOWN -> "原因不明";
        };
    }

    static String name(AnswerHow how) {
        return switch (how) {
            case PRESSED -> "按键应答";
            case SPOKEN -> "口头应答";
        };
    }

    static String counts(String unit, MoveCounts counts) {
        return "应转移 %d %s，已转移 %d，拒绝 %d"
                .formatted(counts.toMove(), unit, counts.moved(), counts.refused());
    }

    static String name(Response response) {
        return switch (response) {
            case UNACKNOWLEDGED -> "待确认";
            case ACKNOWLEDGED -> "已确认";
            case VERIFYING -> "核实中";
            case DISPATCHED -> "已派遣";
            case ON_SITE -> "已到场";
            case RESOLVED -> "已处置";
            case CLOSED -> "已关闭";
        };
    }

    /** Who did what before, for a refusal. */
    static String before(TrackedAlert tracked) {
        LastAction last = tracked.last();
        if (last == null) {
            return "尚无人处置";
        }
        AlertAction action =
                AlertAction.valueOf(last.action().toUpperCase(Locale.ROOT).replace('-', '_'));
        return "%s 已于 %s %s".formatted(last.byName(), clock(last.at()), name(action));
    }
}
