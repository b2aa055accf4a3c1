package org.citywall.gateway.charger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/**
 * Where a list goes on that is sorted by time, newest first.
 *
 * @param at only what is before this
 * @param id or at it with a smaller id
 */
record TimeCursor(OffsetDateTime at, String id) {
    private static final TimeCursor START =
            new TimeCursor(OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "");

    /** Of the page that was asked for; a {@link Refusal} if its cursor is none of ours. */
    static TimeCursor of(Page page) {
        String key = page.after();
        if (key.isEmpty()) {
            return START;
        }
        try {
            int space = key.indexOf(' ');
            Instant at = Instant.parse(key.substring(0, Math.max(0, space)));
            return new TimeCursor(at.atOffset(ZoneOffset.UTC), key.substring(space + 1));
        } catch (DateTimeException e) {
            throw new Refusal(
                    Problem.ofField(400, "bad parameter", "cursor", "is not one that we gave"));
        }
    }

    /** The cursor that goes on behind this entry. */
    static String after(OffsetDateTime at, String id) {
        return Page.cursorAfter(at.toInstant() + " " + id);
    }
}
