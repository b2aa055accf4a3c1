package org.citywall.gateway.ticketsource;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * Which case two numbers are that somebody says are the same: the rule, without the tables.
 *
 * @param caseId the case that both are from now on
 * @param loser case that ends, because both were cases; null: none does
 * @param addOwn the number that spoke becomes one of the case
 * @param addOther the number that it names becomes one of the case
 */
record Link(String caseId, @Nullable String loser, boolean addOwn, boolean addOther) {
    /**
     * A number that is known.
     *
     * @param caseId its case
     * @param linkedAt since when
     */
    record Known(String caseId, Instant linkedAt) {}

    /**
     * Decides. Of two cases the older goes on, because its system leads; of two new numbers the
     * lower id counts, so that it does not matter which is heard first.
     *
     * @param own the number that speaks; null: not known
     * @param other the number that it names; null: not known
     * @param fresh ids that the two would have as cases of their own
     * @param into whether it says that it goes on as the other
     */
    static Link decide(
            @Nullable Known own, @Nullable Known other, List<String> fresh, boolean into) {
        if (own == null) {
            return other == null
                    ? new Link(
                            into ? fresh.get(1) : lower(fresh.get(0), fresh.get(1)),
                            null,
                            true,
                            true)
                    : new Link(other.caseId(), null, true, false);
        }
        if (other == null) {
            return into && !own.caseId().equals(fresh.get(1))
                    ? new Link(fresh.get(1), own.caseId(), false, true)
                    : new Link(own.caseId(), null, false, true);
        }
        if (own.caseId().equals(other.caseId())) {
            return new Link(own.caseId(), null, false, false);
        }
        return into || isOlder(other, own)
                ? new Link(other.caseId(), own.caseId(), false, false)
                : new Link(own.caseId(), other.caseId(), false, false);
    }

    private static boolean isOlder(Known one, Known than) {
        int order = one.linkedAt().compareTo(than.linkedAt());
        return order < 0 || (order == 0 && one.caseId().compareTo(than.caseId()) < 0);
    }

    private static String lower(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
