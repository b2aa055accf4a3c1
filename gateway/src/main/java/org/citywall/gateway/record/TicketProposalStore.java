package org.citywall.gateway.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketProposal;

/** Writes pairs of cases that may be one; what a person said of a pair is never written over. */
public final class TicketProposalStore extends BatchTable<TicketProposal> {
    private static final String WRITE =
            """
            INSERT INTO ticket_proposal (id, case_id, other, at, replay, body)
            VALUES (?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT (id) DO NOTHING
            """;

    /** Connects when it first writes. */
    public TicketProposalStore(String jdbcUrl, String user, String password) {
        super(
                new OwnConnection(jdbcUrl, user, password, "citywall-ticket-proposals"),
                "ticket_proposal",
                WRITE);
    }

    @Override
    public TicketProposal read(ConsumerRecord<byte[], byte[]> record) {
        TicketProposal proposal = TicketReading.read(record, TicketProposal.class);
        TicketReading.require(
                proposal.id() != null
                        && proposal.caseId() != null
                        && proposal.other() != null
                        && proposal.at() != null,
                "id, caseId, other or at");
        return proposal;
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    void set(PreparedStatement to, TicketProposal row) throws SQLException {
        to.setString(1, row.id());
        to.setString(2, row.caseId());
        to.setString(3, row.other());
        to.setTimestamp(4, Timestamp.from(row.at()));
        to.setBoolean(5, row.replay());
        to.setString(6, Json.string(row));
    }
}
