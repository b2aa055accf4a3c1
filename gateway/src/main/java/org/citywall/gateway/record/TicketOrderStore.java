package org.citywall.gateway.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketOrder;

/**
 * Writes what departments are told; from there it is sent. An order is written once, however often
 * the stream tells it, and one of a recording is written only to be looked at.
 */
public final class TicketOrderStore extends BatchTable<TicketOrderStore.Told> {
    private static final String WRITE =
            """
            INSERT INTO ticket_order (id, case_id, department, kind, place, issued_at, replay,
                state, next_at, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT (id) DO NOTHING
            """;

    /**
     * An order as it came.
     *
     * @param order what the stream told
     */
    public record Told(TicketOrder order) {
        /** What a log may say of it. */
        @JsonValue
        TicketReading.Name name() {
            return new TicketReading.Name(order.caseId(), "order " + order.id());
        }
    }

    /** Connects when it first writes. */
    public TicketOrderStore(String jdbcUrl, String user, String password) {
        super(
                OwnConnection.discreet(jdbcUrl, user, password, "citywall-ticket-orders"),
                "ticket_order",
                WRITE);
    }

    @Override
    public Told read(ConsumerRecord<byte[], byte[]> record) {
        TicketOrder order = TicketReading.read(record, TicketOrder.class);
        TicketReading.require(
                order.id() != null
                        && order.caseId() != null
                        && order.department() != null
                        && order.kind() != null
                        && order.issuedAt() != null,
                "id, caseId, department, kind or issuedAt");
        return new Told(order);
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    void set(PreparedStatement to, Told told) throws SQLException {
        TicketOrder row = told.order();
        to.setString(1, row.id());
        to.setString(2, row.caseId());
        to.setString(3, row.department());
        to.setString(4, TicketReading.wire(row.kind()));
        to.setString(5, row.place());
        to.setTimestamp(6, Timestamp.from(row.issuedAt()));
        to.setBoolean(7, row.replay());
        to.setString(8, row.replay() ? "recorded" : "waiting");
        to.setTimestamp(9, Timestamp.from(row.issuedAt()));
        to.setString(10, Json.string(row));
    }
}
