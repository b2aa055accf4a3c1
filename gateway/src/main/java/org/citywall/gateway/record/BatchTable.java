package org.citywall.gateway.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of which each row is written by the same statement, all of a batch in one transaction.
 *
 * @param <T> one row
 */
abstract class BatchTable<T> implements Table<T> {
    private final OwnConnection connection;
    private final String name;
    private final String statement;

    /**
     * Connects when it first writes.
     *
     * @param name of the table
     * @param statement that writes a row; writing the same row again must have no effect
     */
    BatchTable(OwnConnection connection, String name, String statement) {
        this.connection = connection;
        this.name = name;
        this.statement = statement;
    }

    /** Sets the parameters of the statement; the batch is kept by the caller. */
    abstract void set(PreparedStatement write, T row) throws SQLException;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void write(List<T> rows) throws SQLException {
        connection.transact(
                db -> {
                    try (PreparedStatement write = db.prepareStatement(statement)) {
                        for (T row : rows) {
                            set(write, row);
                            write.addBatch();
                        }
                        write.executeBatch();
                    }
                });
    }

    @Override
    public final void close() {
        connection.close();
    }
}
