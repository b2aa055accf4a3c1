package org.citywall.gateway.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.citywall.contracts.Nullable;

/**
 * How a try to deliver something ended, and what follows from it.
 *
 * @param end taken, to be tried again, or never
 * @param status of the answer; null: none came
 * @param said why not, in a few words of ours; never what the other side wrote
 * @param retryAfter not before that; null: the other side did not say
 * @param leftAt when it left us; null: it never did
 */
public record DeliveryTry(
        End end,
        @Nullable Integer status,
        String said,
        @Nullable Instant retryAfter,
        @Nullable Instant leftAt) {
    /** Nobody listened in time. */
    public static final String TIME_OUT = "time-out";

    /** The name has no address. */
    public static final String UNKNOWN_HOST = "unknown host";

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 10;

    /** What becomes of the message. */
    public enum End {
        /** The other side has it. */
        TAKEN,
        /** It may have it later. */
        AGAIN,
        /** It will never take it. */
        NEVER
    }

    /** By the answer's status: 408, 429 and 5xx may pass, another refusal will not. */
    public static DeliveryTry of(int status, @Nullable String retryAfter, Instant now) {
        String said = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return new DeliveryTry(End.TAKEN, status, said, null, null);
        }
        boolean mayPass = status == 408 || status == 429 || status >= 500;
        return mayPass
                ? new DeliveryTry(End.AGAIN, status, said, wish(retryAfter, now), null)
                : new DeliveryTry(End.NEVER, status, said, null, null);
    }

    /**
     * An answer that means something else than its status says.
     *
     * @param said what it means, in words of ours
     */
    public static DeliveryTry meaning(End end, int status, String said) {
        return new DeliveryTry(end, status, said, null, null);
    }

    /**
     * The other side has had too much for now.
     *
     * @param said how it told us, in words of ours
     */
    public static DeliveryTry tooFast(int status, String said, Instant retryAfter) {
        return new DeliveryTry(End.AGAIN, status, said, retryAfter, null);
    }

    /** No answer came. */
    public static DeliveryTry failed(String said) {
        return new DeliveryTry(End.AGAIN, null, said, null, null);
    }

    /** It must not be sent there. */
    public static DeliveryTry forbidden(String said) {
        return new DeliveryTry(End.NEVER, null, said, null, null);
    }

    /** The same of a message that left us then. */
    public DeliveryTry leftAt(@Nullable Instant at) {
        return new DeliveryTry(end, status, said, retryAfter, at);
    }

    /** Whether the other side had too much, and said for how long. */
    public boolean isTooFast() {
        return end == End.AGAIN && status != null && status < 500 && retryAfter != null;
    }

    /** One of a few words, for metrics. */
    public String reason() {
        if (status != null) {
            return end == End.TAKEN ? "ok" : refusal(status);
        }
        if (end == End.NEVER) {
            return "forbidden";
        }
        return switch (said) {
            case TIME_OUT -> "time-out";
            case UNKNOWN_HOST -> "unknown-host";
            default -> "connection";
        };
    }

    private String refusal(int status) {
        if (status == 429 || isTooFast()) {
            return "rate";
        }
        return status < 300 ? "code" : status / 100 + "xx";
    }

    /**
     * When to try again: after 2, 4, 8 … s, at most 10 min, of which a random half is left out so
     * that all that fails together does not come back together.
     *
     * @param attempts tries so far, at least 1
     * @param random 0 to 1
     */
    public Instant nextAt(int attempts, double random, Instant now) {
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
