package org.citywall.gateway.oncall;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.citywall.contracts.ticket.WorkDays;

/** Days on which a layer has somebody. */
enum DayKind {
    ALL,
    /** working days, also weekends that are worked (调休) */
    WORKDAYS,
    /** holidays and weekends */
    DAYS_OFF;

    boolean holds(LocalDate day, WorkDays calendar) {
        return this == ALL || calendar.isWorkday(day) == (this == WORKDAYS);
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<DayKind> of(String wire) {
        return Stream.of(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }
}
