package org.citywall.gateway.ticket;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.Milestone;
import org.citywall.contracts.ticket.TicketClass;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.contracts.ticket.WorkCalendar;
import org.citywall.contracts.ticket.WorkHours;
import org.citywall.contracts.ticket.WorkYear;
import org.citywall.gateway.rules.RulesFault;
import org.citywall.gateway.rules.RulesForm;

/** Whether rules can be judged by: first their form, by a JSON Schema, then what they say. */
final class RulesCheck {
    /** Where the JSON Schema of a text of rules lies. */
    static final String SCHEMA = "/schemas/ticket-rules.json";

    /** A year of working days. */
    private static final int MOST_DAYS = 260;

    private RulesCheck() {}

    /** What is wrong with rules whose form is right; empty: nothing. */
    static List<RulesFault> sense(TicketRules rules) {
        List<RulesFault> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.classes().size(); i++) {
            TicketClass each = rules.classes().get(i);
            if (!ids.add(each.id())) {
                faults.add(new RulesFault("/classes/" + i + "/id", "is there twice"));
            }
            milestones(each, "/classes/" + i + "/milestones/", faults);
        }
        if (!ids.contains(rules.defaultClass())) {
            faults.add(new RulesFault("/defaultClass", "is none of the classes"));
        }
        calendar(rules.calendar(), faults);
        return faults.size() > RulesForm.MOST_FAULTS
                ? faults.subList(0, RulesForm.MOST_FAULTS)
                : faults;
    }

    private static void milestones(TicketClass of, String path, List<RulesFault> faults) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < of.milestones().size(); i++) {
            Milestone each = of.milestones().get(i);
            if (!names.add(each.name())) {
                faults.add(new RulesFault(path + i + "/name", "is there twice"));
            }
            if (each.kind() == ClockKind.WORKING_DAYS && each.amount() > MOST_DAYS) {
                faults.add(
                        new RulesFault(
                                path + i + "/amount", "is more than " + MOST_DAYS + " days"));
            }
            if (each.by().contains(each.from())) {
                faults.add(new RulesFault(path + i + "/by", "is kept by what starts it"));
            }
        }
    }

    private static void calendar(WorkCalendar calendar, List<RulesFault> faults) {
        try {
            ZoneId.of(calendar.zone());
        } catch (DateTimeException e) {
            faults.add(new RulesFault("/calendar/zone", "is no time zone"));
        }
        hours(calendar.hours(), faults);
        Set<Integer> years = new HashSet<>();
        for (int i = 0; i < calendar.years().size(); i++) {
            WorkYear year = calendar.years().get(i);
            String path = "/calendar/years/" + i;
            if (!years.add(year.year())) {
                faults.add(new RulesFault(path + "/year", "is there twice"));
            }
            Set<String> days = new HashSet<>();
            days(year.year(), year.holidays(), false, path + "/holidays/", days, faults);
            days(year.year(), year.workdays(), true, path + "/workdays/", days, faults);
        }
    }

    /** Times of a day compare as they are written. */
    private static void hours(List<WorkHours> hours, List<RulesFault> faults) {
        String end = "";
        for (int i = 0; i < hours.size(); i++) {
            WorkHours each = hours.get(i);
            if (each.from().compareTo(end) < 0) {
                faults.add(
                        new RulesFault(
                                "/calendar/hours/" + i + "/from",
                                "is before the end of those before"));
            }
            if (each.to().compareTo(each.from()) <= 0) {
                faults.add(new RulesFault("/calendar/hours/" + i + "/to", "is not after from"));
            }
            end = each.to();
        }
    }

    private static void days(
            int year,
            List<String> days,
            boolean onWeekends,
            String path,
            Set<String> seen,
            List<RulesFault> faults) {
        for (int i = 0; i < days.size(); i++) {
            String fault = day(year, days.get(i), onWeekends);
            if (fault == null && !seen.add(days.get(i))) {
                fault = "is named twice";
            }
            if (fault != null) {
                faults.add(new RulesFault(path + i, fault));
            }
        }
    }

    private static String day(int year, String text, boolean onWeekends) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException e) {
            return "is no real day";
        }
        boolean isWeekend =
                day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        if (day.getYear() != year) {
            return "is not of the year " + year;
        }
        if (isWeekend != onWeekends) {
            return onWeekends
                    ? "is a weekday: people work anyway"
                    : "is at a weekend: nobody works anyway";
        }
        return null;
    }
}
