package org.citywall.gateway.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;

/**
 * Writes changes into PostgreSQL. Writing the same change again has no effect; the lines of a newer
 * incarnation of the alerts job replace those of an older one, and what an older one still sends
 * afterwards is ignored.
 */
public final class RecordStore implements Table<AlertChange> {
    private static final String CHANGE =
            "INSERT INTO alert_change (alert_id, change_no, rev, at, entry)"
                    + " SELECT ?, ?, ?, ?, ?::jsonb WHERE NOT EXISTS"
                    + " (SELECT 1 FROM alert WHERE id = ? AND rev > ?)"
                    + " ON CONFLICT (alert_id, change_no) DO UPDATE"
                    + " SET rev = excluded.rev, at = excluded.at, entry = excluded.entry"
                    + " WHERE excluded.rev > alert_change.rev";

    /** What a predecessor decided after the point from which its successor was restored. */
    private static final String SUPERSEDED =
            "DELETE FROM alert_change WHERE alert_id = ? AND change_no > ? AND rev < ?";

    private static final String ALERT =
            "INSERT INTO alert (id, rev, domain, class, kind, level, condition, response, place,"
                    + " site_id, raised_at, updated_at, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)"
                    + " ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, domain = excluded.domain,"
                    + " class = excluded.class, kind = excluded.kind, level = excluded.level,"
                    + " condition = excluded.condition, response = excluded.response,"
                    + " place = excluded.place, site_id = excluded.site_id,"
                    + " raised_at = excluded.raised_at, updated_at = excluded.updated_at,"
                    + " body = excluded.body WHERE excluded.rev > alert.rev";

    private final OwnConnection connection;

    /** Connects when it first writes. */
    public RecordStore(String jdbcUrl, String user, String password) {
        connection = new OwnConnection(jdbcUrl, user, password, "citywall-record");
    }

    @Override
    public String name() {
        return "alert_change";
    }

    @Override
    public AlertChange read(ConsumerRecord<byte[], byte[]> record) {
        AlertChange change = Json.read(record.value(), AlertChange.class);
        if (change.alert() == null || change.entry() == null) {
            throw new IllegalArgumentException("alert or entry is missing");
        }
        return change;
    }

    @Override
    public void write(List<AlertChange> changes) throws SQLException {
        connection.transact(
                db -> {
                    writeChanges(db, changes);
                    writeNewest(db, changes);
                });
    }

    @Override
    public void close() {
        connection.close();
    }

    private static void writeChanges(Connection db, List<AlertChange> changes) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement(CHANGE);
                PreparedStatement delete = db.prepareStatement(SUPERSEDED)) {
            for (AlertChange change : changes) {
                String id = change.alert().id();
                long rev = change.alert().rev();
                int number = (int) Revisions.changeNumber(rev);
                insert.setString(1, id);
                insert.setInt(2, number);
                insert.setLong(3, rev);
                insert.setTimestamp(4, timestamp(change.entry().at()));
                insert.setString(5, Json.string(change.entry()));
                insert.setString(6, id);
                insert.setLong(7, rev);
                insert.addBatch();
                delete.setString(1, id);
                delete.setInt(2, number);
                delete.setLong(3, rev);
                delete.addBatch();
            }
            insert.executeBatch();
            delete.executeBatch();
        }
    }

    private static void writeNewest(Connection db, List<AlertChange> changes) throws SQLException {
        Map<String, Alert> newest = new LinkedHashMap<>();
        for (AlertChange change : changes) {
            newest.merge(change.alert().id(), change.alert(), (a, b) -> a.rev() > b.rev() ? a : b);
        }
        try (PreparedStatement insert = db.prepareStatement(ALERT)) {
            for (Alert alert : newest.values()) {
                insert.setString(1, alert.id());
                insert.setLong(2, alert.rev());
                insert.setString(3, wire(alert.domain()));
                insert.setString(4, wire(alert.alertClass()));
                insert.setString(5, alert.kind());
                insert.setInt(6, alert.level());
                insert.setString(7, wire(alert.condition()));
                insert.setString(8, wire(alert.response()));
                insert.setString(9, alert.place() == null ? "" : alert.place());
                insert.setString(10, alert.site() == null ? null : alert.site().id());
                insert.setTimestamp(11, timestamp(alert.raisedAt()));
                insert.setTimestamp(12, timestamp(alert.updatedAt()));
                insert.setString(13, Json.string(alert));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String wire(Enum<?> value) {
        return Json.mapper().convertValue(value, String.class);
    }

    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
