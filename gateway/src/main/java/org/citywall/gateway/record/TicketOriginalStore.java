package org.citywall.gateway.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.ticket.TicketSealed;

/** Writes encrypted originals; one event has one, however often it comes. */
public final class TicketOriginalStore extends BatchTable<TicketOriginalStore.Told> {
    private static final String WRITE =
            """
            INSERT INTO ticket_sealed (case_id, system, event_id, number, key_id, sealed,
                received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    /**
     * An original as it came.
     *
     * @param original encrypted
     */
    public record Told(TicketSealed original) {
        /** What a log may say of it. */
        @JsonValue
        TicketReading.Name name() {
            return new TicketReading.Name(original.caseId(), "event " + original.eventId());
        }
    }

    /** Connects when it first writes. */
    public TicketOriginalStore(String jdbcUrl, String user, String password) {
        super(
                OwnConnection.discreet(jdbcUrl, user, password, "citywall-ticket-originals"),
                "ticket_sealed",
                WRITE);
    }

    @Override
    public Told read(ConsumerRecord<byte[], byte[]> record) {
        TicketSealed sealed = TicketReading.read(record, TicketSealed.class);
        TicketReading.require(
                sealed.caseId() != null
                        && sealed.eventId() != null
                        && sealed.ref() != null
                        && sealed.receivedAt() != null,
                "caseId, eventId, ref or receivedAt");
        return new Told(sealed);
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    void set(PreparedStatement to, Told told) throws SQLException {
        TicketSealed row = told.original();
        to.setString(1, row.caseId());
        to.setString(2, row.ref().system());
        to.setString(3, row.eventId());
        to.setString(4, row.ref().number());
        to.setString(5, row.keyId());
        to.setString(6, row.sealed());
        to.setTimestamp(7, Timestamp.from(row.receivedAt()));
    }
}
