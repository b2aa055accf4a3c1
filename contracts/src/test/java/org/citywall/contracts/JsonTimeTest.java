package org.citywall.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTimeTest {
    private static final DateTimeFormatter LIBRARY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void timesAreWrittenAsTheLibraryWritesThem() {
        Random random = new Random(26_875);
        long first = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
        long last = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
        for (int i = 0; i < 20_000; i++) {
            Instant time = Instant.ofEpochMilli(random.nextLong(first, last)).plusNanos(999_999);
            assertThat(Json.time(time)).isEqualTo(LIBRARY.format(time));
            assertThat(JsonTime.read(Json.time(time))).isEqualTo(time.minusNanos(999_999));
        }
    }

    @Test
    void whatHasAnotherFormIsReadByTheLibraryOrRefusedByIt() {
        assertThat(read("2026-11-21T10:00:00Z")).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(read("2026-11-21T18:00:00.5+08:00"))
                .isEqualTo(Instant.parse("2026-11-21T10:00:00.500Z"));
        for (String bad : List.of("2026-02-30T10:00:00.000Z", "2026-11-21T10:61:00.000Z", "x")) {
            assertThatThrownBy(() -> read(bad)).isInstanceOf(UncheckedIOException.class);
        }
    }

    private static Instant read(String time) {
        return Json.read('"' + time + '"', Instant.class);
    }

    @Test
    void bordersAndYearsOfMoreDigitsAreWrittenToo() {
        assertThat(Json.time(Instant.parse("0001-01-01T00:00:00Z")))
                .isEqualTo("0001-01-01T00:00:00.000Z");
        assertThat(Json.time(Instant.parse("9999-12-31T23:59:59.999Z")))
                .isEqualTo("9999-12-31T23:59:59.999Z");
        assertThat(Json.time(Instant.EPOCH.minusMillis(1))).isEqualTo("1969-12-31T23:59:59.999Z");
        Instant far = Instant.parse("+12026-02-28T12:00:00Z");
        assertThat(Json.time(far)).isEqualTo(LIBRARY.format(far));
    }
}
