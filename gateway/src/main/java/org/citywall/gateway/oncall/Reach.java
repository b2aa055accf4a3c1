package org.citywall.gateway.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.registry.Place;

/**
 * Whom a page reaches: who is on call where it goes, at the moment that is asked. A post is looked
 * for from the place of the alert upwards; if nobody is there, the posts of the chain are tried in
 * the same way. Nobody off duty is ever among them.
 */
final class Reach {
    private final Roster roster;
    private final ReachPolicy policy;

    Reach(Roster roster, ReachPolicy policy) {
        this.roster = roster;
        this.policy = policy;
    }

    /**
     * Whom a page reaches.
     *
     * @param to what it names
     * @param place of the alert; null: it has none
     * @param at for which moment
     */
    Reached of(String to, @Nullable String place, Instant at) {
        List<Rota> rotas = rotas(to, place);
        Person person = roster.people().get(to);
        boolean isContact = !roster.knows(to) || (person != null && person.isThere(at));
        if (rotas.isEmpty() && isContact) {
            return named(to);
        }
        Set<String> next = new LinkedHashSet<>();
        chainAfter(to).forEach(post -> next.addAll(onCall(post, place, at)));
        if (rotas.isEmpty()) {
            return known(to, roster.there(List.of(to), at), next);
        }
        return byRota(to, rotas, at, next);
    }

    /** Posts above this one first; who is below hears of it rather than nobody. */
    private List<String> chainAfter(String post) {
        List<String> chain = policy.chain();
        int own = chain.indexOf(post);
        List<String> after = new ArrayList<>(chain.subList(own + 1, chain.size()));
        after.addAll(chain.subList(0, Math.max(0, own)));
        return after;
    }

    private static Reached named(String to) {
        return new Reached(List.of(to), List.of(), Reached.Kind.NAMED, null, "");
    }

    private Reached known(String to, List<Duty> there, Set<String> next) {
        if (there.isEmpty()) {
            return gap(to, next, null, label(to) + "不在岗，也没有代理人在岗");
        }
        return found(to, there, next, null, "“" + label(to) + "”" + standing(there));
    }

    private Reached byRota(String to, List<Rota> rotas, Instant at, Set<String> next) {
        Rota nearest = rotas.get(0);
        Answer answer = OnCall.at(roster, nearest, at);
        if (!answer.isGap()) {
            String reason =
                    "“" + nearest.name() + "”" + answer.reason() + standing(answer.people());
            return found(to, answer.people(), next, nearest.name(), reason);
        }
        Set<String> above = new LinkedHashSet<>();
        for (Rota rota : rotas.subList(1, rotas.size())) {
            names(OnCall.at(roster, rota, at).people(), above);
        }
        above.addAll(next);
        return gap(to, above, nearest.name(), "“" + nearest.name() + "”无人值班");
    }

    private static Reached found(
            String to, List<Duty> there, Set<String> next, @Nullable String rota, String reason) {
        Set<String> people = names(there, new LinkedHashSet<>());
        Set<String> instead = new LinkedHashSet<>(next);
        instead.add(to);
        instead.removeAll(people);
        return new Reached(
                List.copyOf(people), List.copyOf(instead), Reached.Kind.ON_CALL, rota, reason);
    }

    /** Somebody must hear of it: the first of the chain, or else the contact that is named. */
    private Reached gap(String to, Set<String> next, @Nullable String rota, String why) {
        List<String> chain = new ArrayList<>(next);
        // Who is away has a contact too, and must not be told there.
        String last = roster.people().containsKey(to) ? "*" : to;
        chain.add(last);
        String instead =
                next.isEmpty()
                        ? "，接替链也无人"
                        : "，依次转" + String.join("、", next.stream().map(this::label).toList());
        return new Reached(
                chain.subList(0, 1),
                chain.subList(1, chain.size()),
                Reached.Kind.GAP,
                rota,
                why + instead);
    }

    /** Rotas of a post that serve this place, nearest first. */
    private List<Rota> rotas(String post, @Nullable String place) {
        return roster.rotas().values().stream()
                .filter(rota -> rota.post().equals(post))
                .filter(rota -> Place.within(place == null ? "" : place, rota.place()))
                .sorted(
                        Comparator.comparingInt((Rota rota) -> rota.place().length())
                                .reversed()
                                .thenComparing(Rota::name))
                .toList();
    }

    /** Who has this post, nearest first. */
    private Set<String> onCall(String post, @Nullable String place, Instant at) {
        Set<String> people = new LinkedHashSet<>();
        List<Rota> rotas = rotas(post, place);
        rotas.forEach(rota -> names(OnCall.at(roster, rota, at).people(), people));
        if (rotas.isEmpty()) {
            // No rota is kept for the post: it may be a team, a person, or a contact of its own.
            if (roster.knows(post)) {
                names(roster.there(List.of(post), at), people);
            } else {
                people.add(post);
            }
        }
        return people;
    }

    private static Set<String> names(List<Duty> duties, Set<String> into) {
        duties.forEach(duty -> into.add(duty.person()));
        return into;
    }

    private String standing(List<Duty> duties) {
        StringBuilder text = new StringBuilder();
        for (Duty duty : duties) {
            if (duty.standsFor() != null) {
                text.append(label(duty.person())).append("代").append(label(duty.standsFor()));
            }
        }
        return text.isEmpty() ? "" : "（" + text + "）";
    }

    private String label(String name) {
        Person person = roster.people().get(name);
        return person == null ? name : person.label();
    }
}
