package org.citywall.stream.io;

import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Writes the live view. Every record goes out at once; while Redis is away the newest revision of
 * each item waits (also in checkpoints), the job runs on, and nothing is lost but revisions that
 * nobody needs any more.
 *
 * @param <T> what is written
 */
public final class RedisLiveSink<T> implements Sink<T>, SupportsWriterState<T, LiveWrite> {
    private final String uri;
    private final SerializableFunction<T, LiveWrite> converter;

    /**
     * @param uri {@code redis://host:port}
     * @param converter what a record means to the view
     */
    public RedisLiveSink(String uri, SerializableFunction<T, LiveWrite> converter) {
        this.uri = uri;
        this.converter = converter;
    }

    @Override
    public StatefulSinkWriter<T, LiveWrite> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, LiveWrite> restoreWriter(
            WriterInitContext context, Collection<LiveWrite> pending) {
        return new RedisLiveWriter<>(
                converter,
                new RedisView(uri),
                context.getMailboxExecutor(),
                context.getProcessingTimeService(),
                context.metricGroup(),
                pending);
    }

    @Override
    public SimpleVersionedSerializer<LiveWrite> getWriterStateSerializer() {
        return new LiveWriteSerializer();
    }
}
