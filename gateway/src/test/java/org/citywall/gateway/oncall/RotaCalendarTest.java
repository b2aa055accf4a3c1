package org.citywall.gateway.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.citywall.gateway.oncall.Rotas.CITY;
import static org.citywall.gateway.oncall.Rotas.at;
import static org.citywall.gateway.oncall.Rotas.daily;
import static org.citywall.gateway.oncall.Rotas.override;
import static org.citywall.gateway.oncall.Rotas.roster;
import static org.citywall.gateway.oncall.Rotas.rota;
import static org.citywall.gateway.oncall.Rotas.with;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.List;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotaCalendarTest {
    private static final Instant NOW = at("2026-11-01T12:00");
    private static final Rota EMPTY = rota();
    private static final List<Person> PEOPLE =
            List.of(new Person("li", "李四", null, null, List.of()));

    private static Rota taken(Rota rota, String ics) {
        Roster roster = roster(PEOPLE, List.of(new Team("一组", List.of("wang", "zhao"))), rota);
        CalendarImport found = new CalendarReader(roster, rota, "admin", NOW).read(ics);
        return with(
                found.into(rota),
                found.overrides().stream()
                        .map(RosterBook.Imported::override)
                        .toArray(Substitution[]::new));
    }

    private static List<String> timeline(Rota rota, String from, String to) {
        Roster roster = roster(PEOPLE, List.of(new Team("一组", List.of("wang", "zhao"))), rota);
        return Rotas.told(OnCall.timeline(roster, rota, at(from), at(to)), CITY);
    }

    private static String event(String... lines) {
        return String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//x//y//EN",
                        "BEGIN:VEVENT",
                        "UID:e1",
                        "DTSTAMP:20261101T000000Z",
                        String.join("\r\n", lines),
                        "END:VEVENT",
                        "END:VCALENDAR")
                + "\r\n";
    }

    private static Problem refused(String... lines) {
        return catchThrowableOfType(Refusal.class, () -> taken(EMPTY, event(lines))).problem();
    }

    @Test
    void whatIsExportedComesBackAsTheSameShifts() {
        Rota rota =
                with(
                        rota(daily(List.of(List.of("li"), List.of("一组"), List.of()))),
                        override("2026-11-03T20:00", "2026-11-04T12:00", "2026-11-01T09:00", "li"));
        Roster roster = roster(PEOPLE, List.of(new Team("一组", List.of("wang", "zhao"))), rota);
        Instant from = at("2026-11-02T08:30");
        Instant to = at("2026-11-12T08:30");

        String ics = RotaCalendar.write(roster, rota, from, to, NOW);

        assertThat(ics)
                .contains("SUMMARY:李四", "X-CITYWALL-PEOPLE:wang、zhao", "DTSTART:20261102T003000Z")
                .contains("DESCRIPTION:调班（lead）：看病");
        assertThat(ics.split("BEGIN:VEVENT", -1)).hasSize(9);
        assertThat(timeline(taken(EMPTY, ics), "2026-11-02T08:30", "2026-11-12T08:30"))
                .hasSize(11)
                .isEqualTo(timeline(rota, "2026-11-02T08:30", "2026-11-12T08:30"));
        assertThat(ics)
                .as("a second export is the same, so that a calendar that subscribes is too")
                .isEqualTo(RotaCalendar.write(roster, rota, from, to, NOW));
    }

    @Test
    void aRotaOfGapsIsACalendarWithoutEvents() {
        String ics = RotaCalendar.write(roster(EMPTY), EMPTY, NOW, at("2026-11-09T00:00"), NOW);

        assertThat(ics).contains("BEGIN:VCALENDAR").doesNotContain("VEVENT");
    }

    @Test
    void aRotationOfTwoIsTwoEventsThatRepeatEveryOtherDay() {
        Rota one =
                taken(
                        EMPTY,
                        event(
                                "DTSTART;TZID=Asia/Shanghai:20261102T083000",
                                "DTEND;TZID=Asia/Shanghai:20261103T083000",
                                "RRULE:FREQ=DAILY;INTERVAL=2",
                                "SUMMARY:李四"));
        Rota both =
                taken(
                        one,
                        event(
                                        "DTSTART;TZID=Asia/Shanghai:20261103T083000",
                                        "DURATION:P1D",
                                        "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2",
                                        "SUMMARY:一组")
                                .replace("UID:e1", "UID:e2"));

        assertThat(timeline(both, "2026-11-02T00:00", "2026-11-08T00:00"))
                .containsExactly(
                        "- 11-02T00:00 11-02T08:30",
                        "li 11-02T08:30 11-03T08:30",
                        "wang+zhao 11-03T08:30 11-04T08:30",
                        "li 11-04T08:30 11-05T08:30",
                        "wang+zhao 11-05T08:30 11-06T08:30",
                        "li 11-06T08:30 11-07T08:30",
                        "- 11-07T08:30 11-08T00:00");
        assertThat(
                        taken(
                                        both,
                                        event(
                                                "DTSTART;TZID=Asia/Shanghai:20261102T083000",
                                                "DTEND;TZID=Asia/Shanghai:20261103T083000",
                                                "RRULE:FREQ=DAILY;INTERVAL=3",
                                                "SUMMARY:李四"))
                                .layers())
                .as("the same event again takes the place of what it was")
                .hasSize(2);
    }

    @Test
    void daysOfTheWeekAndNightsAreLayersToo() {
        Rota rota =
                taken(
                        EMPTY,
                        event(
                                "DTSTART:20261103T200000",
                                "DTEND:20261104T080000",
                                "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261119T115959Z",
                                "SUMMARY:li"));

        assertThat(timeline(rota, "2026-11-01T00:00", "2026-12-01T00:00"))
                .as("weeks of the 2nd and the 16th; the 19th begins at 12:00 UTC, after UNTIL")
                .containsExactly(
                        "- 11-01T00:00 11-03T20:00",
                        "li 11-03T20:00 11-04T08:00",
                        "- 11-04T08:00 11-05T20:00",
                        "li 11-05T20:00 11-06T08:00",
                        "- 11-06T08:00 11-17T20:00",
                        "li 11-17T20:00 11-18T08:00",
                        "- 11-18T08:00 12-01T00:00");
    }

    @Test
    void aWeekThatRepeatsEveryThirdWeekAndWholeDays() {
        Rota weeks =
                taken(
                        EMPTY,
                        event(
                                "DTSTART:20261102T090000",
                                "DTEND:20261109T090000",
                                "RRULE:FREQ=WEEKLY;INTERVAL=3",
                                "SUMMARY:wang"));
        assertThat(timeline(weeks, "2026-11-02T09:00", "2026-12-01T00:00"))
                .containsExactly(
                        "wang 11-02T09:00 11-09T09:00",
                        "- 11-09T09:00 11-23T09:00",
                        "wang 11-23T09:00 11-30T09:00",
                        "- 11-30T09:00 12-01T00:00");

        Rota days = taken(EMPTY, event("DTSTART;VALUE=DATE:20261102", "SUMMARY:wang,li"));
        assertThat(timeline(days, "2026-11-01T00:00", "2026-11-05T00:00"))
                .containsExactly(
                        "- 11-01T00:00 11-02T00:00",
                        "wang+li 11-02T00:00 11-03T00:00",
                        "- 11-03T00:00 11-05T00:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=MONTHLY;BYMONTHDAY=1 | FREQ must be DAILY or WEEKLY",
                "FREQ=YEARLY | FREQ must be DAILY or WEEKLY",
                "FREQ=HOURLY | FREQ must be DAILY or WEEKLY",
                "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1 | BYSETPOS cannot be told as a layer",
                "FREQ=DAILY;BYMONTH=11 | BYMONTH cannot be told as a layer",
                "FREQ=DAILY;BYHOUR=8,12 | BYHOUR cannot be told as a layer",
                "FREQ=WEEKLY;BYDAY=TU | BYDAY leaves out the day of DTSTART",
                "FREQ=DAILY;INTERVAL=400 | INTERVAL is too long for a layer",
                "FREQ=DAILY;COUNT=20000 | COUNT must be at most 10000",
            })
    void aRuleThatIsNoLayerIsRefusedByItsField(String rule, String detail) {
        Problem problem =
                refused(
                        "DTSTART:20261102T083000",
                        "DTEND:20261103T083000",
                        "RRULE:" + rule,
                        "SUMMARY:li");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.field()).isEqualTo("/ics/VEVENT/0/RRULE");
        assertThat(problem.detail()).isEqualTo(detail);
    }

    @Test
    void whatElseCannotBeToldIsRefusedByItsField() {
        String start = "DTSTART:20261102T083000";
        String end = "DTEND:20261103T083000";
        String daily = "RRULE:FREQ=DAILY;INTERVAL=2";
        assertThat(refused(start, end, "SUMMARY:陌生人").field()).isEqualTo("/ics/VEVENT/0/SUMMARY");
        assertThat(refused(start, "SUMMARY:li").field()).isEqualTo("/ics/VEVENT/0/DTEND");
        assertThat(refused(start, "DTEND:20261102T083000", "SUMMARY:li").field())
                .isEqualTo("/ics/VEVENT/0/DTEND");
        assertThat(refused(start, end, daily, "EXDATE:20261104T083000", "SUMMARY:li").field())
                .isEqualTo("/ics/VEVENT/0/EXDATE");
        assertThat(
                        refused(
                                        "DTSTART;TZID=Europe/Berlin:20261102T083000",
                                        "DTEND;TZID=Europe/Berlin:20261103T083000",
                                        daily,
                                        "SUMMARY:li")
                                .field())
                .isEqualTo("/ics/VEVENT/0/DTSTART");
        assertThat(
                        refused(
                                        start,
                                        "DTEND:20261105T083000",
                                        "RRULE:FREQ=DAILY;INTERVAL=2",
                                        "SUMMARY:li")
                                .detail())
                .isEqualTo("repeats before the event has ended");
    }

    @Test
    void anotherTimeZoneIsReadAsTheMomentsItMeans() {
        Rota rota =
                taken(
                        EMPTY,
                        event(
                                "DTSTART;TZID=Europe/Berlin:20261102T083000",
                                "DTEND;TZID=Europe/Berlin:20261102T103000",
                                "SUMMARY:li"));

        assertThat(timeline(rota, "2026-11-02T00:00", "2026-11-03T00:00").get(1))
                .isEqualTo("li 11-02T15:30 11-02T17:30");
    }

    @Test
    void noAddressInACalendarIsEverAsked() throws Exception {
        try (ServerSocket bait = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            bait.setSoTimeout(500);
            String zone =
                    """
                    BEGIN:VTIMEZONE
                    TZID:Nowhere/Bait
                    TZURL:http://127.0.0.1:%d/tz.ics
                    BEGIN:STANDARD
                    DTSTART:19700101T000000
                    TZOFFSETFROM:+0800
                    TZOFFSETTO:+0800
                    END:STANDARD
                    END:VTIMEZONE
                    """
                            .formatted(bait.getLocalPort())
                            .replace("\n", "\r\n");
            String ics =
                    event(
                            "DTSTART;TZID=Nowhere/Bait:20261102T083000",
                            "DTEND;TZID=Nowhere/Bait:20261102T103000",
                            "SUMMARY:li");

            Rota rota = taken(EMPTY, ics.replace("BEGIN:VEVENT", zone + "BEGIN:VEVENT"));

            assertThat(rota.overrides().get(0).from()).isEqualTo(at("2026-11-02T08:30"));
            assertThat(
                            catchThrowableOfType(
                                    SocketTimeoutException.class, () -> bait.accept().close()))
                    .isNotNull();
        }
    }
}
