package org.citywall.gateway.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ticket.WorkDays;

/**
 * All that is known of who is on call.
 *
 * @param people by name
 * @param teams by name
 * @param rotas by name
 * @param calendar days off
 */
record Roster(
        Map<String, Person> people,
        Map<String, Team> teams,
        Map<String, Rota> rotas,
        WorkDays calendar) {
    static final Roster EMPTY = new Roster(Map.of(), Map.of(), Map.of(), WorkDays.WEEKDAYS);

    Roster {
        people = Map.copyOf(people);
        teams = Map.copyOf(teams);
        rotas = Map.copyOf(rotas);
    }

    /** Whether a shift can name this. */
    boolean knows(String name) {
        return people.containsKey(name) || teams.containsKey(name);
    }

    /**
     * Who of these is there, each once, in their order. For who is away the deputy stands in, if
     * that one is there; deputies have no deputies.
     *
     * @param names of people or teams
     */
    List<Duty> there(List<String> names, Instant t) {
        Map<String, Duty> there = new LinkedHashMap<>();
        List<Person> away = new ArrayList<>();
        for (String name : names) {
            Team team = teams.get(name);
            for (String each : team == null ? List.of(name) : team.members()) {
                Person person = people.get(each);
                if (person != null && person.isThere(t)) {
                    there.putIfAbsent(each, new Duty(each, null));
                } else if (person != null) {
                    away.add(person);
                }
            }
        }
        for (Person person : away) {
            Person deputy = person.deputy() == null ? null : people.get(person.deputy());
            if (deputy != null && deputy.isThere(t)) {
                there.putIfAbsent(deputy.name(), new Duty(deputy.name(), person.name()));
            }
        }
        return List.copyOf(there.values());
    }
}
