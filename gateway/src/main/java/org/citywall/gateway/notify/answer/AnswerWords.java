package org.citywall.gateway.notify.answer;

import com.fasterxml.jackson.databind.JsonNode;
import org.citywall.contracts.alert.Level;

/** Words of the pages behind links; those of alerts are the wall's. */
final class AnswerWords {
    private AnswerWords() {}

    static String level(Lang lang, int level) {
        return switch (level) {
            case Level.RED -> lang.say("红色", "Red");
            case Level.ORANGE -> lang.say("橙色", "Orange");
            case Level.YELLOW -> lang.say("黄色", "Yellow");
            default -> lang.say("蓝色", "Blue");
        };
    }

    static String numeral(int level) {
        return switch (level) {
            case Level.RED -> "I";
            case Level.ORANGE -> "II";
            case Level.YELLOW -> "III";
            default -> "IV";
        };
    }

    /** Both halves of the alert's state. */
    static String now(Lang lang, JsonNode alert) {
        String response =
                switch (alert.path("response").asText()) {
                    case "unacknowledged" -> lang.say("待确认", "unacknowledged");
                    case "acknowledged" -> lang.say("已确认", "acknowledged");
                    case "verifying" -> lang.say("核实中", "being verified");
                    case "dispatched" -> lang.say("已派遣", "dispatched");
                    case "on-site" -> lang.say("已到场", "on site");
                    case "resolved" -> lang.say("已处置", "resolved");
                    case "closed" -> lang.say("已关闭", "closed");
                    default -> lang.say("状态未知", "state unknown");
                };
        boolean isActive = alert.path("condition").asText().equals("active");
        return response
                + lang.say("，", ", ")
                + (isActive ? lang.say("报警持续", "still active") : lang.say("工况已恢复", "cleared"));
    }

    /** On the button. */
    static String button(Lang lang, Offer offer) {
        return switch (offer) {
            case ACKNOWLEDGE -> lang.say("接收（确认收到）", "Acknowledge");
            case ACCEPT -> lang.say("接收（我去处理）", "Accept");
            case DECLINE -> lang.say("拒绝 / 无法前往", "Decline: I cannot go");
            case ANSWER -> lang.say("应答（本人在岗）", "Answer: I am here");
            case NOTED -> lang.say("接收（已知悉）", "Noted");
            case CANNOT -> lang.say("拒绝 / 无法处理", "I cannot help");
        };
    }

    /** What was done, for a word of an offer or of a command. */
    static String done(Lang lang, String action) {
        return switch (action) {
            case "acknowledge" -> lang.say("确认收到", "acknowledged");
            case "accept" -> lang.say("接收（前往处理）", "accepted");
            case "decline" -> lang.say("拒绝 / 无法前往", "declined");
            case "answer" -> lang.say("应答", "answered");
            case "noted" -> lang.say("已知悉", "noted");
            case "cannot" -> lang.say("无法处理", "cannot help");
            case "verify" -> lang.say("核实", "verified");
            case "dispatch" -> lang.say("派遣", "dispatched");
            case "arrive" -> lang.say("到场", "arrived");
            case "resolve" -> lang.say("处置完成", "resolved");
            case "close" -> lang.say("关闭", "closed");
            case "false-alarm" -> lang.say("定为误报", "called a false alarm");
            case "drill" -> lang.say("定为演练", "called a drill");
            default -> action;
        };
    }

    /** Why a link is of no use. */
    static String gone(Lang lang, ActionLink link, ActionLink.State state) {
        return switch (state) {
            case EXPIRED -> lang.say("链接已过期", "This link has expired");
            case POWERLESS ->
                    lang.say("该账号已停用或无权处理告警", "This account may not handle alerts any more");
            case REVOKED -> revoked(lang, link.revokedBy());
            case OPEN, ANSWERED -> "";
        };
    }

    private static String revoked(Lang lang, String by) {
        if ("closed".equals(by)) {
            return lang.say("告警已关闭，无需应答", "The alert is closed; no answer is needed");
        }
        return "answered".equals(by)
                ? lang.say("您已通过其他方式应答", "You have answered in another way")
                : lang.say("链接已被值班长撤销", "A shift lead has revoked this link");
    }
}
