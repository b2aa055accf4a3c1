package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Level;

/**
 * One page in the words of the people who read it, on whatever channel.
 *
 * @param level 1 (red) to 4 (blue)
 * @param number id of the alert
 * @param step wire name of the page's step
 * @param place in words; empty: nobody knows
 * @param since when the alert began; null: the page does not say
 * @param link to the alert
 * @param answer link with which this person answers without a log-in; empty: there is none
 * @param isDrill whether nothing of it is meant
 * @param isVerified whether it was found to be real
 */
public record Told(
        int level,
        String number,
        String title,
        String step,
        String to,
        String reason,
        String domain,
        String place,
        @Nullable Instant since,
        String link,
        String answer,
        boolean isDrill,
        boolean isVerified) {
    /** Where the city is, and its duty desks. */
    public static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    /** In the data of a message: see {@link #answer}. */
    public static final String ANSWER_LINK = "answerLink";

    /** Step of a test before a shift. */
    public static final String READINESS = "readiness";

    /** Step of what is told of a test that nobody answered. */
    public static final String NOT_READY = "not-ready";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(CITY);

    /** What a page says. */
    public static Told of(JsonNode data) {
        return new Told(
                data.path("level").asInt(Level.BLUE),
                data.path("alertId").asText(),
                data.path("title").asText(),
                data.path("step").asText(),
                data.path("to").asText(),
                data.path("reason").asText(),
                data.path("domain").asText(),
                place(data),
                time(data.path("since").asText(null)),
                data.path("link").asText(),
                data.path(ANSWER_LINK).asText(),
                data.path("drill").asBoolean(),
                data.path("verified").asBoolean());
    }

    /** The pages of a message: one, or those of a digest. */
    public static List<Told> all(Message message) {
        if (!message.isDigest()) {
            return List.of(of(message.data()));
        }
        List<Told> all = new ArrayList<>();
        message.data().path("pages").forEach(page -> all.add(of(page)));
        return all;
    }

    private static String place(JsonNode data) {
        String place = data.path("placeName").asText();
        String site = data.path("site").asText();
        return site.isEmpty() || place.contains(site) ? place : (place + " " + site).strip();
    }

    @Nullable
    private static Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null; // a text without its time is better than none
        }
    }

    /** Where there is room for one link: to answer, or else to look. */
    public String onlyLink() {
        return answer.isEmpty() ? link : answer;
    }

    /** Such as {@code 红色}. */
    public String levelWord() {
        return switch (level) {
            case Level.RED -> "红色";
            case Level.ORANGE -> "橙色";
            case Level.YELLOW -> "黄色";
            default -> "蓝色";
        };
    }

    /** Why somebody is told, in a word or two; of a new alert nothing. */
    public String stepWord() {
        return switch (step) {
            case "risen" -> "升级";
            case "escalated" -> "无人确认";
            case "dispatched" -> "派单";
            case "overdue" -> "超时";
            case "called" -> "叫应";
            case "order" -> "协同单";
            case "recovered" -> "已恢复";
            default -> "";
        };
    }

    /** When it began, as {@code 03-01 16:00}, in the city's time; empty: nobody knows. */
    public String sinceText() {
        return since == null ? "" : TIME.format(since);
    }

    /** Level, drill, step and title: what must be read first. */
    public String headline() {
        if (step.equals(READINESS)) {
            return "【测试】" + title;
        }
        if (step.equals(NOT_READY)) {
            return "接班提醒：" + title;
        }
        return (isDrill ? "演练·" : "")
                + levelWord()
                + "告警"
                + (stepWord().isEmpty() ? "" : "·" + stepWord())
                + "："
                + title;
    }
}
