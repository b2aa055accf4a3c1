package org.citywall.contracts.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.citywall.contracts.Json;

/**
 * Reads rules of tickets and says what is wrong with them by the path of the field, such as {@code
 * classes[2].milestones[0].amount}. Shared by the gateway, which takes new versions from people,
 * and the job, which judges by them.
 */
public final class TicketRulesReader {
    /** Longest promise: a year of natural minutes. */
    public static final int MOST_MINUTES = 527_040;

    /** Longest promise in working days. */
    public static final int MOST_DAYS = 260;

    /** Most classes, and most milestones of each. */
    public static final int MOST_CLASSES = 200;

    public static final int MOST_MILESTONES = 8;

    private static final String SHIPPED = "/tickets/rules-v1.json";
    private static final String WORD = "[a-z0-9][a-z0-9-]{0,39}";

    private TicketRulesReader() {}

    /** Version 1, which is in force until somebody writes another. */
    public static TicketRules shipped() {
        try (InputStream in = TicketRulesReader.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("missing on the class path: " + SHIPPED);
            }
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException naming the path of the field and the reason
     */
    public static TicketRules read(byte[] json) {
        TicketRules rules;
        try {
            rules = Json.mapper().readValue(json, TicketRules.class);
        } catch (JsonMappingException e) {
            String path = pathOf(e);
            throw new IllegalArgumentException(
                    path.isEmpty() ? "the text is no JSON object" : path + " cannot be read", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the text is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rules == null) {
            throw new IllegalArgumentException("the text is no JSON object");
        }
        check(rules);
        return rules;
    }

    /**
     * Checks a version.
     *
     * @throws IllegalArgumentException naming the path of the field and the reason
     */
    public static void check(TicketRules rules) {
        require(rules.version() >= 1, "version", "must be at least 1");
        require(isText(rules.by()), "by", "is missing");
        require(rules.at() != null, "at", "is missing");
        filled(rules.classes(), "classes", MOST_CLASSES);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.classes().size(); i++) {
            String path = "classes[" + i + "]";
            TicketClass each = rules.classes().get(i);
            require(each != null, path, "is missing");
            checkClass(each, path);
            require(ids.add(each.id()), path + ".id", "is there twice: " + each.id());
        }
        require(
                ids.contains(rules.defaultClass()),
                "defaultClass",
                "names no class: " + rules.defaultClass());
        checkCalendar(rules.calendar());
    }

    private static void checkClass(TicketClass each, String path) {
        require(isWord(each.id()), path + ".id", "must be of a-z, 0-9 and -");
        require(isText(each.title()), path + ".title", "is missing");
        filled(each.milestones(), path + ".milestones", MOST_MILESTONES);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < each.milestones().size(); i++) {
            String at = path + ".milestones[" + i + "]";
            Milestone milestone = each.milestones().get(i);
            require(milestone != null, at, "is missing");
            checkMilestone(milestone, at);
            require(names.add(milestone.name()), at + ".name", "is there twice");
        }
    }

    private static void checkMilestone(Milestone milestone, String path) {
        require(isWord(milestone.name()), path + ".name", "must be of a-z, 0-9 and -");
        require(isText(milestone.title()), path + ".title", "is missing");
        require(milestone.kind() != null, path + ".kind", "is missing");
        int most = milestone.kind() == ClockKind.WORKING_DAYS ? MOST_DAYS : MOST_MINUTES;
        require(
                milestone.amount() >= 1 && milestone.amount() <= most,
                path + ".amount",
                "must be between 1 and " + most);
        require(milestone.from() != null, path + ".from", "is missing");
        filled(milestone.by(), path + ".by", TicketEventKind.values().length);
        require(milestone.by().stream().noneMatch(Objects::isNull), path + ".by", "holds nothing");
        require(!milestone.by().contains(milestone.from()), path + ".by", "holds what starts it");
        require(
                milestone.urgeMinutes() >= 0 && milestone.urgeMinutes() <= MOST_MINUTES,
                path + ".urgeMinutes",
                "must be between 0 and " + MOST_MINUTES);
        Integer level = milestone.alertLevel();
        require(
                level == null || (level >= 1 && level <= 4),
                path + ".alertLevel",
                "must be between 1 and 4");
    }

    private static void checkCalendar(WorkCalendar calendar) {
        require(calendar != null, "calendar", "is missing");
        require(
                holds(calendar.zone(), text -> ZoneId.of(text) != null),
                "calendar.zone",
                "is no time zone: " + calendar.zone());
        filled(calendar.hours(), "calendar.hours", 8);
        LocalTime end = LocalTime.MIN;
        for (int i = 0; i < calendar.hours().size(); i++) {
            String path = "calendar.hours[" + i + "]";
            WorkHours hours = calendar.hours().get(i);
            require(hours != null, path, "is missing");
            require(isTime(hours.from()), path + ".from", "is no time such as 09:00");
            require(isTime(hours.to()), path + ".to", "is no time such as 18:00");
            LocalTime from = LocalTime.parse(hours.from());
            require(!from.isBefore(end), path + ".from", "lies before the piece before it");
            end = LocalTime.parse(hours.to());
            require(end.isAfter(from), path + ".to", "must be after from");
        }
        require(calendar.years() != null, "calendar.years", "is missing");
        Set<Integer> years = new HashSet<>();
        for (int i = 0; i < calendar.years().size(); i++) {
            String path = "calendar.years[" + i + "]";
            WorkYear year = calendar.years().get(i);
            require(year != null, path, "is missing");
            require(
                    year.year() >= 2000 && year.year() <= 2100,
                    path + ".year",
                    "must be between 2000 and 2100");
            require(years.add(year.year()), path + ".year", "is there twice");
            checkDays(year.holidays(), year.year(), false, path + ".holidays");
            checkDays(year.workdays(), year.year(), true, path + ".workdays");
        }
    }

    private static void checkDays(List<String> days, int year, boolean weekend, String path) {
        require(days != null, path, "is missing");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < days.size(); i++) {
            String at = path + "[" + i + "]";
            String text = days.get(i);
            require(holds(text, t -> LocalDate.parse(t) != null), at, "is no date: " + text);
            LocalDate day = LocalDate.parse(text);
            require(day.getYear() == year, at, "lies in another year: " + text);
            boolean isWeekend =
                    day.getDayOfWeek() == DayOfWeek.SATURDAY
                            || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            require(
                    isWeekend == weekend,
                    at,
                    (weekend ? "is no day of a weekend: " : "is a day of a weekend: ") + text);
            require(seen.add(text), at, "is there twice: " + text);
        }
    }

    private static void filled(List<?> list, String path, int most) {
        require(list != null && !list.isEmpty(), path, "is missing or empty");
        require(list.size() <= most, path, "has more than " + most);
    }

    private static boolean isTime(String text) {
        return holds(text, t -> t.length() == 5 && LocalTime.parse(t) != null);
    }

    private static boolean holds(String text, Predicate<String> test) {
        try {
            return text != null && test.test(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isText(String text) {
        return text != null && !text.isBlank();
    }

    private static boolean isWord(String text) {
        return text != null && text.matches(WORD);
    }

    private static void require(boolean right, String path, String reason) {
        if (!right) {
            throw new IllegalArgumentException(path + " " + reason);
        }
    }

    private static String pathOf(JsonMappingException error) {
        return error.getPath().stream()
                .map(
                        r ->
                                r.getFieldName() == null
                                        ? "[" + r.getIndex() + "]"
                                        : "." + r.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
