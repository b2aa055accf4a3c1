package org.citywall.contracts.ticket;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * More calls of one category in one cell within a day than such a weekday has
 * (docs/domain/ticket-insight.md).
 *
 * @param id deterministic: cell, category and beginning
 * @param rev rises with every change
 * @param cell column and row of the cell, such as {@code 20415:8123}
 * @param category code of the category
 * @param categoryName in words
 * @param place grid path of its newest case
 * @param placeName in words
 * @param west edge of the cell, degrees, WGS-84
 * @param south edge of the cell
 * @param east edge of the cell
 * @param north edge of the cell
 * @param from begin of the window in which was counted
 * @param to end of it
 * @param count cases in the window
 * @param callers distinct callers among them; whoever is unknown counts as one of his own
 * @param unknownCallers cases whose caller is unknown
 * @param mean cases in a day on the same weekday of the weeks before
 * @param weeks how many weeks that mean knows, 0 to 4
 * @param limit what the count had to exceed
 * @param cases newest cases, at most 20
 * @param since when it began
 * @param endedAt when it was over; null: it is not
 * @param replay of a recording
 */
public record HotSpot(
        String id,
        long rev,
        String cell,
        String category,
        @Nullable String categoryName,
        @Nullable String place,
        @Nullable String placeName,
        double west,
        double south,
        double east,
        double north,
        Instant from,
        Instant to,
        int count,
        int callers,
        int unknownCallers,
        double mean,
        int weeks,
        double limit,
        List<String> cases,
        Instant since,
        @Nullable Instant endedAt,
        boolean replay) {}
