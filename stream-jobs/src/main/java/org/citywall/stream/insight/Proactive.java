package org.citywall.stream.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Disposition;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSpot;

/**
 * Tickets before anybody calls (未诉先办): a red or orange alarm that is still active after a while, or
 * a fault that nobody has closed, is work for a department, with the promises of a ticket.
 */
public final class Proactive {
    private static final int ORANGE = 2;

    private Proactive() {}

    /** When the alert, as it stands, will get a ticket; null: never. */
    public static @Nullable Instant dueAt(Alert alert, InsightPolicy policy) {
        if (alert.domain() == AlertDomain.TICKET
                || alert.domain() == AlertDomain.SYSTEM
                || alert.response() == Response.CLOSED
                || alert.condition() != Condition.ACTIVE
                || isNoMatter(alert)) {
            return null;
        }
        if (alert.alertClass() == AlertClass.MAINTENANCE) {
            return after(alert, policy.proactiveFault());
        }
        return alert.level() <= ORANGE ? after(alert, policy.proactiveAlarm()) : null;
    }

    private static boolean isNoMatter(Alert alert) {
        Disposition disposition = alert.disposition();
        return alert.tags().contains(AlertTag.REPLAY.wireName())
                || alert.tags().contains(AlertTag.DRILL.wireName())
                || (disposition != null
                        && disposition != Disposition.REAL
                        && disposition != Disposition.UNKNOWN);
    }

    private static Instant after(Alert alert, Duration wait) {
        return alert.raisedAt().plus(wait);
    }

    /** The events that make the ticket: the same alert always makes the same one. */
    public static List<TicketEvent> ticket(Alert alert, Instant now) {
        TicketRef ref = new TicketRef(TicketEvent.SENSORS, alert.id());
        String caseId = Ids.of(ref.system(), ref.number());
        String category = "sensor-" + alert.kind();
        TicketContent content =
                new TicketContent(
                        null,
                        category,
                        alert.title(),
                        alert.title(),
                        alert.reason(),
                        alert.site() == null ? null : alert.site().name(),
                        null,
                        "sensor",
                        false,
                        false);
        TicketSpot spot =
                new TicketSpot(
                        alert.place(),
                        alert.placeName(),
                        alert.site() == null ? null : alert.site().lon(),
                        alert.site() == null ? null : alert.site().lat());
        String why =
                "告警 %d 分钟未解除，主动派单".formatted(Duration.between(alert.raisedAt(), now).toMinutes());
        return List.of(
                event(
                        "created",
                        ref,
                        caseId,
                        TicketEventKind.CREATED,
                        content,
                        spot,
                        null,
                        why,
                        now),
                event(
                        "proactive",
                        ref,
                        caseId,
                        TicketEventKind.FLAGGED,
                        null,
                        null,
                        TicketFlag.PROACTIVE,
                        why,
                        now));
    }

    private static TicketEvent event(
            String what,
            TicketRef ref,
            String caseId,
            TicketEventKind kind,
            @Nullable TicketContent content,
            @Nullable TicketSpot spot,
            @Nullable TicketFlag flag,
            String reason,
            Instant now) {
        return new TicketEvent(
                Ids.of(what, caseId),
                ref,
                caseId,
                kind,
                null,
                null,
                content,
                spot,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                flag,
                null,
                reason,
                now,
                now,
                false);
    }
}
