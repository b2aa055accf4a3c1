package org.citywall.gateway.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.oncall.Rotas.ALL_WEEK;
import static org.citywall.gateway.oncall.Rotas.CITY;
import static org.citywall.gateway.oncall.Rotas.at;
import static org.citywall.gateway.oncall.Rotas.daily;
import static org.citywall.gateway.oncall.Rotas.layer;
import static org.citywall.gateway.oncall.Rotas.override;
import static org.citywall.gateway.oncall.Rotas.person;
import static org.citywall.gateway.oncall.Rotas.roster;
import static org.citywall.gateway.oncall.Rotas.rota;
import static org.citywall.gateway.oncall.Rotas.with;
import static org.citywall.gateway.oncall.Rotas.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnCallTest {
    private static final List<List<String>> TWO = List.of(List.of("li"), List.of("wang"));

    private static String who(Rota rota, String local) {
        return Rotas.names(OnCall.at(roster(rota), rota, at(local)));
    }

    private static List<String> timeline(Rota rota, String from, String to) {
        return Rotas.told(OnCall.timeline(roster(rota), rota, at(from), at(to)), CITY);
    }

    @Test
    void aShiftIsHandedOverAtItsMinuteAndSpansMidnight() {
        Rota rota = rota(daily(TWO));

        assertThat(who(rota, "2026-11-03T00:00")).isEqualTo("li");
        assertThat(who(rota, "2026-11-03T08:29:59.999")).isEqualTo("li");
        assertThat(who(rota, "2026-11-03T08:30")).isEqualTo("wang");
        assertThat(timeline(rota, "2026-11-02T08:30", "2026-11-04T12:00"))
                .containsExactly(
                        "li 11-02T08:30 11-03T08:30",
                        "wang 11-03T08:30 11-04T08:30",
                        "li 11-04T08:30 11-04T12:00");
        assertThat(OnCall.at(roster(rota), rota, at("2026-11-03T00:00")).reason())
                .isEqualTo("按“日班”排班");
    }

    @Test
    void aWeekGoesByTurnsAndBeginsOnItsDay() {
        Rota rota = rota(layer("周", "2026-11-02", "09:00", 7, TWO));

        assertThat(timeline(rota, "2026-11-01T00:00", "2026-11-20T00:00"))
                .containsExactly(
                        "- 11-01T00:00 11-02T09:00",
                        "li 11-02T09:00 11-09T09:00",
                        "wang 11-09T09:00 11-16T09:00",
                        "li 11-16T09:00 11-20T00:00");
    }

    @Test
    void dayAndNightAreTwoLayersAndANightBelongsToTheDayOnWhichItBegins() {
        Layer night =
                within(
                        layer("夜班", "2026-11-02", "20:00", 1, TWO),
                        "20:00",
                        "08:00",
                        EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY),
                        DayKind.ALL);
        Layer day =
                within(
                        layer("白班", "2026-11-02", "08:00", 1, List.of(List.of("zhao"))),
                        "08:00",
                        "20:00",
                        ALL_WEEK,
                        DayKind.ALL);

        assertThat(timeline(rota(night, day), "2026-11-02T12:00", "2026-11-05T09:00"))
                .containsExactly(
                        "zhao 11-02T12:00 11-02T20:00",
                        "li 11-02T20:00 11-03T08:00",
                        "zhao 11-03T08:00 11-03T20:00",
                        "wang 11-03T20:00 11-04T08:00",
                        "zhao 11-04T08:00 11-04T20:00",
                        "- 11-04T20:00 11-05T08:00",
                        "zhao 11-05T08:00 11-05T09:00");
    }

    @Test
    void holidaysAndWorkedWeekendsDecideWhichLayerHasSomebody() {
        Layer off =
                within(
                        layer("节假日", "2026-09-01", "09:00", 1, List.of(List.of("wang"))),
                        null,
                        null,
                        ALL_WEEK,
                        DayKind.DAYS_OFF);
        Layer work =
                within(
                        layer("工作日", "2026-09-01", "09:00", 1, List.of(List.of("li"))),
                        null,
                        null,
                        ALL_WEEK,
                        DayKind.WORKDAYS);

        assertThat(timeline(rota(off, work), "2026-09-30T12:00", "2026-10-12T12:00"))
                .as("a Thursday off; the Saturday of the 10th is worked, the Sunday is not")
                .containsExactly(
                        "li 09-30T12:00 10-01T09:00",
                        "wang 10-01T09:00 10-08T09:00",
                        "li 10-08T09:00 10-11T09:00",
                        "wang 10-11T09:00 10-12T09:00",
                        "li 10-12T09:00 10-12T12:00");
    }

    @Test
    void shiftsKeepTheirLocalTimeOverAChangeToAndFromSummerTime() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Layer layer = layer("Tag", "2026-03-27", "02:30", 1, TWO);
        Rota rota = new Rota("b", "b", "", berlin, List.of(layer), List.of());
        Instant from = LocalDateTime.parse("2026-03-28T02:30").atZone(berlin).toInstant();

        List<Shift> spring =
                OnCall.timeline(roster(rota), rota, from, from.plus(Duration.ofDays(2)));
        assertThat(Rotas.told(spring, berlin).subList(0, 2))
                .as("02:30 does not exist on the 29th")
                .containsExactly("wang 03-28T02:30 03-29T03:30", "li 03-29T03:30 03-30T02:30");
        assertThat(Duration.between(spring.get(0).from(), spring.get(0).to())).hasHours(24);
        assertThat(Duration.between(spring.get(1).from(), spring.get(1).to())).hasHours(23);

        Instant autumn = LocalDateTime.parse("2026-10-24T02:30").atZone(berlin).toInstant();
        List<Shift> long25 =
                OnCall.timeline(roster(rota), rota, autumn, autumn.plus(Duration.ofDays(3)));
        assertThat(Duration.between(long25.get(1).from(), long25.get(1).to()))
                .as("02:30 comes twice on the 25th; the first counts")
                .hasHours(25);
        assertThat(long25.get(1).from()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void anOverrideGoesAcrossTheHandOverAndTheNewestWins() {
        Substitution first =
                override("2026-11-02T20:00", "2026-11-03T12:00", "2026-11-01T09:00", "zhao");
        Substitution later =
                override("2026-11-03T06:00", "2026-11-03T10:00", "2026-11-01T10:00", "chen");
        Rota rota = with(rota(daily(TWO)), later, first);

        assertThat(timeline(rota, "2026-11-02T08:30", "2026-11-04T08:30"))
                .containsExactly(
                        "li 11-02T08:30 11-02T20:00",
                        "zhao 11-02T20:00 11-03T06:00",
                        "chen 11-03T06:00 11-03T10:00",
                        "zhao 11-03T10:00 11-03T12:00",
                        "wang 11-03T12:00 11-04T08:30");
        Answer answer = OnCall.at(roster(rota), rota, at("2026-11-03T06:00"));
        assertThat(answer.source()).isEqualTo(Answer.Source.OVERRIDE);
        assertThat(answer.by()).isEqualTo(later.id().toString());
        assertThat(answer.reason()).isEqualTo("调班（lead）：看病");
    }

    @Test
    void whoLeavesInTheMiddleIsFollowedByTheDeputyOrNobody() {
        Rota rota = rota(daily(TWO));
        Person li = new Person("li", "李", "chen", at("2026-11-02T12:00"), List.of());
        Person wang = new Person("wang", "王", null, at("2026-11-03T12:00"), List.of());
        Absence sick = new Absence(at("2026-11-02T18:00"), at("2026-11-02T20:00"), "病假");
        Person chen = new Person("chen", "陈", null, null, List.of(sick));
        Roster roster = roster(List.of(li, wang, chen), List.of(), rota);

        List<Shift> shifts =
                OnCall.timeline(roster, rota, at("2026-11-02T08:30"), at("2026-11-04T00:00"));

        assertThat(Rotas.told(shifts, CITY))
                .containsExactly(
                        "li 11-02T08:30 11-02T12:00",
                        "chen 11-02T12:00 11-02T18:00",
                        "- 11-02T18:00 11-02T20:00",
                        "chen 11-02T20:00 11-03T08:30",
                        "wang 11-03T08:30 11-03T12:00",
                        "- 11-03T12:00 11-04T00:00");
        assertThat(shifts.get(1).answer().people()).containsExactly(new Duty("chen", "li"));
    }

    @Test
    void anEmptyLayerIsAGapAndTheNextLayerFillsIt() {
        Layer empty = daily(List.of());
        Layer everyOther = daily(List.of(List.of("li"), List.of()));

        assertThat(timeline(rota(empty), "2026-11-02T00:00", "2026-11-05T00:00"))
                .containsExactly("- 11-02T00:00 11-05T00:00");
        assertThat(timeline(rota(), "2026-11-02T00:00", "2026-11-05T00:00"))
                .containsExactly("- 11-02T00:00 11-05T00:00");
        assertThat(
                        timeline(
                                rota(empty, everyOther, daily(List.of(List.of("zhao")))),
                                "2026-11-02T08:30",
                                "2026-11-04T08:30"))
                .containsExactly("li 11-02T08:30 11-03T08:30", "zhao 11-03T08:30 11-04T08:30");
    }

    @Test
    void aLayerEndsAtTheHandOverOfItsLastDay() {
        Layer forEver = daily(TWO);
        Layer until =
                new Layer(
                        "短",
                        forEver.start(),
                        LocalDate.parse("2026-11-04"),
                        forEver.handOver(),
                        1,
                        TWO,
                        null,
                        ALL_WEEK,
                        DayKind.ALL);

        assertThat(timeline(rota(until), "2026-11-03T08:30", "2026-11-06T00:00"))
                .containsExactly("wang 11-03T08:30 11-04T08:30", "- 11-04T08:30 11-06T00:00");
    }

    @Test
    void aTeamIsOnCallTogetherWithoutThoseWhoAreAway() {
        Team team = new Team("一组", List.of("li", "wang", "zhao"));
        Absence leave = new Absence(at("2026-11-02T00:00"), at("2026-11-03T00:00"), "年假");
        Person wang = new Person("wang", "王", "zhao", null, List.of(leave));
        Rota rota = rota(daily(List.of(List.of("一组", "li"))));

        Answer answer =
                OnCall.at(roster(List.of(wang), List.of(team), rota), rota, at("2026-11-02T09:00"));

        assertThat(answer.people())
                .as("each once; the deputy is there for herself already")
                .containsExactly(new Duty("li", null), new Duty("zhao", null));
        assertThat(person("li").isThere(at("2026-11-02T09:00"))).isTrue();
    }
}
