package org.citywall.gateway.record;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.citywall.gateway.db.Sessions;

/**
 * A connection to PostgreSQL that one writer has for itself. It connects when it is first used, and
 * anew after every failure. Confined to one thread.
 */
final class OwnConnection implements AutoCloseable {
    /** Less than the socket's 30 s: so the server ends it, and not only who waits for it. */
    private static final Duration STATEMENT = Duration.ofSeconds(20);

    private final String jdbcUrl;
    private final Properties properties = new Properties();
    private Connection connection;

    /** What is done in one transaction. */
    interface Work {
        void run(Connection connection) throws SQLException;
    }

    /** Connects later, by this name. */
    OwnConnection(String jdbcUrl, String user, String password, String name) {
        this.jdbcUrl = jdbcUrl;
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("options", Sessions.options(STATEMENT));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", name);
    }

    /**
     * As above, and a batch of inserts goes as few statements of many rows: much cheaper, but no
     * batch may name a row twice, which such a statement refuses.
     */
    static OwnConnection forManyRows(String jdbcUrl, String user, String password, String name) {
        OwnConnection connection = new OwnConnection(jdbcUrl, user, password, name);
        connection.properties.setProperty("reWriteBatchedInserts", "true");
        return connection;
    }

    /** As the first, and no error of the database tells what stands in a row: errors are logged. */
    static OwnConnection discreet(String jdbcUrl, String user, String password, String name) {
        OwnConnection connection = new OwnConnection(jdbcUrl, user, password, name);
        connection.properties.setProperty("logServerErrorDetail", "false");
        return connection;
    }

    /** Does the work, all or none of it. */
    void transact(Work work) throws SQLException {
        boolean isDone = false;
        try {
            if (connection == null) {
                connection = DriverManager.getConnection(jdbcUrl, properties);
                connection.setAutoCommit(false);
            }
            work.run(connection);
            connection.commit();
            isDone = true;
        } finally {
            if (!isDone) {
                close();
            }
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
