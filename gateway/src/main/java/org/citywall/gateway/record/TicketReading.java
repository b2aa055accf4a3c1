package org.citywall.gateway.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;

/** Reads records of tickets without ever saying what stands in them. */
final class TicketReading {
    private TicketReading() {}

    /** The record; what is wrong is told without what stood there, because it is logged. */
    static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        try {
            return Json.read(record.value(), type);
        } catch (UncheckedIOException e) {
            String name = type.getSimpleName();
            throw new IllegalArgumentException("not a " + name); // the cause would quote it
        }
    }

    /** Refuses a record that lacks what a row is known by. */
    static void require(boolean isWhole, String names) {
        if (!isWhole) {
            throw new IllegalArgumentException(names + " is missing");
        }
    }

    /** The constant as it stands on the wire. */
    static String wire(Enum<?> constant) {
        return constant == null ? null : Json.mapper().convertValue(constant, String.class);
    }

    /** All that is told of a row that a table does not take. */
    record Name(@JsonProperty("case") String caseId, @JsonProperty("of") String of) {}
}
