package org.citywall.gateway.ingest.ticket;

import io.vertx.core.Future;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketSealed;
import org.citywall.gateway.kafka.EventLog;

/** Appends events of tickets and what was sealed of them; all of one case in one partition. */
final class TicketLog {
    private static final Map<String, String> RECORDED = Map.of(KafkaHeaders.REPLAY, "true");

    private final EventLog log;

    TicketLog(EventLog log) {
        this.log = log;
    }

    Future<Void> append(TicketEvent event) {
        return log.append(
                new EventLog.Entry(
                        Topics.TICKET_EVENTS,
                        null,
                        event.caseId(),
                        EventTypes.TICKET_EVENT,
                        event.id(),
                        event.ref().system(),
                        Json.bytes(event),
                        event.replay() ? RECORDED : Map.of()));
    }

    Future<Void> append(TicketSealed sealed) {
        return log.append(
                new EventLog.Entry(
                        Topics.TICKET_SEALED,
                        null,
                        sealed.caseId(),
                        EventTypes.TICKET_SEALED,
                        sealed.eventId(),
                        sealed.ref().system(),
                        Json.bytes(sealed),
                        Map.of()));
    }
}
