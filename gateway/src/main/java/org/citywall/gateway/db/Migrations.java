package org.citywall.gateway.db;

import org.flywaydb.core.Flyway;

/**
 * Brings the tables of PostgreSQL to this release. Blocks: call it on a worker thread. Fails at
 * once while PostgreSQL cannot be reached.
 */
public final class Migrations {
    private Migrations() {}

    /** Runs what is missing of {@code db/migration}; several gateways may do so at once. */
    public static void run(String jdbcUrl, String user, String password) {
        Flyway.configure()
                .dataSource(jdbcUrl, user, password)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
