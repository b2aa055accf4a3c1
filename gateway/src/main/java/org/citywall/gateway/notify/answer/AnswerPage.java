package org.citywall.gateway.notify.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Level;
import org.citywall.gateway.notify.Told;

/**
 * The pages behind links: whole in themselves, for a phone, without scripts. Forms go to where the
 * page came from.
 */
final class AnswerPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Told.CITY);

    private static final String STYLE =
            """
            :root{color-scheme:light dark}
            body{margin:0 auto;max-width:34rem;padding:1rem;font:1.05rem/1.5 system-ui,sans-serif}
            h1{font-size:1.4rem;margin:.2rem 0}
            .level{display:flex;align-items:center;gap:.6rem;font-weight:700;font-size:1.2rem}
            .level svg{width:3rem;height:3rem;flex:none}
            .drill{border:3px dashed;padding:.3rem .6rem;font-weight:700}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem .8rem;margin:1rem 0}
            dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}
            button{width:100%;min-height:3.5rem;font:inherit;font-weight:700;border-radius:.6rem;
            border:2px solid;margin:.4rem 0;cursor:pointer}
            .yes{background:#0b6b3a;color:#fff;border-color:#0b6b3a}
            .no{background:none;color:inherit}
            input{width:100%;box-sizing:border-box;min-height:3rem;font:inherit;padding:.4rem .6rem}
            .said{border-left:.4rem solid;padding:.4rem .8rem;margin:1rem 0}
            footer{margin-top:2rem;font-size:.9rem;opacity:.8}
            """;

    /** Nothing is loaded from anywhere; the one style sheet is known by its hash. */
    static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'sha256-"
                    + sha256(STYLE)
                    + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final int LONGEST_REASON = 200;

    private AnswerPage() {}

    /** What the alert is, and what may be answered. */
    static String open(Lang lang, ActionLink link, JsonNode alert, List<Offer> offers) {
        StringBuilder main = new StringBuilder(about(lang, link, alert));
        if (offers.isEmpty()) {
            main.append(said(nothing(lang, link, alert)));
        } else {
            main.append("<p>")
                    .append(
                            escaped(
                                    lang.say("应答人：", "Answering as: ")
                                            + (link.who() == null ? "" : link.who().displayName())))
                    .append("</p>");
        }
        offers.forEach(offer -> main.append(form(lang, offer)));
        return page(lang, link.told().path("title").asText(), main + look(lang, link), false);
    }

    private static String nothing(Lang lang, ActionLink link, JsonNode alert) {
        return link.maySee(alert)
                ? lang.say("这条告警现在无需应答。", "Nothing is to be answered now.")
                : lang.say("该账号现在无权处理这条告警。", "This account may not handle this alert now.");
    }

    /** Who answered when, and what came of it. */
    static String answered(Lang lang, ActionLink link, ActionLink.Answer answer, JsonNode alert) {
        boolean isWaiting = answer.accepted() == null;
        String who =
                lang.say("%s 于 %s 应答：%s", "%s at %s: %s")
                        .formatted(
                                answer.by(),
                                TIME.format(answer.at()),
                                AnswerWords.done(lang, answer.action()));
        String what =
                isWaiting
                        ? lang.say("已提交，等待处理。", "Submitted, waiting to be processed.")
                        : Boolean.TRUE.equals(answer.accepted())
                                ? lang.say("已生效。", "It took effect.")
                                : lang.say("未生效：", "It had no effect: ")
                                        + (answer.said() == null ? "" : answer.said());
        String main =
                about(lang, link, alert)
                        + "<div class=\"said\" role=\"status\"><p>"
                        + escaped(who)
                        + "</p><p><strong>"
                        + escaped(what)
                        + "</strong></p></div>";
        String title = lang.say("应答：", "Answer: ") + link.told().path("title").asText();
        return page(lang, title, main + look(lang, link), isWaiting);
    }

    /** Something short, such as that the link is of no use; tells nothing of any alert. */
    static String plain(Lang lang, String title, String text) {
        String main =
                "<h1>"
                        + escaped(title)
                        + "</h1><p>"
                        + escaped(text)
                        + "</p><p><a rel=\"noreferrer\" href=\"/m\">"
                        + escaped(lang.say("登录查看告警", "Log in to see alerts"))
                        + "</a></p>";
        return page(lang, title, main, false);
    }

    private static String about(Lang lang, ActionLink link, JsonNode alert) {
        JsonNode told = link.told();
        int level = alert.path("level").asInt(told.path("level").asInt(Level.BLUE));
        Told words = Told.of(told);
        StringBuilder main = new StringBuilder();
        if (words.isDrill()) {
            main.append("<p class=\"drill\">").append(lang.say("演练", "DRILL")).append("</p>");
        }
        main.append("<div class=\"level\">").append(shape(level)).append("<span>");
        main.append(AnswerWords.level(lang, level)).append(' ').append(AnswerWords.numeral(level));
        main.append("</span></div><h1>").append(escaped(words.title())).append("</h1><dl>");
        entry(main, lang.say("地点", "Place"), words.place());
        entry(main, lang.say("开始", "Since"), time(words.since()));
        entry(main, lang.say("现在", "Now"), AnswerWords.now(lang, alert));
        entry(main, lang.say("原因", "Reason"), words.reason());
        entry(main, lang.say("通知", "Paged"), words.to());
        entry(main, lang.say("编号", "Number"), words.number());
        return main.append("</dl>").toString();
    }

    private static void entry(StringBuilder main, String name, String value) {
        if (!value.isBlank()) {
            main.append("<dt>").append(name).append("</dt><dd>").append(escaped(value));
            main.append("</dd>");
        }
    }

    private static String form(Lang lang, Offer offer) {
        StringBuilder form = new StringBuilder("<form method=\"post\" autocomplete=\"off\">");
        form.append("<input type=\"hidden\" name=\"lang\" value=\"");
        form.append(lang.word()).append("\">");
        if (offer.wantsReason()) {
            String why = lang.say("原因（必填）", "Reason (required)");
            form.append("<label>").append(why);
            form.append("<input name=\"reason\" required maxlength=\"").append(LONGEST_REASON);
            form.append("\" list=\"why\"></label><datalist id=\"why\">");
            for (String reason : reasons(lang)) {
                form.append("<option value=\"").append(reason).append("\"></option>");
            }
            form.append("</datalist>");
        }
        form.append("<button name=\"do\" value=\"").append(offer.word()).append("\" class=\"");
        form.append(offer.wantsReason() ? "no" : "yes").append("\">");
        return form.append(AnswerWords.button(lang, offer)).append("</button></form>").toString();
    }

    private static List<String> reasons(Lang lang) {
        return lang == Lang.ZH
                ? List.of("不在附近", "正在处理其他任务", "不当班", "身体不适")
                : List.of("Not nearby", "Busy with another task", "Off duty", "Unwell");
    }

    private static String look(Lang lang, ActionLink link) {
        return "<p><a rel=\"noreferrer\" href=\"/m?alert="
                + URLEncoder.encode(link.alertId(), UTF_8)
                + "\">"
                + escaped(lang.say("登录查看详情", "Log in for details"))
                + "</a></p>";
    }

    private static String said(String text) {
        return "<div class=\"said\" role=\"status\"><p>" + escaped(text) + "</p></div>";
    }

    /** The outlines of the wall (web, alerts/level.ts): octagon, triangle, diamond, circle. */
    private static String shape(int level) {
        String outline =
                switch (level) {
                    case Level.RED ->
                            polygon(
                                    "7.4,1 16.6,1 23,7.4 23,16.6 16.6,23 7.4,23 1,16.6 1,7.4",
                                    0xff3b4a);
                    case Level.ORANGE -> polygon("12,1 23.6,22 0.4,22", 0xffa033);
                    case Level.YELLOW -> polygon("12,0 24,12 12,24 0,12", 0xfff28a);
                    default -> "<circle cx=\"12\" cy=\"12\" r=\"11.5\" fill=\"#4aa8ff\"/>";
                };
        String y = level == Level.ORANGE ? "15.6" : "12";
        return "<svg viewBox=\"-1 -1 26 26\" aria-hidden=\"true\">"
                + outline
                + "<text x=\"12\" y=\""
                + y
                + "\" dy=\"0.35em\" text-anchor=\"middle\" font-size=\"10\" font-weight=\"700\""
                + " fill=\"#14181c\">"
                + AnswerWords.numeral(level)
                + "</text></svg>";
    }

    private static String polygon(String points, int color) {
        return "<polygon points=\"%s\" fill=\"#%06x\"/>".formatted(points, color);
    }

    private static String page(Lang lang, String title, String main, boolean shallReload) {
        return "<!DOCTYPE html><html lang=\""
                + lang.tag()
                + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex,nofollow\">"
                + "<meta name=\"referrer\" content=\"no-referrer\">"
                + (shallReload ? "<meta http-equiv=\"refresh\" content=\"3\">" : "")
                + "<title>"
                + escaped(title)
                + "</title><style>"
                + STYLE
                + "</style></head><body><main>"
                + main
                + "</main><footer><a rel=\"noreferrer\" hreflang=\""
                + lang.other().tag()
                + "\" href=\"?lang="
                + lang.other().word()
                + "\">"
                + lang.say("English", "中文")
                + "</a><p>"
                + lang.say(
                        "打开本页不会改变任何状态；只有按下按钮才会应答。链接仅限本人，请勿转发。",
                        "Opening this page changes nothing; only a button answers. The link is yours"
                                + " alone: do not pass it on.")
                + "</p></footer></body></html>";
    }

    private static String time(@Nullable Instant at) {
        try {
            return at == null ? "" : TIME.format(at);
        } catch (DateTimeException e) {
            return "";
        }
    }

    /** What comes from elsewhere means nothing but itself. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
