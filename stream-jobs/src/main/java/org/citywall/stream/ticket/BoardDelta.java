package org.citywall.stream.ticket;

/**
 * How one change of one case changes the board of one place.
 *
 * @param place grid path; {@code *}: everywhere
 * @param placeName in words; null: everywhere, or unknown
 * @param caseId whose change
 * @param at time of the log, ms
 * @param day local day of that, days since 1970
 * @param dayEndsAt when that day ends, ms
 * @param before what it added; null: nothing
 * @param after what it adds now; null: nothing
 * @param in 1: it came in
 * @param ended 1: it ended
 */
public record BoardDelta(
        String place,
        String placeName,
        String caseId,
        long at,
        long day,
        long dayEndsAt,
        BoardPart before,
        BoardPart after,
        int in,
        int ended) {
    /** The place that holds all others. */
    public static final String EVERYWHERE = "*";
}
