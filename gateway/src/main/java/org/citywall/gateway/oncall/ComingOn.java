package org.citywall.gateway.oncall;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody comes on who was not on call by this rota the moment before.
 *
 * @param rota its name
 * @param post that it fills
 * @param place path; empty: everywhere
 * @param begins first moment of the shift
 * @param person name of the person and of the contact
 * @param label as people call that person
 */
public record ComingOn(
        String rota, String post, String place, Instant begins, String person, String label) {
    /** An override that is older was seen by a gateway before, or its people know by now. */
    private static final Duration JUST_MADE = Duration.ofMinutes(15);

    /** The same on every gateway, so that none waits for another in a circle. */
    private static final Comparator<ComingOn> ORDER =
            Comparator.comparing(ComingOn::rota)
                    .thenComparing(ComingOn::begins)
                    .thenComparing(ComingOn::person);

    /** Who comes on in a time, or just did by an override, as the database knows it now. */
    public static Future<List<ComingOn>> read(
            SqlClient client, ZoneId city, Instant now, Duration within) {
        return RosterBook.roster(client, city, now)
                .map(
                        roster -> {
                            List<ComingOn> all = of(roster, now, now.plus(within));
                            all.addAll(atOnce(roster, now));
                            all.sort(ORDER);
                            return all;
                        });
    }

    /**
     * Who came on by an override that began when it was made, or before: nobody could be asked
     * before that shift. Pure.
     */
    static List<ComingOn> atOnce(Roster roster, Instant now) {
        List<ComingOn> here = new ArrayList<>();
        for (Rota rota : roster.rotas().values()) {
            rota.overrides().stream()
                    .filter(each -> each.covers(now) && !each.from().isAfter(each.at()))
                    .filter(each -> each.at().isAfter(now.minus(JUST_MADE)))
                    .map(Substitution::from)
                    .min(Comparator.naturalOrder())
                    .ifPresent(from -> addNewest(roster, rota, from, now, here));
        }
        return here;
    }

    private static void addNewest(
            Roster roster, Rota rota, Instant from, Instant now, List<ComingOn> here) {
        List<Shift> shifts = OnCall.timeline(roster, rota, from.minusMillis(1), now.plusMillis(1));
        if (shifts.size() > 1) {
            addNew(
                    roster,
                    rota,
                    shifts.get(shifts.size() - 2),
                    shifts.get(shifts.size() - 1),
                    here);
        }
    }

    private static void addNew(
            Roster roster, Rota rota, Shift last, Shift shift, List<ComingOn> into) {
        Set<String> before = names(last);
        for (Duty duty : shift.answer().people()) {
            if (!before.contains(duty.person())) {
                into.add(of(roster, rota, shift, duty.person()));
            }
        }
    }

    /** Who comes on after one moment and until another, by all rotas. Pure. */
    static List<ComingOn> of(Roster roster, Instant after, Instant until) {
        List<ComingOn> coming = new ArrayList<>();
        for (Rota rota : roster.rotas().values()) {
            // A shift that begins at the last moment still counts.
            List<Shift> shifts = OnCall.timeline(roster, rota, after, until.plusMillis(1));
            for (int i = 1; i < shifts.size(); i++) {
                addNew(roster, rota, shifts.get(i - 1), shifts.get(i), coming);
            }
        }
        coming.sort(ORDER);
        return coming;
    }

    private static ComingOn of(Roster roster, Rota rota, Shift shift, String name) {
        Person person = roster.people().get(name);
        String label = person == null ? name : person.label();
        return new ComingOn(rota.name(), rota.post(), rota.place(), shift.from(), name, label);
    }

    private static Set<String> names(Shift shift) {
        return shift.answer().people().stream().map(Duty::person).collect(Collectors.toSet());
    }
}
