package org.citywall.gateway.oncall;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * Somebody who can be on call.
 *
 * @param name the name of the account and of the contact, by which pages reach this person
 * @param label what colleagues read
 * @param deputy who stands in while this person is away; null: nobody
 * @param until from then on this person has left; null: stays
 * @param absences when this person is away
 */
record Person(
        String name,
        String label,
        @Nullable String deputy,
        @Nullable Instant until,
        List<Absence> absences) {
    Person {
        absences = List.copyOf(absences);
    }

    /** Whether a page may go to this person. */
    boolean isThere(Instant at) {
        return (until == null || at.isBefore(until))
                && absences.stream().noneMatch(absence -> absence.covers(at));
    }
}
