package org.citywall.gateway.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Level;

/** A message as plain text: what happened first, then where, since when, why, and the link. */
public final class MessageText {
    private static final String MORE = "……";

    private MessageText() {}

    /** One line: the headline, or how much a digest holds. */
    public static String subject(Message message) {
        List<Told> all = Told.all(message);
        if (!message.isDigest()) {
            return line(all.get(0).headline() + "（" + all.get(0).number() + "）");
        }
        String gravest =
                all.stream()
                        .reduce((a, b) -> a.level() <= b.level() ? a : b)
                        .map(Told::levelWord)
                        .orElse("蓝色");
        String drill = !all.isEmpty() && all.stream().allMatch(Told::isDrill) ? "演练·" : "";
        return drill + "告警汇总：%d 条，最高%s".formatted(all.size(), gravest);
    }

    /**
     * Lines for a chat or a mail, cut at a line where they are too long; the links of a page always
     * stay.
     *
     * @param most bytes of UTF-8
     */
    public static String lines(Message message, int most) {
        List<String> lines = new ArrayList<>();
        lines.add(subject(message));
        List<Told> all = Told.all(message);
        if (message.isDigest()) {
            all.forEach(told -> lines.add(entry(told)));
            return fitted(lines, "", most);
        }
        Told told = all.get(0);
        add(lines, "地点：", told.place());
        add(lines, "开始：", told.sinceText());
        add(lines, "原因：", told.reason());
        add(lines, "通知：", told.to());
        return fitted(lines, links(told), most);
    }

    /**
     * How many pages of a digest, from its first on, such lines tell as a whole.
     *
     * @param most bytes of UTF-8
     */
    public static int named(Message digest, int most) {
        int bytes = bytes(subject(digest));
        int named = 0;
        for (Told told : Told.all(digest)) {
            bytes += 1 + bytes(line(entry(told)));
            if (bytes > most) {
                break;
            }
            named++;
        }
        return named;
    }

    /**
     * One line for a short message, such as an SMS.
     *
     * @param most characters; the link stays whole if there is room for it
     */
    public static String brief(Message message, int most) {
        List<Told> all = Told.all(message);
        if (message.isDigest()) {
            return cut(subject(message), most);
        }
        Told told = all.get(0);
        StringBuilder text = new StringBuilder(subject(message));
        if (!told.place().isEmpty()) {
            text.append('，').append(told.place());
        }
        if (told.since() != null) {
            text.append('，').append(told.sinceText()).append(" 起");
        }
        String link = told.onlyLink().isEmpty() ? "" : " " + told.onlyLink();
        return link.length() >= most
                ? cut(line(text.toString()), most)
                : cut(line(text.toString()), most - link.length()) + link;
    }

    private static String links(Told told) {
        return told.answer().isEmpty()
                ? told.link()
                : "应答（仅限本人，请勿转发）：" + told.answer() + "\n详情：" + told.link();
    }

    private static String entry(Told told) {
        String level = told.level() == Level.RED ? "红" : told.levelWord().substring(0, 1);
        return "· [%s%s] %s %s %s"
                .formatted(
                        told.isDrill() ? "演练 " : "",
                        level,
                        told.title(),
                        told.place(),
                        told.number());
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isBlank()) {
            lines.add(name + value);
        }
    }

    private static String fitted(List<String> lines, String link, int most) {
        String end = link.isEmpty() ? "" : "\n" + link;
        int room = most - bytes(end);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String next = (i == 0 ? "" : "\n") + line(lines.get(i));
            String more = "\n" + MORE + "另有 " + (lines.size() - i) + " 行";
            boolean isLast = i == lines.size() - 1;
            if (bytes(text + next) + (isLast ? 0 : bytes(more)) > room) {
                return (i == 0 ? cutBytes(next, room) : text + more) + end;
            }
            text.append(next);
        }
        return text + end;
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static String cutBytes(String text, int most) {
        int end = text.length();
        while (end > 0 && bytes(text.substring(0, end) + MORE) > most) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + MORE;
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Math.max(0, most - 1);
        boolean splits = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splits ? end - 1 : end) + "…";
    }

    /** Names of places and devices come from elsewhere; they must not break a line or mark up. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").replace('<', '＜').replace('>', '＞').strip();
    }
}
