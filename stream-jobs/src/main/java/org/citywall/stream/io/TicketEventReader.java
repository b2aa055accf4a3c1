package org.citywall.stream.io;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketRef;

/** Reads what happened to tickets; a tick is an event without a kind. */
final class TicketEventReader extends EventReader<TicketEvent> {
    private static final TicketEvent TICK =
            new TicketEvent(
                    "",
                    new TicketRef("", ""),
                    "",
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    false);

    @Override
    TicketEvent read(ConsumerRecord<byte[], byte[]> record, String type) {
        require(EventTypes.TICKET_EVENT.equals(type), "ce_type");
        TicketEvent event = Json.read(record.value(), TicketEvent.class);
        require(isText(event.id()), "id");
        require(isText(event.caseId()), "caseId");
        require(event.ref() != null && isText(event.ref().system()), "ref");
        require(event.kind() != null, "kind");
        require(event.departments() != null, "departments");
        require(event.occurredAt() != null, "occurredAt");
        require(event.receivedAt() != null, "receivedAt");
        return event;
    }

    @Override
    TicketEvent tick() {
        return TICK;
    }

    @Override
    public TypeInformation<TicketEvent> getProducedType() {
        return TypeInformation.of(TicketEvent.class);
    }
}
