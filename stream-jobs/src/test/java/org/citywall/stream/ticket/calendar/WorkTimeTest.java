package org.citywall.stream.ticket.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.ticket.calendar.Calendars.at;

import java.time.LocalDate;
import org.citywall.contracts.ticket.ClockKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTimeTest {
    private static final long HOUR = 3_600_000;
    private final WorkTime time = new WorkTime(Calendars.AUTUMN);

    @ParameterizedTest
    @CsvSource({
        // Friday evening: an hour is left, Saturday is off, the Sunday is a make-up day.
        "2026-09-18T17:00, WORKING_HOURS, 240, 2026-09-20T12:00",
        "2026-09-18T17:00, NATURAL, 1440, 2026-09-19T17:00",
        // Before work, at noon, and on a holiday: the clock waits for the next piece.
        "2026-09-21T07:30, WORKING_HOURS, 60, 2026-09-21T10:00",
        "2026-09-21T12:30, WORKING_HOURS, 60, 2026-09-21T15:00",
        "2026-09-25T10:00, WORKING_HOURS, 60, 2026-09-28T10:00",
        // All of a piece ends when the piece does, not when the next begins.
        "2026-09-21T09:00, WORKING_HOURS, 180, 2026-09-21T12:00",
        "2026-09-21T09:00, WORKING_HOURS, 420, 2026-09-21T18:00",
        // The day of the start does not count, be it ever so early, or no working day.
        "2026-09-21T08:00, WORKING_DAYS, 1, 2026-09-22T18:00",
        "2026-09-18T17:00, WORKING_DAYS, 1, 2026-09-20T18:00",
        "2026-09-19T10:00, WORKING_DAYS, 2, 2026-09-21T18:00",
        "2026-09-24T17:00, WORKING_DAYS, 5, 2026-10-09T18:00"
    })
    void aPromiseIsDueInItsOwnTime(String start, ClockKind kind, int amount, String due) {
        assertThat(time.due(at(start), kind, amount)).isEqualTo(at(due));
    }

    @Test
    void whatLiesInAPauseDoesNotCount() {
        long start = at("2026-09-21T10:00").toEpochMilli();
        long[] lunchToThree =
                Pauses.with(
                        Pauses.NONE,
                        at("2026-09-21T11:00").toEpochMilli(),
                        at("2026-09-21T15:00").toEpochMilli());

        assertThat(time.dueMs(start, ClockKind.WORKING_HOURS, 2 * HOUR, lunchToThree))
                .isEqualTo(at("2026-09-21T16:00").toEpochMilli());
        assertThat(time.dueMs(start, ClockKind.NATURAL, 2 * HOUR, lunchToThree))
                .isEqualTo(at("2026-09-21T16:00").toEpochMilli());
        assertThat(
                        time.dueMs(
                                start,
                                ClockKind.WORKING_DAYS,
                                time.amountMs(ClockKind.WORKING_DAYS, 1),
                                Pauses.with(
                                        Pauses.NONE,
                                        at("2026-09-22T17:00").toEpochMilli(),
                                        at("2026-09-23T08:00").toEpochMilli())))
                .as("an hour of the only day was lost: its end is the end of the next day")
                .isEqualTo(at("2026-09-23T18:00").toEpochMilli());
    }

    @Test
    void aClockThatStandsIsNeverDue() {
        long start = at("2026-09-21T10:00").toEpochMilli();
        long[] standing = Pauses.with(Pauses.NONE, start + HOUR, Pauses.OPEN);

        assertThat(time.dueMs(start, ClockKind.WORKING_DAYS, 2 * HOUR, standing))
                .isEqualTo(Pauses.OPEN);
        assertThat(time.spentMs(start, start + 9 * HOUR, ClockKind.NATURAL, standing))
                .isEqualTo(HOUR);
    }

    @Test
    void anExtensionEndsWhenItWasGrantedToUnlessTheClockStood() {
        long granted = at("2026-09-21T10:00").toEpochMilli();
        long until = at("2026-09-22T12:00").toEpochMilli();
        long[] stood =
                Pauses.with(Pauses.NONE, granted + HOUR, at("2026-09-21T15:00").toEpochMilli());

        assertThat(time.extendedMs(granted, until, ClockKind.WORKING_HOURS, Pauses.NONE))
                .isEqualTo(until);
        assertThat(time.extendedMs(granted, until, ClockKind.WORKING_HOURS, stood))
                .isEqualTo(at("2026-09-22T16:00").toEpochMilli());
    }

    @Test
    void aYearOfWhichNothingIsKnownIsReported() {
        long from = at("2026-12-30T10:00").toEpochMilli();
        long to = at("2027-01-04T10:00").toEpochMilli();

        assertThat(time.missingYear(from, to, ClockKind.WORKING_DAYS)).hasValue(2027);
        assertThat(time.missingYear(from, to, ClockKind.NATURAL)).isEmpty();
        assertThat(time.missingYear(from, from + HOUR, ClockKind.WORKING_HOURS)).isEmpty();
        assertThat(time.isWorkday(LocalDate.of(2027, 1, 1)))
                .as("an unknown year has its weekends and no holiday")
                .isTrue();
        assertThat(time.isWorkday(LocalDate.of(2027, 1, 2))).isFalse();
    }

    @Test
    void spentTimeIsToldInTheUnitOfTheClock() {
        long start = at("2026-09-21T10:00").toEpochMilli();
        long noonOfTheSecondDay = at("2026-09-23T12:00").toEpochMilli();

        assertThat(
                        time.inUnits(
                                ClockKind.WORKING_DAYS,
                                time.spentMs(
                                        start,
                                        noonOfTheSecondDay,
                                        ClockKind.WORKING_DAYS,
                                        Pauses.NONE)))
                .as("three of seven hours of the second day are gone")
                .isEqualTo(1_428);
        assertThat(time.inUnits(ClockKind.WORKING_HOURS, 90 * 60_000)).isEqualTo(90);
    }

    @Test
    void pausesThatOverlapAreOne() {
        long[] pauses = Pauses.with(Pauses.with(Pauses.NONE, 50, 60), 10, 20);

        assertThat(pauses).containsExactly(10, 20, 50, 60);
        assertThat(Pauses.with(pauses, 15, 55)).containsExactly(10, 60);
        assertThat(Pauses.with(pauses, 30, 40)).containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(Pauses.endedAt(pauses, 55)).containsExactly(10, 20, 50, 55);
        assertThat(Pauses.endedAt(pauses, 45)).containsExactly(10, 20);
        assertThat(Pauses.since(pauses, 15)).isEqualTo(10);
        assertThat(Pauses.since(pauses, 20)).isZero();
    }
}
