package org.citywall.gateway.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketProposal;

/** Writes pairs of cases that may be one; what a person said of a pair is never written over. */
public final class TicketProposalStore implements Table<TicketProposal> {
    private static final String WRITE =
            """
            INSERT INTO ticket_proposal (id, case_id, other, at, replay, body)
            VALUES (?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT (id) DO NOTHING
            """;

    private final OwnConnection connection;

    /** Connects when it first writes. */
    public TicketProposalStore(String jdbcUrl, String user, String password) {
        connection = new OwnConnection(jdbcUrl, user, password, "citywall-ticket-proposals");
    }

    @Override
    public String name() {
        return "ticket_proposal";
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
    public void write(List<TicketProposal> rows) throws SQLException {
        connection.transact(
                db -> {
                    try (PreparedStatement write = db.prepareStatement(WRITE)) {
                        for (TicketProposal row : rows) {
                            add(write, row);
                        }
                        write.executeBatch();
                    }
                });
    }

    @Override
    public void close() {
        connection.close();
    }

    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    private static void add(PreparedStatement to, TicketProposal row) throws SQLException {
        to.setString(1, row.id());
        to.setString(2, row.caseId());
        to.setString(3, row.other());
        to.setTimestamp(4, Timestamp.from(row.at()));
        to.setBoolean(5, row.replay());
        to.setString(6, Json.string(row));
        to.addBatch();
    }
}
