package org.citywall.stream.alert.dryrun;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alertrule.DryRunDifference;
import org.citywall.contracts.alertrule.DryRunReport;

/** What a report says in words. */
final class DryRunWords {
    private static final int MOST_TITLES = 3;

    private DryRunWords() {}

    /** The first line of a report: red before all else. */
    static String headline(
            int redPagedLess, List<DryRunDifference> examples, @Nullable DryRunReport.Limit limit) {
        String part = limit == null ? "" : "（只试了一部分历史：" + reason(limit) + "）";
        if (redPagedLess == 0) {
            return "没有红色告警的通知会减少或推迟" + part;
        }
        String titles =
                examples.stream()
                        .filter(DryRunDifference::redPagedLess)
                        .limit(MOST_TITLES)
                        .map(DryRunDifference::title)
                        .collect(Collectors.joining("、"));
        String more = redPagedLess > MOST_TITLES ? " 等" : "";
        return "▲ %d 起红色告警的通知会减少或推迟：%s%s%s".formatted(redPagedLess, titles, more, part);
    }

    private static String reason(DryRunReport.Limit limit) {
        return switch (limit) {
            case INPUTS -> "输入条数已到上限";
            case ALERTS -> "告警条数已到上限";
            case TIME -> "读取时间已到上限";
        };
    }

    /** What differs of an incident. */
    static String of(List<DryRunDifference.Change> changes) {
        return changes.stream().map(DryRunWords::of).collect(Collectors.joining("；"));
    }

    private static String of(DryRunDifference.Change change) {
        String before = number(change, change.current());
        String after = number(change, change.proposed());
        return "%s %s→%s".formatted(name(change), before, after);
    }

    private static String number(DryRunDifference.Change change, long number) {
        if (change.what() == DryRunDifference.Measure.RED_PAGE_AFTER) {
            return number < 0 ? "无" : number + " 秒";
        }
        return Long.toString(number);
    }

    private static String name(DryRunDifference.Change change) {
        return switch (change.what()) {
            case ALERTS -> "告警";
            case LEVEL -> "级别";
            case RED_PAGES -> "红色通知（%s）".formatted(step(change.to()));
            case RED_PAGE_AFTER -> "首次红色通知";
            case LOUD -> "立即通知" + change.to();
            case QUIET -> "静默通知" + change.to();
            case INHIBITED -> "被解释";
            case FLOODED -> "并入洪流";
            case CHATTERING -> "抖动";
            case STALE -> "长时未清";
            case STANDING -> "公告期内";
        };
    }

    private static String step(String wireName) {
        for (Page.Step step : Page.Step.values()) {
            if (wireName(step).equals(wireName)) {
                return switch (step) {
                    case RAISED -> "发生";
                    case RISEN -> "升级别";
                    case ESCALATED -> "逐级上报";
                    case DISPATCHED -> "派遣";
                    case OVERDUE -> "超时";
                    case CALLED -> "叫应";
                    case ORDER -> "指令";
                    case RECOVERED -> "恢复";
                };
            }
        }
        return wireName;
    }

    static String wireName(Page.Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
