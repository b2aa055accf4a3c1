package org.citywall.gateway.record;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.citywall.contracts.Json;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;

/**
 * Writes changes into PostgreSQL. Writing the same change again has no effect; the lines of a newer
 * incarnation of the alerts job replace those of an older one, and what an older one still sends
 * afterwards is ignored. Confined to the thread of its writer.
 */
public final class RecordStore implements AutoCloseable {
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

    private final String jdbcUrl;
    private final Properties properties = new Properties();
    private Connection connection;

    /** Connects when it first writes. */
    public RecordStore(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "citywall-record");
    }

    /** Writes the changes, in their order, all or none. */
    public void write(List<AlertChange> changes) throws SQLException {
        try {
            if (connection == null) {
                connection = DriverManager.getConnection(jdbcUrl, properties);
                connection.setAutoCommit(false);
            }
            writeChanges(changes);
            writeNewest(changes);
            connection.commit();
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close(); // an open transaction is rolled back
            } catch (SQLException e) {
                // it was broken, and is gone now
            }
        }
    }

    private void writeChanges(List<AlertChange> changes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CHANGE);
                PreparedStatement delete = connection.prepareStatement(SUPERSEDED)) {
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

    private void writeNewest(List<AlertChange> changes) throws SQLException {
        Map<String, Alert> newest = new LinkedHashMap<>();
        for (AlertChange change : changes) {
            newest.merge(change.alert().id(), change.alert(), (a, b) -> a.rev() > b.rev() ? a : b);
        }
        try (PreparedStatement insert = connection.prepareStatement(ALERT)) {
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
