package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;

/**
 * One indicator and what its parts are (docs/domain/ticket-indicators.md).
 *
 * @param id stable name
 * @param title for people
 * @param unit {@code %}, {@code s} or {@code 件}
 * @param numerator name of the count above, or of the mean
 * @param denominator name of the count below; null: the value is the count itself
 * @param note what is counted, in words
 */
record Indicator(
        String id,
        String title,
        String unit,
        String numerator,
        @Nullable String denominator,
        String note) {
    /** All of them, in the order in which they are shown. */
    static final List<Indicator> ALL =
            List.of(
                    rate(
                            "response",
                            "响应率",
                            "respond_kept",
                            "respond_due",
                            "按期签收 ÷ 本期到期的响应承诺（每次派遣各算一次）"),
                    rate("completion", "结案率", "complete_done", "complete_due", "已办结 ÷ 本期应办结"),
                    rate(
                            "on-time-completion",
                            "按期结案率",
                            "complete_kept",
                            "complete_due",
                            "按期办结 ÷ 本期应办结"),
                    rate(
                            "on-time-filing",
                            "按时立案率",
                            "file_kept",
                            "file_due",
                            "按时立案或派遣 ÷ 本期应立案（规则有此时限的类别）"),
                    rate("accurate-dispatch", "准确派遣率", "accurate", "dispatched", "未被退单的派遣 ÷ 本期派遣"),
                    rate(
                            "on-time-handling",
                            "按期处置率",
                            "handle_kept",
                            "handle_due",
                            "按期完成 ÷ 本期到期的处置承诺（办结、会商、方案等）"),
                    rate("rework", "返工率", "redone", "cases_dispatched", "本期二次派单的案件 ÷ 本期派遣的案件"),
                    count("overdue", "超期数", "overdue", "本期有承诺到期而未按期完成的案件"),
                    rate("repeat", "重复案件率", "repeats", "created", "带重复或群诉标记 ÷ 本期受理"),
                    mean(
                            "mean-acceptance",
                            "平均受理时长",
                            "acceptance_s",
                            "handling_n",
                            "受理至首次派遣，本期办结的案件，自然时"),
                    mean(
                            "mean-handling",
                            "平均处置时长",
                            "handling_s",
                            "handling_n",
                            "首次派遣至办结，本期办结的案件，自然时"),
                    rate("satisfaction", "满意率", "satisfied", "rated", "4 分及以上 ÷ 有评价（调解、执法类不计）"),
                    rate(
                            "satisfaction-repeat",
                            "重复案件满意率",
                            "satisfied_repeats",
                            "rated_repeats",
                            "同上，仅重复或群诉案件"),
                    count("unrated", "不计满意度的评价", "left_out", "调解、执法类案件的评价数"),
                    count("in", "受理数", "created", "本期受理，不含并案、作废、草稿"),
                    count("in-done", "其中已办结", "done", "受理 = 已办结 + 有主有期 + 协调中 + 未落实"),
                    count("in-planned", "其中有主有期", "planned", "未办结，有承办部门并有到期时间"),
                    count("in-coordinating", "其中协调中", "coordinating", "会商、裁决、提级"),
                    count("in-unaccounted", "其中未落实", "unaccounted", "未办结，无承办部门或无到期时间"),
                    count("passed", "核查合格", "passed", "本期办结的案件，最近一次核查结果"),
                    count("failed", "核查不合格", "not_passed", "同上"),
                    count("unreachable", "回访未接通", "unreachable", "同上"),
                    count("cancelled", "销号数", "cancelled", "本期销号或归档"),
                    count("merged", "并案数", "merged", "本期并案"),
                    count("invalid", "作废数", "invalid", "本期作废"));

    private static final double PERCENT = 100;
    private static final double THOUSAND = 1_000;

    private static Indicator rate(
            String id, String title, String above, String below, String note) {
        return new Indicator(id, title, "%", above, below, note);
    }

    private static Indicator count(String id, String title, String counted, String note) {
        return new Indicator(id, title, "件", counted, null, note);
    }

    private static Indicator mean(String id, String title, String mean, String of, String note) {
        return new Indicator(id, title, "s", mean, of, note);
    }

    /** With its value; null where there was nothing to divide by. */
    ObjectNode toJson(IndicatorCounts counts, @Nullable IndicatorCounts before) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", id).put("title", title).put("unit", unit);
        Double value = value(counts);
        json.put("value", value);
        if (denominator == null) {
            json.put("numerator", (long) counts.of(numerator));
        } else {
            // Of a mean the sum is of no use to anybody.
            if (unit.equals("%")) {
                json.put("numerator", (long) counts.of(numerator));
            }
            json.put("denominator", (long) counts.of(denominator));
        }
        json.put("note", note);
        if (before != null) {
            Double previous = value(before);
            json.put("previous", previous);
            json.put("change", value == null || previous == null ? null : round(value - previous));
        }
        return json;
    }

    @Nullable
    private Double value(IndicatorCounts counts) {
        if (denominator == null) {
            return counts.of(numerator);
        }
        double below = counts.of(denominator);
        if (below == 0) {
            return null;
        }
        return round(
                unit.equals("%") ? PERCENT * counts.of(numerator) / below : counts.of(numerator));
    }

    private static double round(double value) {
        return Math.round(value * THOUSAND) / THOUSAND;
    }
}
