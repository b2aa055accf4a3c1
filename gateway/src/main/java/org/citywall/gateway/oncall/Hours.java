package org.citywall.gateway.oncall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A piece of each day, local time. It may span midnight, and then belongs to the day on which it
 * begins; from and to the same: a whole day from that time on.
 *
 * @param from the first minute
 * @param to the first minute after it
 */
record Hours(LocalTime from, LocalTime to) {
    Instant begin(LocalDate day, ZoneId zone) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    Instant end(LocalDate day, ZoneId zone) {
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        return last.atTime(to).atZone(zone).toInstant();
    }
}
