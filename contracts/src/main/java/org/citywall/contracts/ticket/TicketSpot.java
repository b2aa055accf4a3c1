package org.citywall.contracts.ticket;

import org.citywall.contracts.Nullable;

/**
 * Where a ticket is. Unknown coordinates are null, never (0, 0).
 *
 * @param place grid path; null: unknown
 * @param placeName the same in words
 * @param lon longitude, degrees, WGS-84; null: unknown
 * @param lat latitude, degrees, WGS-84; null: unknown
 */
public record TicketSpot(
        @Nullable String place,
        @Nullable String placeName,
        @Nullable Double lon,
        @Nullable Double lat) {}
