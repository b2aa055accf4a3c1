package org.citywall.gateway.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Who is on call: the newest override that has somebody, or else the first layer that has. */
final class OnCall {
    private OnCall() {}

    /** Who is on call by this rota at this moment. */
    static Answer at(Roster roster, Rota rota, Instant t) {
        for (Substitution override : rota.overrides()) {
            List<Duty> there = override.covers(t) ? roster.there(override.people(), t) : List.of();
            if (!there.isEmpty()) {
                return Answer.of(override, there);
            }
        }
        for (Layer layer : rota.layers()) {
            List<Duty> there = roster.there(layer.at(t, rota.zone(), roster.calendar()), t);
            if (!there.isEmpty()) {
                return Answer.of(layer, there);
            }
        }
        return Answer.GAP;
    }

    /**
     * Shifts and gaps of [from, to) in their order, which leave out no moment; neighbours differ.
     */
    static List<Shift> timeline(Roster roster, Rota rota, Instant from, Instant to) {
        TreeSet<Instant> moments = new TreeSet<>();
        changes(
                roster,
                rota,
                from,
                to,
                moment -> {
                    if (moment.isAfter(from) && moment.isBefore(to)) {
                        moments.add(moment);
                    }
                });
        List<Shift> shifts = new ArrayList<>();
        Instant begin = from;
        Answer answer = at(roster, rota, from);
        for (Instant moment : moments) {
            Answer next = at(roster, rota, moment);
            if (!next.equals(answer)) {
                shifts.add(new Shift(begin, moment, answer));
                begin = moment;
                answer = next;
            }
        }
        if (begin.isBefore(to)) {
            shifts.add(new Shift(begin, to, answer));
        }
        return shifts;
    }

    /** Every moment at which the answer may change. */
    private static void changes(
            Roster roster, Rota rota, Instant from, Instant to, Consumer<Instant> each) {
        rota.layers().forEach(layer -> layer.changes(from, to, rota.zone(), each));
        for (Substitution override : rota.overrides()) {
            each.accept(override.from());
            each.accept(override.to());
        }
        for (Person person : roster.people().values()) {
            if (person.until() != null) {
                each.accept(person.until());
            }
            for (Absence absence : person.absences()) {
                each.accept(absence.from());
                each.accept(absence.to());
            }
        }
    }
}
