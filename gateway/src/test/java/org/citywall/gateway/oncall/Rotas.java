package org.citywall.gateway.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.citywall.contracts.ticket.WorkDays;
import org.citywall.contracts.ticket.WorkYear;

/** Rotas of tests. */
final class Rotas {
    static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
    static final Set<DayOfWeek> ALL_WEEK = EnumSet.allOf(DayOfWeek.class);

    /** The week of the national holiday of 2026, and the Saturday that is worked for it. */
    static final WorkDays CALENDAR =
            new WorkDays(
                    List.of(
                            new WorkYear(
                                    2026,
                                    List.of(
                                            "2026-10-01",
                                            "2026-10-02",
                                            "2026-10-05",
                                            "2026-10-06",
                                            "2026-10-07"),
                                    List.of("2026-10-10"))));

    private Rotas() {}

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CITY).toInstant();
    }

    /** Daily shifts from 2026-11-02, a Monday, at 08:30. */
    static Layer daily(List<List<String>> turns) {
        return layer("日班", "2026-11-02", "08:30", 1, turns);
    }

    static Layer layer(
            String name, String start, String handOver, int days, List<List<String>> turns) {
        return new Layer(
                name,
                LocalDate.parse(start),
                null,
                LocalTime.parse(handOver),
                days,
                turns,
                null,
                ALL_WEEK,
                DayKind.ALL);
    }

    static Layer within(Layer layer, String from, String to, Set<DayOfWeek> days, DayKind on) {
        Hours hours = from == null ? null : new Hours(LocalTime.parse(from), LocalTime.parse(to));
        return new Layer(
                layer.name(),
                layer.start(),
                layer.end(),
                layer.handOver(),
                layer.days(),
                layer.turns(),
                hours,
                days,
                on);
    }

    static Rota rota(Layer... layers) {
        return new Rota("沙浦", "沙浦值班", "", CITY, List.of(layers), List.of());
    }

    static Rota with(Rota rota, Substitution... overrides) {
        return new Rota(
                rota.name(),
                rota.post(),
                rota.place(),
                rota.zone(),
                rota.layers(),
                List.of(overrides));
    }

    static Rota at(Rota rota, String name, String post, String place) {
        return new Rota(name, post, place, rota.zone(), rota.layers(), rota.overrides());
    }

    static Substitution override(String from, String to, String made, String... people) {
        return new Substitution(
                UUID.randomUUID(), at(from), at(to), List.of(people), "看病", "lead", at(made));
    }

    static Person person(String name) {
        return new Person(name, name, null, null, List.of());
    }

    static Roster roster(List<Person> people, List<Team> teams, Rota... rotas) {
        Map<String, Person> byName = new LinkedHashMap<>();
        for (String name : List.of("li", "wang", "zhao", "chen")) {
            byName.put(name, person(name));
        }
        people.forEach(person -> byName.put(person.name(), person));
        Map<String, Team> teamsByName = new LinkedHashMap<>();
        teams.forEach(team -> teamsByName.put(team.name(), team));
        Map<String, Rota> rotasByName = new LinkedHashMap<>();
        List.of(rotas).forEach(rota -> rotasByName.put(rota.name(), rota));
        return new Roster(byName, teamsByName, rotasByName, CALENDAR);
    }

    static Roster roster(Rota... rotas) {
        return roster(List.of(), List.of(), rotas);
    }

    /** As {@code li 11-02T08:30 11-03T08:30}, local time; a bar for a gap. */
    static List<String> told(List<Shift> shifts, ZoneId zone) {
        return shifts.stream()
                .map(
                        shift ->
                                "%s %s %s"
                                        .formatted(
                                                names(shift.answer()),
                                                local(shift.from(), zone),
                                                local(shift.to(), zone)))
                .toList();
    }

    static String names(Answer answer) {
        return answer.isGap()
                ? "-"
                : String.join("+", answer.people().stream().map(Duty::person).toList());
    }

    private static String local(Instant at, ZoneId zone) {
        return LocalDateTime.ofInstant(at, zone).toString().substring(5);
    }
}
