package org.citywall.stream.ticket.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.citywall.contracts.ticket.WorkCalendar;
import org.citywall.contracts.ticket.WorkHours;
import org.citywall.contracts.ticket.WorkYear;

/** September and October of 2026: two holidays, a make-up Sunday. */
public final class Calendars {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public static final WorkCalendar AUTUMN =
            new WorkCalendar(
                    ZONE.getId(),
                    List.of(new WorkHours("09:00", "12:00"), new WorkHours("14:00", "18:00")),
                    List.of(
                            new WorkYear(
                                    2026,
                                    List.of(
                                            "2026-09-25",
                                            "2026-10-01",
                                            "2026-10-02",
                                            "2026-10-05",
                                            "2026-10-06",
                                            "2026-10-07"),
                                    List.of("2026-09-20", "2026-10-10"))));

    private Calendars() {}

    /** Local time such as {@code 2026-09-18T17:00}. */
    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }
}
