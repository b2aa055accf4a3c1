package org.citywall.gateway.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.model.WeekDay;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.transform.recurrence.Frequency;
import org.citywall.contracts.Nullable;

/**
 * A rule of repetition as a layer: its days repeat after some days, each a turn, of somebody or
 * nobody. Daily and weekly rules do; months and years are not of one length, and are refused.
 */
final class CalendarRule {
    private static final int MAX_COUNT = 10_000;

    private final Recur<Temporal> rule;
    private final String path;
    private final ZoneId zone;
    private final boolean isWeekly;
    private final int interval;
    private final Set<DayOfWeek> days;

    /**
     * Of an event that has one.
     *
     * @param path of the event, for what is refused
     */
    CalendarRule(VEvent event, String path, ZoneId zone) {
        RRule<Temporal> property = event.<RRule<Temporal>>getProperty(Property.RRULE).orElseThrow();
        this.rule = property.getRecur();
        this.path = path + "RRULE";
        this.zone = zone;
        boolean isDaily = rule.getFrequency() == Frequency.DAILY;
        this.isWeekly = rule.getFrequency() == Frequency.WEEKLY;
        if (!isDaily && !isWeekly) {
            throw RosterBody.fault(this.path, "FREQ must be DAILY or WEEKLY");
        }
        this.interval = Math.max(1, rule.getInterval());
        refuseParts();
        this.days = days();
    }

    private void refuseParts() {
        refuse("BYMONTH", rule.getMonthList());
        refuse("BYMONTHDAY", rule.getMonthDayList());
        refuse("BYYEARDAY", rule.getYearDayList());
        refuse("BYWEEKNO", rule.getWeekNoList());
        refuse("BYHOUR", rule.getHourList());
        refuse("BYMINUTE", rule.getMinuteList());
        refuse("BYSECOND", rule.getSecondList());
        refuse("BYSETPOS", rule.getSetPosList());
    }

    private void refuse(String part, List<?> list) {
        if (!list.isEmpty()) {
            throw RosterBody.fault(path, part + " cannot be told as a layer");
        }
    }

    private Set<DayOfWeek> days() {
        Set<DayOfWeek> found = EnumSet.noneOf(DayOfWeek.class);
        for (WeekDay day : rule.getDayList()) {
            if (day.getOffset() != 0) {
                throw RosterBody.fault(path, "BYDAY with a number cannot be told as a layer");
            }
            found.add(WeekDay.getDayOfWeek(day));
        }
        return found;
    }

    /** The layer; times are local ones of the rota. */
    Layer layer(String name, List<String> people, LocalDateTime start, LocalDateTime end) {
        LocalDate first = start.toLocalDate();
        int length = length(start, end);
        int period = isWeekly || !days.isEmpty() ? 7 * interval : interval;
        if (period > RosterBody.MAX_TURNS) {
            throw RosterBody.fault(path, "INTERVAL is too long for a layer");
        }
        if (!days.isEmpty() && !days.contains(first.getDayOfWeek())) {
            throw RosterBody.fault(path, "BYDAY leaves out the day of DTSTART");
        }
        List<List<String>> turns = new ArrayList<>();
        int covered = 0;
        for (int day = 0; day < period; day++) {
            boolean begins = occurs(first, day);
            if (begins && covered > 0) {
                throw RosterBody.fault(path, "repeats before the event has ended");
            }
            covered = begins ? length : covered;
            turns.add(covered > 0 ? people : List.of());
            covered = Math.max(0, covered - 1);
        }
        if (covered > 0) {
            throw RosterBody.fault(path, "repeats before the event has ended");
        }
        LocalTime from = start.toLocalTime();
        boolean isWhole = from.equals(end.toLocalTime());
        return new Layer(
                name,
                first,
                end(first, from, length),
                from,
                1,
                turns,
                isWhole ? null : new Hours(from, end.toLocalTime()),
                EnumSet.allOf(DayOfWeek.class),
                DayKind.ALL);
    }

    /** Days that an event takes: whole ones, or a part of one. */
    private int length(LocalDateTime start, LocalDateTime end) {
        if (!start.equals(start.truncatedTo(ChronoUnit.MINUTES))
                || !end.equals(end.truncatedTo(ChronoUnit.MINUTES))) {
            throw RosterBody.fault(path, "the event must begin and end at a minute");
        }
        long minutes = ChronoUnit.MINUTES.between(start, end);
        long day = ChronoUnit.DAYS.getDuration().toMinutes();
        boolean fits = minutes > 0 && (minutes <= day || minutes % day == 0);
        if (!fits || minutes > RosterBody.MAX_DAYS * day) {
            throw RosterBody.fault(path, "the event must take a part of a day, or some whole days");
        }
        return (int) Math.max(1, minutes / day);
    }

    private boolean occurs(LocalDate first, int day) {
        if (!isWeekly) {
            return day % interval == 0
                    && (days.isEmpty() || days.contains(first.plusDays(day).getDayOfWeek()));
        }
        if (days.isEmpty()) {
            return day % (7 * interval) == 0;
        }
        WeekDay named = rule.getWeekStartDay();
        DayOfWeek begin = named == null ? DayOfWeek.MONDAY : WeekDay.getDayOfWeek(named);
        int since = Math.floorMod(first.getDayOfWeek().getValue() - begin.getValue(), 7);
        return (since + day) / 7 % interval == 0
                && days.contains(first.plusDays(day).getDayOfWeek());
    }

    /** The day after the last event; null: it goes on. */
    @Nullable
    private LocalDate end(LocalDate first, LocalTime from, int length) {
        if (rule.getCount() > MAX_COUNT) {
            throw RosterBody.fault(path, "COUNT must be at most " + MAX_COUNT);
        }
        if (rule.getCount() > 0) {
            int day = 0;
            for (int left = rule.getCount(); ; day++) {
                left -= occurs(first, day) ? 1 : 0;
                if (left == 0) {
                    return first.plusDays((long) day + length);
                }
            }
        }
        if (rule.getUntil() == null) {
            return null;
        }
        return until(first, from, length);
    }

    private LocalDate until(LocalDate first, LocalTime from, int length) {
        LocalDateTime until = local(rule.getUntil(), from);
        LocalDate last =
                until.toLocalTime().isBefore(from)
                        ? until.toLocalDate().minusDays(1)
                        : until.toLocalDate();
        long day = ChronoUnit.DAYS.between(first, last);
        if (day < 0) {
            throw RosterBody.fault(path, "UNTIL is before DTSTART");
        }
        if (day > 366 * 100) {
            throw RosterBody.fault(path, "UNTIL is too far away");
        }
        while (!occurs(first, (int) day)) {
            day--; // The first day always is one.
        }
        return first.plusDays(day + length);
    }

    private LocalDateTime local(Temporal until, LocalTime from) {
        if (until instanceof LocalDate day) {
            return day.atTime(from);
        }
        return until instanceof LocalDateTime local
                ? local
                : LocalDateTime.ofInstant(Instant.from(until), zone);
    }
}
