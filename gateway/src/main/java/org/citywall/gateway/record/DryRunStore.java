package org.citywall.gateway.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.alertrule.DryRunResult;

/**
 * Writes what dry runs found beside who asked. A report that comes late replaces that nobody
 * answered; nothing replaces a report.
 */
public final class DryRunStore extends BatchTable<DryRunResult> {
    private static final String WRITE =
            """
            UPDATE dry_run SET state = ?, report = ?::jsonb, failure = ?, ended_at = ?
            WHERE id = ? AND (state = 'running' OR (state = 'failed' AND ?))
            """;

    /** Connects when it first writes. */
    public DryRunStore(String jdbcUrl, String user, String password) {
        super(new OwnConnection(jdbcUrl, user, password, "citywall-dry-runs"), "dry_run", WRITE);
    }

    @Override
    public DryRunResult read(ConsumerRecord<byte[], byte[]> record) {
        DryRunResult result = Json.read(record.value(), DryRunResult.class);
        if (result.id() == null || result.at() == null) {
            throw new IllegalArgumentException("id or at is missing");
        }
        if ((result.report() == null) == (result.failure() == null)) {
            throw new IllegalArgumentException("either report or failure must be there");
        }
        return result;
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    void set(PreparedStatement to, DryRunResult row) throws SQLException {
        boolean isDone = row.report() != null;
        to.setString(1, isDone ? "done" : "failed");
        to.setString(2, isDone ? Json.string(row.report()) : null);
        to.setString(3, row.failure());
        to.setTimestamp(4, Timestamp.from(row.at()));
        to.setString(5, row.id());
        to.setBoolean(6, isDone);
    }
}
