package org.citywall.stream.io;

import java.io.Serializable;
import java.time.Instant;
import org.apache.flink.util.function.SerializableFunction;

/**
 * How a record becomes a Kafka record with the headers of CloudEvents' binary mode.
 *
 * @param topic where it goes
 * @param source {@code ce_source}: the job that writes it
 * @param type {@code ce_type}
 * @param key Kafka key; decides the partition
 * @param id {@code ce_id}, deterministic
 * @param time {@code ce_time}
 * @param body what is written as JSON; null: a tombstone
 */
record EventFormat<T>(
        String topic,
        String source,
        SerializableFunction<T, String> type,
        SerializableFunction<T, String> key,
        SerializableFunction<T, String> id,
        SerializableFunction<T, Instant> time,
        SerializableFunction<T, Object> body)
        implements Serializable {}
