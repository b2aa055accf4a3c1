package org.citywall.gateway.record;

import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the records of a topic become in PostgreSQL. Confined to the thread of its {@link
 * GroupReader}.
 *
 * @param <T> one row, or what one record adds to the rows
 */
interface Table<T> extends AutoCloseable {
    /** Name of the table, for logs and metrics. */
    String name();

    /**
     * The row in a record; null if the record is none of this table's.
     *
     * @throws RuntimeException if the record cannot be read
     */
    T read(ConsumerRecord<byte[], byte[]> record);

    /** Writes the rows in their order, all or none. Writing the same again has no effect. */
    void write(List<T> rows) throws SQLException;

    @Override
    void close();
}
