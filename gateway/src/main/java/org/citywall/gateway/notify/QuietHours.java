package org.citywall.gateway.notify;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.citywall.contracts.Nullable;

/**
 * Hours of each day in which blue and yellow wait; they may span midnight.
 *
 * @param from the first moment, in local time
 * @param to the first moment after them; from itself is not allowed
 * @param zone whose time that is
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    private static final Pattern HOURS = Pattern.compile("(\\d{2}:\\d{2})-(\\d{2}:\\d{2})");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");

    /**
     * Such as {@code 22:00-07:00}.
     *
     * @throws IllegalArgumentException if it is nothing of the kind
     */
    public static QuietHours parse(String text, ZoneId zone) {
        Matcher hours = HOURS.matcher(text);
        try {
            if (hours.matches() && !hours.group(1).equals(hours.group(2))) {
                return new QuietHours(
                        LocalTime.parse(hours.group(1)), LocalTime.parse(hours.group(2)), zone);
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be hours like 22:00-07:00: " + text, e);
        }
        throw new IllegalArgumentException("must be hours like 22:00-07:00: " + text);
    }

    /** When they end, if they are now; null: they are not. */
    @Nullable
    public Instant endOf(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean spansMidnight = to.isBefore(from);
        boolean isLate = !time.isBefore(from);
        boolean isEarly = time.isBefore(to);
        if (spansMidnight ? !isLate && !isEarly : !isLate || !isEarly) {
            return null;
        }
        boolean endsTomorrow = spansMidnight && isLate;
        return local.toLocalDate()
                .plusDays(endsTomorrow ? 1 : 0)
                .atTime(to)
                .atZone(zone)
                .toInstant();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return MINUTE.format(from) + "-" + MINUTE.format(to);
    }
}
