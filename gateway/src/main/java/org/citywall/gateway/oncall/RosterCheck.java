package org.citywall.gateway.oncall;

import java.util.List;
import java.util.Optional;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** That names lead somewhere: a shift of nobody known would be a gap that nobody sees. */
final class RosterCheck {
    private RosterCheck() {}

    static void person(Roster roster, Person person) {
        if (roster.teams().containsKey(person.name())) {
            throw RosterBody.fault("name", "is the name of a team");
        }
        String deputy = person.deputy();
        if (deputy != null
                && (deputy.equals(person.name()) || !roster.people().containsKey(deputy))) {
            throw RosterBody.fault("/deputy", "is nobody else whom we know");
        }
    }

    static void team(Roster roster, Team team) {
        if (roster.people().containsKey(team.name())) {
            throw RosterBody.fault("name", "is the name of a person");
        }
        for (int i = 0; i < team.members().size(); i++) {
            if (!roster.people().containsKey(team.members().get(i))) {
                throw RosterBody.fault("/members/" + i, "is nobody whom we know");
            }
        }
    }

    static void rota(Roster roster, Rota rota) {
        for (int i = 0; i < rota.layers().size(); i++) {
            List<List<String>> turns = rota.layers().get(i).turns();
            for (int k = 0; k < turns.size(); k++) {
                known(roster, turns.get(k), "/layers/" + i + "/turns/" + k);
            }
        }
    }

    static void known(Roster roster, List<String> names, String path) {
        for (int i = 0; i < names.size(); i++) {
            if (!roster.knows(names.get(i))) {
                throw RosterBody.fault(path + "/" + i, "is no person or team whom we know");
            }
        }
    }

    /** Refuses with 409 while somebody or something names this person or team. */
    static void unused(Roster roster, String name) {
        user(roster, name)
                .ifPresent(
                        user -> {
                            throw new Refusal(Problem.of(409, "in use", "is named by " + user));
                        });
    }

    private static Optional<String> user(Roster roster, String name) {
        Optional<String> person =
                roster.people().values().stream()
                        .filter(each -> name.equals(each.deputy()))
                        .map(each -> "the person " + each.name())
                        .findFirst();
        Optional<String> team =
                roster.teams().values().stream()
                        .filter(each -> each.members().contains(name))
                        .map(each -> "the team " + each.name())
                        .findFirst();
        return person.or(() -> team)
                .or(
                        () ->
                                roster.rotas().values().stream()
                                        .filter(each -> names(each, name))
                                        .map(each -> "the rota " + each.name())
                                        .findFirst());
    }

    private static boolean names(Rota rota, String name) {
        return rota.layers().stream()
                        .anyMatch(
                                layer ->
                                        layer.turns().stream()
                                                .anyMatch(turn -> turn.contains(name)))
                || rota.overrides().stream().anyMatch(each -> each.people().contains(name));
    }
}
