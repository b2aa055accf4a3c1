package org.citywall.gateway.ticket;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.citywall.contracts.Nullable;

/**
 * How a try to send an order ended, and what follows from it.
 *
 * @param end taken, to be tried again, or never
 * @param said why not, in a few words of ours; never what the other side wrote
 * @param retryAfter not before that; null: the other side did not say
 */
record OrderTry(End end, String said, @Nullable Instant retryAfter) {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 10;

    /** What becomes of the order. */
    enum End {
        /** The department has it. */
        TAKEN,
        /** It may have it later. */
        AGAIN,
        /** It will never take it. */
        NEVER
    }

    /** By the answer's status: 408, 429 and 5xx may pass, another refusal will not. */
    static OrderTry of(int status, @Nullable String retryAfter, Instant now) {
        if (status >= 200 && status < 300) {
            return new OrderTry(End.TAKEN, "HTTP " + status, null);
        }
        boolean mayPass = status == 408 || status == 429 || status >= 500;
        return mayPass
                ? new OrderTry(End.AGAIN, "HTTP " + status, wish(retryAfter, now))
                : new OrderTry(End.NEVER, "HTTP " + status, null);
    }

    /** No answer came. */
    static OrderTry failed(String said) {
        return new OrderTry(End.AGAIN, said, null);
    }

    /** It must not be sent there. */
    static OrderTry forbidden(String said) {
        return new OrderTry(End.NEVER, said, null);
    }

    /**
     * When to try again: after 2, 4, 8 … s, at most 10 min, of which a random half is left out so
     * that all that fails together does not come back together.
     *
     * @param attempts tries so far, at least 1
     * @param random 0 to 1
     */
    Instant nextAt(int attempts, double random, Instant now) {
        long doubled = Duration.ofSeconds(1).toMillis() << Math.min(attempts, MAX_DOUBLINGS);
        long pause = Math.min(doubled, LONGEST_PAUSE.toMillis());
        Instant ours = now.plusMillis((long) (pause * (1 - random / 2)));
        return retryAfter != null && retryAfter.isAfter(ours) ? retryAfter : ours;
    }

    /** Seconds or a date (RFC 9110 §10.2.3); no longer than an hour is waited. */
    @Nullable
    private static Instant wish(@Nullable String header, Instant now) {
        Instant wish = parse(header, now);
        Instant latest = now.plus(LONGEST_WISH);
        return wish == null || wish.isBefore(latest) ? wish : latest;
    }

    @Nullable
    private static Instant parse(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return now.plusSeconds(Long.parseLong(text));
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
