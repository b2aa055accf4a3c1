package org.citywall.gateway.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.WorkDays;

/**
 * Shifts that follow one another. The k-th lasts {@code days} days from the hand-over of {@code
 * start} + k × {@code days} on, and is that of the k-th turn; after the last turn the first has it
 * again. Hand-overs are local times: a shift over a change to summer time is an hour shorter.
 *
 * @param name what people call it
 * @param start local day of the first hand-over; before it the layer is empty
 * @param end at the hand-over of this day the layer ends; null: it does not
 * @param handOver local time, to the minute
 * @param days length of a shift, 1 to 366
 * @param turns who, as names of people or teams; a turn without any is nobody's
 * @param hours only in these hours; null: all day long
 * @param weekdays only on these days of the week
 * @param on only on such days
 */
record Layer(
        String name,
        LocalDate start,
        @Nullable LocalDate end,
        LocalTime handOver,
        int days,
        List<List<String>> turns,
        @Nullable Hours hours,
        Set<DayOfWeek> weekdays,
        DayKind on) {
    Layer {
        turns = turns.stream().map(List::copyOf).toList();
        weekdays = Set.copyOf(weekdays);
    }

    /** Whose it is then, as names of people or teams; empty: nobody's. */
    List<String> at(Instant t, ZoneId zone, WorkDays calendar) {
        if (turns.isEmpty() || !isOpen(t, zone, calendar)) {
            return List.of();
        }
        LocalDate day = LocalDate.ofInstant(t, zone);
        if (t.isBefore(begin(day, zone))) {
            day = day.minusDays(1);
        }
        if (day.isBefore(start) || (end != null && !day.isBefore(end))) {
            return List.of();
        }
        long shift = ChronoUnit.DAYS.between(start, day) / days;
        return turns.get((int) (shift % turns.size()));
    }

    private Instant begin(LocalDate day, ZoneId zone) {
        return day.atTime(handOver).atZone(zone).toInstant();
    }

    private boolean isOpen(Instant t, ZoneId zone, WorkDays calendar) {
        LocalDate today = LocalDate.ofInstant(t, zone);
        Hours open = window();
        return isOpenOn(today, open, t, zone, calendar)
                || isOpenOn(today.minusDays(1), open, t, zone, calendar);
    }

    private boolean isOpenOn(LocalDate day, Hours open, Instant t, ZoneId zone, WorkDays calendar) {
        return weekdays.contains(day.getDayOfWeek())
                && on.holds(day, calendar)
                && !t.isBefore(open.begin(day, zone))
                && t.isBefore(open.end(day, zone));
    }

    /** Without hours a day goes from hand-over to hand-over. */
    private Hours window() {
        return hours == null ? new Hours(handOver, handOver) : hours;
    }

    /** Every moment in this time at which it may become somebody else's. */
    void changes(Instant from, Instant to, ZoneId zone, Consumer<Instant> each) {
        Hours open = window();
        LocalDate last = LocalDate.ofInstant(to, zone).plusDays(1);
        LocalDate day = LocalDate.ofInstant(from, zone).minusDays(2);
        for (; !day.isAfter(last); day = day.plusDays(1)) {
            each.accept(begin(day, zone));
            each.accept(open.begin(day, zone));
            each.accept(open.end(day, zone));
        }
    }
}
