package org.citywall.stream.ticket.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.WorkCalendar;
import org.citywall.contracts.ticket.WorkDays;

/**
 * Counts time as promises do (docs/domain/ticket.md, "Clocks").
 *
 * <ul>
 *   <li>Natural time: every millisecond.
 *   <li>Working hours: what lies in a piece of a working day.
 *   <li>Working days: the same, begun with the day after the start; the end is the end of work of
 *       the day in which it falls. So n days from a Monday end when the n-th working day after that
 *       Monday does.
 * </ul>
 *
 * <p>What lies in a pause never counts. All is in milliseconds; a day of work is as long as its
 * pieces together.
 */
public final class WorkTime {
    private static final long MINUTE = 60_000;

    private final ZoneId zone;
    private final List<Piece> pieces;
    private final long dayMs;
    private final WorkDays days;

    private record Piece(LocalTime from, LocalTime to) {}

    /** A calendar that its reader found right. */
    public WorkTime(WorkCalendar calendar) {
        zone = ZoneId.of(calendar.zone());
        pieces =
                calendar.hours().stream()
                        .map(h -> new Piece(LocalTime.parse(h.from()), LocalTime.parse(h.to())))
                        .toList();
        long seconds = 0;
        for (Piece piece : pieces) {
            seconds += piece.to().toSecondOfDay() - piece.from().toSecondOfDay();
        }
        dayMs = seconds * 1_000;
        days = new WorkDays(calendar.years());
    }

    /** The zone in which its days begin. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether people work on this day. */
    public boolean isWorkday(LocalDate day) {
        return days.isWorkday(day);
    }

    /** An amount of a promise in milliseconds of its own time. */
    public long amountMs(ClockKind kind, int amount) {
        return kind == ClockKind.WORKING_DAYS ? amount * dayMs : amount * MINUTE;
    }

    /** Own time in the unit of the kind: minutes, or thousandths of a working day. */
    public int inUnits(ClockKind kind, long ownMs) {
        long unit = kind == ClockKind.WORKING_DAYS ? dayMs : MINUTE;
        long scale = kind == ClockKind.WORKING_DAYS ? 1_000 : 1;
        return (int) Math.min(Integer.MAX_VALUE, ownMs * scale / unit);
    }

    /** When a promise of this amount, made at {@code start}, is due. */
    public Instant due(Instant start, ClockKind kind, int amount) {
        long due = dueMs(start.toEpochMilli(), kind, amountMs(kind, amount), Pauses.NONE);
        return Instant.ofEpochMilli(due);
    }

    /**
     * When so much own time has passed since {@code start}; of working days the end of work of that
     * day.
     */
    public long dueMs(long start, ClockKind kind, long ownMs, long[] pauses) {
        long at = momentMs(start, kind, ownMs, pauses);
        return kind == ClockKind.WORKING_DAYS ? endOfWork(at) : at;
    }

    /** The first moment by which so much own time has passed. */
    public long momentMs(long start, ClockKind kind, long ownMs, long[] pauses) {
        long at = begin(start, kind);
        long left = ownMs;
        for (int i = 0; i < pauses.length; i += 2) {
            if (pauses[i + 1] <= at) {
                continue;
            }
            long before = pauses[i] <= at ? 0 : work(kind, at, pauses[i]);
            if (before >= left) {
                return add(kind, at, left);
            }
            left -= before;
            if (pauses[i + 1] == Pauses.OPEN) {
                return Pauses.OPEN; // It stands: nobody knows.
            }
            at = pauses[i + 1];
        }
        return add(kind, at, left);
    }

    /** Own time that has passed from {@code start} to {@code now}, ms. */
    public long spentMs(long start, long now, ClockKind kind, long[] pauses) {
        long at = begin(start, kind);
        if (now <= at) {
            return 0;
        }
        long spent = work(kind, at, now);
        for (int i = 0; i < pauses.length; i += 2) {
            long from = Math.max(at, pauses[i]);
            long to = Math.min(now, pauses[i + 1]);
            if (to > from) {
                spent -= work(kind, from, to);
            }
        }
        return spent;
    }

    /**
     * When an extension to {@code until}, granted at {@code granted}, ends: then, unless the clock
     * stood in between, for which it is given back.
     */
    public long extendedMs(long granted, long until, ClockKind kind, long[] pauses) {
        if (!Pauses.touch(pauses, granted, until)) {
            return until;
        }
        long left = work(kind, Math.min(granted, until), until);
        return Math.max(until, momentMs(granted, naturalStart(kind), left, pauses));
    }

    private static ClockKind naturalStart(ClockKind kind) {
        return kind == ClockKind.WORKING_DAYS ? ClockKind.WORKING_HOURS : kind;
    }

    /** A year between these moments of which no calendar is known; natural time needs none. */
    public OptionalInt missingYear(long from, long to, ClockKind kind) {
        if (kind == ClockKind.NATURAL) {
            return OptionalInt.empty();
        }
        int last = date(to).getYear();
        for (int year = date(from).getYear(); year <= last; year++) {
            if (!days.knows(year)) {
                return OptionalInt.of(year);
            }
        }
        return OptionalInt.empty();
    }

    /** The local day of a moment. */
    public LocalDate date(long at) {
        return Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
    }

    /** When the local day after that of this moment begins, ms. */
    public long nextDay(long at) {
        return startOf(date(at).plusDays(1));
    }

    private long begin(long start, ClockKind kind) {
        return kind == ClockKind.WORKING_DAYS ? nextDay(start) : start;
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private long moment(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant().toEpochMilli();
    }

    private long endOfWork(long at) {
        if (at == Pauses.OPEN) {
            return at;
        }
        // The first moment of a day belongs to the day that just ended, and none needs to wait.
        return Math.max(at, moment(date(at), pieces.get(pieces.size() - 1).to()));
    }

    private long work(ClockKind kind, long from, long to) {
        if (kind == ClockKind.NATURAL) {
            return to - from;
        }
        long sum = 0;
        LocalDate last = date(to);
        LocalDate first = date(from);
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (!isWorkday(day)) {
                continue;
            }
            sum += day.isAfter(first) && day.isBefore(last) ? dayMs : worked(day, from, to);
        }
        return sum;
    }

    private long worked(LocalDate day, long from, long to) {
        long sum = 0;
        for (Piece piece : pieces) {
            long begin = Math.max(from, moment(day, piece.from()));
            long end = Math.min(to, moment(day, piece.to()));
            sum += Math.max(0, end - begin);
        }
        return sum;
    }

    private long add(ClockKind kind, long from, long ownMs) {
        if (kind == ClockKind.NATURAL) {
            return from + ownMs;
        }
        if (ownMs <= 0) {
            return from;
        }
        long left = ownMs;
        for (LocalDate day = date(from); ; day = day.plusDays(1)) {
            if (!isWorkday(day)) {
                continue;
            }
            for (Piece piece : pieces) {
                long begin = Math.max(from, moment(day, piece.from()));
                long length = moment(day, piece.to()) - begin;
                if (length >= left) {
                    return begin + left;
                }
                left -= Math.max(0, length);
            }
        }
    }
}
