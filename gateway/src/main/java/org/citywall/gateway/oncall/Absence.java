package org.citywall.gateway.oncall;

import java.time.Instant;

/**
 * Somebody is away.
 *
 * @param from the first moment
 * @param to the first moment after it
 * @param reason in words
 */
record Absence(Instant from, Instant to, String reason) {
    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
