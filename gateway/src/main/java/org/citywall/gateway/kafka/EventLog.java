package org.citywall.gateway.kafka;

import io.vertx.core.Future;
import java.util.Map;

/** The durable log: what it has acknowledged survives. */
public interface EventLog {
    /**
     * One record to append.
     *
     * @param topic the topic
     * @param partition explicit partition, or null to let the key decide
     * @param key the record's key, or null
     * @param type CloudEvents type
     * @param id CloudEvents id
     * @param source CloudEvents source
     * @param value UTF-8 JSON, or null for a tombstone
     * @param headers further headers
     */
    @SuppressWarnings("ArrayRecordComponent") // handed straight on, never compared
    record Entry(
            String topic,
            Integer partition,
            String key,
            String type,
            String id,
            String source,
            byte[] value,
            Map<String, String> headers) {}

    /**
     * Appends the record; completes once every in-sync replica has it, and fails when it could not
     * be made durable in time (the caller must then refuse its sender, so that it comes again). The
     * future completes on the caller's Vert.x context.
     */
    Future<Void> append(Entry entry);
}
