package org.citywall.stream.io;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.UncheckedIOException;
import java.time.Instant;
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
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    @Override
    TicketInput read(ConsumerRecord<byte[], byte[]> record, String type) {
        require(type != null, "ce_type");
        return switch (type) {
            case EventTypes.TICKET_EVENT -> TicketInput.of(event(record.value()));
            case EventTypes.TICKET_RULES -> TicketInput.of(TicketRulesReader.read(record.value()));
            case EventTypes.ALERT_RULES -> tick(); // on the same topic, for another job
            default -> throw new IllegalArgumentException("missing or wrong: ce_type");
        };
    }

    private static TicketEvent event(byte[] json) {
        TicketEvent event = parsed(json);
        require(isText(event.id()), "id");
        require(isRef(event.ref()), "ref");
        require(isText(event.caseId()), "caseId");
        require(event.kind() != null, "kind");
        require(event.other() == null || isRef(event.other()), "other");
        require(isTime(event.occurredAt()), "occurredAt");
        require(isTime(event.receivedAt()), "receivedAt");
        require(event.until() == null || isTime(event.until()), "until");
        if (event.departments() == null) {
            return withNobody(event);
        }
        require(event.departments().stream().allMatch(EventReader::isText), "departments");
        return event;
    }

    /** What the parser says of an error may hold words of the event, and would stand in the log. */
    private static TicketEvent parsed(byte[] json) {
        String where;
        try {
            return Json.read(json, TicketEvent.class);
        } catch (UncheckedIOException e) {
            where = e.getCause() instanceof JsonMappingException at ? at.getPathReference() : "";
        }
        throw new IllegalArgumentException("not a TicketEvent: " + where);
    }

    /** Far from here a calendar has no answer in a time that others could wait for. */
    private static boolean isTime(Instant time) {
        return time != null && !time.isBefore(FIRST) && time.isBefore(LAST);
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
