package org.citywall.gateway.notify.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertAction;

/**
 * What somebody may answer to a page: commands that alerts have anyway
 * (docs/domain/aggregation.md). Where the life of an alert knows no refusal, saying that one cannot
 * come is a remark on it, and its clocks go on.
 */
enum Offer {
    /** seen by who was paged, of an alert that nobody acknowledged */
    ACKNOWLEDGE("acknowledge", AlertAction.ACKNOWLEDGE, false),
    /** the dispatched person goes there */
    ACCEPT("accept", AlertAction.ACCEPT, false),
    /** the dispatched person cannot */
    DECLINE("decline", AlertAction.DECLINE, true),
    /** 应答: the called person is there */
    ANSWER("answer", AlertAction.ANSWER, false),
    /** seen, of an alert that somebody acknowledged before */
    NOTED("noted", AlertAction.COMMENT, false),
    /** whoever was paged, but not dispatched, cannot help */
    CANNOT("cannot", AlertAction.COMMENT, true);

    private static final String BY_LINK = "经通知链接";

    private final String word;
    private final AlertAction action;
    private final boolean wantsReason;

    Offer(String word, AlertAction action, boolean wantsReason) {
        this.word = word;
        this.action = action;
        this.wantsReason = wantsReason;
    }

    /** In forms and records. */
    String word() {
        return word;
    }

    AlertAction action() {
        return action;
    }

    /** Whether it must be said why. */
    boolean wantsReason() {
        return wantsReason;
    }

    static Optional<Offer> of(@Nullable String word) {
        return Stream.of(values()).filter(offer -> offer.word.equals(word)).findFirst();
    }

    /**
     * What may be answered now, the better news first; empty: nothing any more.
     *
     * @param step wire name of the page's step
     * @param alert as it is now
     */
    static List<Offer> to(String step, JsonNode alert) {
        String response = alert.path("response").asText();
        if (response.equals("resolved") || response.equals("closed")) {
            return List.of();
        }
        return switch (step) {
            case "dispatched" ->
                    response.equals("dispatched") ? List.of(ACCEPT, DECLINE) : List.of();
            case "called" -> isCallOwed(alert) ? List.of(ANSWER, CANNOT) : List.of();
            case "raised", "risen", "escalated", "overdue", "order" ->
                    response.equals("unacknowledged")
                            ? List.of(ACKNOWLEDGE, CANNOT)
                            : List.of(NOTED, CANNOT);
            default -> List.of();
        };
    }

    /** As the alerts job judges it: an answer is owed while its clock runs. */
    private static boolean isCallOwed(JsonNode alert) {
        if (!alert.path("answering").isObject()) {
            return false;
        }
        for (JsonNode timer : alert.path("timers")) {
            if (timer.path("name").asText().equals("answer")) {
                return true;
            }
        }
        return false;
    }

    /** The reason of the command: the timeline says that it came over a link. */
    String said(String reason) {
        String fact =
                switch (this) {
                    case ACKNOWLEDGE -> "确认";
                    case ACCEPT -> "接受";
                    case DECLINE -> "无法前往";
                    case ANSWER -> "本人应答";
                    case NOTED -> "已知悉";
                    case CANNOT -> "无法处理";
                };
        return BY_LINK + fact + (wantsReason ? "：" + reason : "");
    }
}
