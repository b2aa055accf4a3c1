package org.citywall.gateway.ingest.ticket.open311;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketState;

/** Tickets as anybody may see them: nothing of secret ones, and nobody's name. */
public interface PublicTickets {
    /**
     * One ticket.
     *
     * @param number case id, which is what the public knows it by
     * @param state where it stands
     * @param category code, or null
     * @param categoryName in words, or null
     * @param description masked, or null
     * @param department who has it, or null
     * @param address masked, or null
     * @param lon degrees, WGS-84, or null
     * @param lat the same
     * @param createdAt when it came in
     * @param updatedAt when it changed
     * @param dueAt when it is promised, or null
     */
    record PublicTicket(
            String number,
            TicketState state,
            @Nullable String category,
            @Nullable String categoryName,
            @Nullable String description,
            @Nullable String department,
            @Nullable String address,
            @Nullable Double lon,
            @Nullable Double lat,
            Instant createdAt,
            @Nullable Instant updatedAt,
            @Nullable Instant dueAt) {}

    /**
     * What is asked for.
     *
     * @param numbers these alone; empty: any
     * @param open null: whatever its state
     * @param categories these alone; empty: any
     * @param from created not before
     * @param to created not after
     * @param limit at most so many, the newest
     */
    record Asked(
            List<String> numbers,
            @Nullable Boolean open,
            List<String> categories,
            Instant from,
            Instant to,
            int limit) {}

    /** The ticket of this number. */
    Future<Optional<PublicTicket>> find(String number);

    /** Newest first. */
    Future<List<PublicTicket>> list(Asked asked);
}
