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
    /** Who comes on in a time, as the database knows it now. */
    public static Future<List<ComingOn>> read(
            SqlClient client, ZoneId city, Instant now, Duration within) {
        return RosterBook.roster(client, city, now)
                .map(roster -> of(roster, now, now.plus(within)));
    }

    /** Who comes on after one moment and until another, by all rotas. Pure. */
    static List<ComingOn> of(Roster roster, Instant after, Instant until) {
        List<ComingOn> coming = new ArrayList<>();
        for (Rota rota : roster.rotas().values()) {
            // A shift that begins at the last moment still counts.
            List<Shift> shifts = OnCall.timeline(roster, rota, after, until.plusMillis(1));
            for (int i = 1; i < shifts.size(); i++) {
                Set<String> before = names(shifts.get(i - 1));
                Shift shift = shifts.get(i);
                for (Duty duty : shift.answer().people()) {
                    if (!before.contains(duty.person())) {
                        coming.add(of(roster, rota, shift, duty.person()));
                    }
                }
            }
        }
        // In one order on every gateway, so that none waits for another in a circle.
        coming.sort(
                Comparator.comparing(ComingOn::rota)
                        .thenComparing(ComingOn::begins)
                        .thenComparing(ComingOn::person));
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
