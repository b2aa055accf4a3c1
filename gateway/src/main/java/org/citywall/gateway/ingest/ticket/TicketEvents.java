package org.citywall.gateway.ingest.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ticketsource.TicketRefs.Route;
import org.citywall.gateway.ticketsource.TicketRefs.Untold;

/** Makes events for the log of what was checked. Pure. */
final class TicketEvents {
    /** A clock may be ahead by so much (docs/domain: time of devices); then ours counts. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private TicketEvents() {}

    /** The event as the system told it. */
    static TicketEvent told(
            Inbound from,
            TicketData data,
            TicketPrivacy known,
            @Nullable TicketSpot spot,
            Route route) {
        TicketEventKind kind = data.event();
        String caseId = route.caseId();
        String into = null;
        if (kind == TicketEventKind.MERGED) {
            if (route.was() == null) {
                kind = TicketEventKind.LINKED; // it never was a case that could end
            } else {
                caseId = route.was();
                into = route.caseId();
            }
        }
        return new TicketEvent(
                from.id(),
                data.ref(),
                caseId,
                kind,
                known.by(),
                data.department(),
                known.content(),
                spot,
                data.departments(),
                data.lead(),
                data.rating(),
                data.outcome(),
                data.until(),
                data.other(),
                into,
                data.flag(),
                known.proof(),
                known.reason(),
                occurred(data.occurredAt(), from.receivedAt()),
                from.receivedAt(),
                from.replay());
    }

    static Instant occurred(Instant told, Instant receivedAt) {
        return told.isAfter(receivedAt.plus(AHEAD)) ? receivedAt : told;
    }

    /** A number became one of a case. */
    static TicketEvent linked(Inbound from, Route route, Untold added) {
        TicketRef ref = added.ref();
        return made(
                from,
                Ids.of("linked", route.caseId(), ref.system(), ref.number()),
                TicketEventKind.LINKED,
                route.lead(),
                route.caseId(),
                ref,
                null);
    }

    /** A case of its own goes on as another. */
    static TicketEvent merged(Inbound from, Route route, Untold added) {
        return made(
                from,
                Ids.of("merged", added.was(), route.caseId()),
                TicketEventKind.MERGED,
                added.ref(),
                added.was(),
                route.lead(),
                route.caseId());
    }

    private static TicketEvent made(
            Inbound from,
            String id,
            TicketEventKind kind,
            TicketRef ref,
            String caseId,
            TicketRef other,
            @Nullable String into) {
        TicketContent none = null;
        return new TicketEvent(
                id,
                ref,
                caseId,
                kind,
                null,
                null,
                none,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                other,
                into,
                null,
                null,
                "%s %s 与 %s %s 为同一事项"
                        .formatted(ref.system(), ref.number(), other.system(), other.number()),
                from.receivedAt(),
                from.receivedAt(),
                from.replay());
    }
}
