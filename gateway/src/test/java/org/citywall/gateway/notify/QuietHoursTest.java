package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CITY).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-07:00, 2026-11-02T22:00, 2026-11-03T07:00",
        "22:00-07:00, 2026-11-02T23:59:59, 2026-11-03T07:00",
        "22:00-07:00, 2026-11-03T00:00, 2026-11-03T07:00",
        "22:00-07:00, 2026-11-03T06:59:59, 2026-11-03T07:00",
        "12:30-14:00, 2026-11-02T12:30, 2026-11-02T14:00",
        "12:30-14:00, 2026-11-02T13:59:59, 2026-11-02T14:00"
    })
    void theyEndOnTheirMorningAlsoAcrossMidnight(String hours, String now, String end) {
        assertThat(QuietHours.parse(hours, CITY).endOf(at(now))).isEqualTo(at(end));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-07:00, 2026-11-02T21:59:59",
        "22:00-07:00, 2026-11-03T07:00",
        "12:30-14:00, 2026-11-02T12:29:59",
        "12:30-14:00, 2026-11-02T14:00"
    })
    void outsideOfThemNobodyWaits(String hours, String now) {
        assertThat(QuietHours.parse(hours, CITY).endOf(at(now))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22-7", "22:00", "24:00-07:00", "22:60-07:00", "07:00-07:00", "nachts"})
    void whatIsNoHoursIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuietHours.parse(text, CITY))
                .withMessageContaining("22:00-07:00");
    }

    @Test
    void theyAreShownAsTheyWereWritten() {
        assertThat(QuietHours.parse("22:00-07:00", CITY)).hasToString("22:00-07:00");
    }
}
