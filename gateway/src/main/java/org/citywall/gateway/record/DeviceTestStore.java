package org.citywall.gateway.record;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Properties;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignal;

/**
 * Writes when devices were last seen to work. Writing the same again, or an older signal after a
 * newer one, has no effect. Confined to the thread of its writer.
 */
public final class DeviceTestStore implements AutoCloseable {
    private static final String UPSERT =
            "INSERT INTO device_test (device_id, tested_at, how) VALUES (?, ?, ?)"
                    + " ON CONFLICT (device_id) DO UPDATE"
                    + " SET tested_at = excluded.tested_at, how = excluded.how"
                    + " WHERE excluded.tested_at > device_test.tested_at";

    private final String jdbcUrl;
    private final Properties properties = new Properties();
    private Connection connection;

    /** Connects when it first writes. */
    public DeviceTestStore(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "citywall-device-tests");
    }

    /** Writes these signals, all or none; at most one of a device. */
    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    void write(Collection<FireSignal> signals) throws SQLException {
        try {
            if (connection == null) {
                connection = DriverManager.getConnection(jdbcUrl, properties);
                connection.setAutoCommit(false);
            }
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
                for (FireSignal signal : signals) {
                    upsert.setString(1, signal.deviceId());
                    upsert.setTimestamp(2, Timestamp.from(signal.receivedAt()));
                    upsert.setString(3, Json.mapper().convertValue(signal.signal(), String.class));
                    upsert.addBatch();
                }
                upsert.executeBatch();
            }
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
}
