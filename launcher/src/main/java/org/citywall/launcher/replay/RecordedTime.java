package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a recording writes its times: ISO 8601 (with offset, without, or only a day), a pattern of
 * its own, or hours since a moment.
 *
 * @param zone of times without offset
 * @param pattern as {@link DateTimeFormatter} has it; null: ISO 8601
 * @param from times are hours since then; null: they are times
 */
record RecordedTime(ZoneId zone, DateTimeFormatter pattern, Instant from) {
    private static final double MS_PER_HOUR = 3_600_000;

    /** As the map's {@code zone}, {@code timePattern} and {@code timeFrom} say. */
    static RecordedTime of(JsonNode map) {
        String pattern = map.path("timePattern").asText("");
        String from = map.path("timeFrom").asText("");
        return new RecordedTime(
                ZoneId.of(map.path("zone").asText("UTC")),
                pattern.isEmpty() ? null : DateTimeFormatter.ofPattern(pattern, Locale.ROOT),
                from.isEmpty() ? null : Instant.parse(from));
    }

    /**
     * @throws DateTimeException or NumberFormatException when the text is no such time
     */
    Instant parse(String text) {
        if (from != null) {
            return from.plusMillis(Math.round(Double.parseDouble(text) * MS_PER_HOUR));
        }
        if (pattern != null) {
            return LocalDateTime.parse(text, pattern).atZone(zone).toInstant();
        }
        String iso = text.replace(' ', 'T');
        if (!iso.contains("T")) {
            return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
        }
        boolean hasOffset = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:\\d\\d");
        return hasOffset
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }
}
