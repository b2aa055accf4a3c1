package org.citywall.gateway.oncall;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An override: for some time others are on call than the layers say. Of several the one that was
 * made last counts.
 *
 * @param id never used again
 * @param from the first moment
 * @param to the first moment after it
 * @param people names of people or teams
 * @param reason in words
 * @param by account
 * @param at when it was made
 */
record Substitution(
        UUID id,
        Instant from,
        Instant to,
        List<String> people,
        String reason,
        String by,
        Instant at) {
    Substitution {
        people = List.copyOf(people);
    }

    boolean covers(Instant t) {
        return !t.isBefore(from) && t.isBefore(to);
    }
}
