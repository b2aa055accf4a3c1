package org.citywall.contracts;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times as our messages carry them, always 24 characters: {@code 2026-11-21T10:00:00.123Z}. By
 * hand, because an alert carries dozens of them, and with the library's general formatter and
 * parser they took a third of all work of a press. Whatever looks different is the library's
 * matter.
 */
final class JsonTime {
    private static final DateTimeFormatter GENERAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String TEMPLATE = "0000-00-00T00:00:00.000Z";
    private static final byte[] ZEROS = TEMPLATE.getBytes(StandardCharsets.ISO_8859_1);
    private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int NANOS_PER_MILLI = 1_000_000;

    private JsonTime() {}

    static String write(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            return GENERAL.format(instant);
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, instant.getNano(), ZoneOffset.UTC);
        byte[] text = ZEROS.clone();
        add(text, 3, time.getYear());
        add(text, 6, time.getMonthValue());
        add(text, 9, time.getDayOfMonth());
        add(text, 12, time.getHour());
        add(text, 15, time.getMinute());
        add(text, 18, time.getSecond());
        add(text, 22, time.getNano() / NANOS_PER_MILLI);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Adds a number to the zeros that end at the position. */
    private static void add(byte[] text, int last, int number) {
        int at = last;
        for (int rest = number; rest > 0; rest /= 10) {
            text[at--] += (byte) (rest % 10);
        }
    }

    /** The time; null if the text has another form or names no time that exists. */
    static Instant read(String text) {
        if (!hasForm(text)) {
            return null;
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            number(text, 20, 23) * NANOS_PER_MILLI)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null; // the library's error says what is wrong with it
        }
    }

    private static boolean hasForm(String text) {
        if (text.length() != TEMPLATE.length()) {
            return false;
        }
        for (int i = 0; i < TEMPLATE.length(); i++) {
            char form = TEMPLATE.charAt(i);
            char c = text.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
