package org.citywall.gateway.downlink;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Duty checks by the clock.
 *
 * @param id never used again
 * @param name what people call it
 * @param times of each day, in the city's zone
 * @param spreadMinutes each panel is asked at a minute of its own, at most so long after the time
 * @param timeoutMinutes how long the guard may take
 * @param place whose panels, with everything below; empty for all
 * @param enabled whether it runs
 * @param enabledSince what was due before is not asked
 * @param createdBy account
 * @param createdAt when
 */
record DutySchedule(
        UUID id,
        String name,
        List<LocalTime> times,
        int spreadMinutes,
        int timeoutMinutes,
        String place,
        boolean enabled,
        Instant enabledSince,
        String createdBy,
        Instant createdAt) {

    /** Due times after {@code after}, up to {@code until} itself, in their order. */
    List<Instant> due(Instant after, Instant until, ZoneId zone) {
        LocalDate last = LocalDate.ofInstant(until, zone);
        return LocalDate.ofInstant(after, zone)
                .datesUntil(last.plusDays(1))
                .flatMap(day -> on(day, zone))
                .filter(due -> due.isAfter(after) && !due.isAfter(until))
                .toList();
    }

    /** When it is due next; empty while it does not run. */
    Optional<Instant> next(Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return Stream.of(today, today.plusDays(1))
                .flatMap(day -> on(day, zone))
                .filter(due -> enabled && due.isAfter(now))
                .findFirst();
    }

    private Stream<Instant> on(LocalDate day, ZoneId zone) {
        return times.stream().sorted().map(time -> day.atTime(time).atZone(zone).toInstant());
    }
}
