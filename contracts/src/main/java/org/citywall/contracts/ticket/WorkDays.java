package org.citywall.contracts.ticket;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which days people work: weekdays that are no holiday, and weekends that are worked (调休). Promises
 * about tickets and rotas of people go by the same days.
 */
public final class WorkDays {
    /** Without any holiday: Monday to Friday. */
    public static final WorkDays WEEKDAYS = new WorkDays(List.of());

    private final Set<Integer> years;
    private final Set<LocalDate> holidays;
    private final Set<LocalDate> workdays;

    /** Of years that their reader found right. */
    public WorkDays(List<WorkYear> known) {
        years = known.stream().map(WorkYear::year).collect(Collectors.toSet());
        holidays = dates(known.stream().flatMap(year -> year.holidays().stream()).toList());
        workdays = dates(known.stream().flatMap(year -> year.workdays().stream()).toList());
    }

    private static Set<LocalDate> dates(List<String> days) {
        return days.stream().map(LocalDate::parse).collect(Collectors.toSet());
    }

    /** Whether people work on this day. */
    public boolean isWorkday(LocalDate day) {
        if (workdays.contains(day)) {
            return true;
        }
        DayOfWeek week = day.getDayOfWeek();
        return week != DayOfWeek.SATURDAY && week != DayOfWeek.SUNDAY && !holidays.contains(day);
    }

    /** Whether the holidays of this year are known; if not, it has its weekends alone. */
    public boolean knows(int year) {
        return years.contains(year);
    }
}
