package org.citywall.stream.insight;

import java.time.Instant;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketSpot;

/**
 * What the rules must know of a new case. It holds only what was masked before.
 *
 * @param caseId the case
 * @param at when it happened, by its system: the time in which is counted
 * @param heardAt time of the log
 * @param category code of its category
 * @param categoryName the same in words
 * @param place grid path
 * @param placeName the same in words
 * @param lon degrees, WGS-84; null: unknown, as {@code lat} then is
 * @param lat degrees, WGS-84
 * @param address masked; null: unknown
 * @param caller keyed hash; null: unknown
 * @param text title and complaint as {@link CaseText} brings them into one form; empty if secret
 * @param replay of a recording, which is counted apart
 */
public record InsightCase(
        String caseId,
        Instant at,
        Instant heardAt,
        String category,
        @Nullable String categoryName,
        @Nullable String place,
        @Nullable String placeName,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable String address,
        @Nullable String caller,
        String text,
        boolean replay) {
    private static final String REPLAY = "~replay";

    /** Of an event that begins a case of a known category; null: of no other. */
    public static @Nullable InsightCase of(TicketEvent event, Instant heardAt) {
        TicketContent content = event.content();
        if (event.kind() != TicketEventKind.CREATED
                || content == null
                || content.category() == null) {
            return null;
        }
        TicketSpot spot =
                event.spot() == null ? new TicketSpot(null, null, null, null) : event.spot();
        return new InsightCase(
                event.caseId(),
                event.occurredAt(),
                heardAt,
                content.category(),
                content.categoryName(),
                spot.place(),
                spot.placeName(),
                spot.lon(),
                spot.lat(),
                content.address(),
                content.caller(),
                content.secret() ? "" : CaseText.plain(content.title(), content.text()),
                event.replay());
    }

    boolean hasPoint() {
        return lon != null && lat != null;
    }

    /** Recordings are counted apart from what happens now. */
    String apart(String key) {
        return replay ? key + REPLAY : key;
    }
}
