package org.citywall.gateway.testing;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.gateway.db.Migrations;

/** One real PostgreSQL for the test JVM; every test class takes a database of its own. */
public final class TestPostgres {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;

    private final String database;

    private TestPostgres(String database) {
        this.database = database;
    }

    /** A new, migrated database. */
    public static synchronized TestPostgres create() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().start();
            }
            String name = "t" + COUNT.incrementAndGet();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            Migrations.run(server.getJdbcUrl("postgres", name), "postgres", "postgres");
            return new TestPostgres(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pool on it. */
    public Pool pool(Vertx vertx) {
        PgConnectOptions connect =
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(server.getPort())
                        .setUser("postgres")
                        .setPassword("postgres")
                        .setDatabase(database);
        return PgBuilder.pool()
                .connectingTo(connect)
                .with(new PoolOptions().setMaxSize(4).setConnectionTimeout(2))
                .using(vertx)
                .build();
    }

    /** This database for JDBC; user and password are {@code postgres}. */
    public String jdbcUrl() {
        return server.getJdbcUrl("postgres", database);
    }

    /** The port of the server. */
    public int port() {
        return server.getPort();
    }

    /** The name of this database. */
    public String database() {
        return database;
    }

    /** No more connections: for this database, PostgreSQL is down. */
    public void down() {
        admin("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(database));
        admin(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                        .formatted(database));
    }

    /** Back again. */
    public void up() {
        admin("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(database));
    }

    private static void admin(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
