package org.citywall.stream.io;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketRulesReader;
import org.citywall.stream.ticket.TicketInput;

/** Reads events of tickets, versions of the rules, and ticks. */
final class TicketInputReader extends EventReader<TicketInput> {
    private static final int MOST_NUMBER = 64;

    @Override
    TicketInput read(ConsumerRecord<byte[], byte[]> record, String type) {
        require(type != null, "ce_type");
        return switch (type) {
            case EventTypes.TICKET_EVENT -> TicketInput.of(event(record.value()));
            case EventTypes.TICKET_RULES -> TicketInput.of(TicketRulesReader.read(record.value()));
            default -> throw new IllegalArgumentException("missing or wrong: ce_type");
        };
    }

    private static TicketEvent event(byte[] json) {
        TicketEvent event = Json.read(json, TicketEvent.class);
        require(isText(event.id()), "id");
        require(isRef(event.ref()), "ref");
        require(isText(event.caseId()), "caseId");
        require(event.kind() != null, "kind");
        require(event.other() == null || isRef(event.other()), "other");
        require(event.occurredAt() != null, "occurredAt");
        require(event.receivedAt() != null, "receivedAt");
        if (event.departments() == null) {
            return withNobody(event);
        }
        require(event.departments().stream().allMatch(EventReader::isText), "departments");
        return event;
    }

    private static boolean isRef(TicketRef ref) {
        return ref != null
                && isText(ref.system())
                && isText(ref.number())
                && ref.number().length() <= MOST_NUMBER;
    }

    private static TicketEvent withNobody(TicketEvent event) {
        return new TicketEvent(
                event.id(),
                event.ref(),
                event.caseId(),
                event.kind(),
                event.by(),
                event.department(),
                event.content(),
                event.spot(),
                List.of(),
                event.lead(),
                event.rating(),
                event.outcome(),
                event.until(),
                event.other(),
                event.into(),
                event.flag(),
                event.proof(),
                event.reason(),
                event.occurredAt(),
                event.receivedAt(),
                event.replay());
    }

    @Override
    TicketInput tick() {
        return TicketInput.TICK;
    }

    @Override
    public TypeInformation<TicketInput> getProducedType() {
        return TypeInformation.of(TicketInput.class);
    }
}
