package org.citywall.stream.io;

import io.lettuce.core.api.async.RedisAsyncCommands;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.names.RedisKeys;

/**
 * Publishes canaries at the end of the chain and forgets them: one that does not arrive is exactly
 * what the gateways are watching for.
 */
public final class CanarySink implements Sink<Canary> {
    private final String uri;

    public CanarySink(String uri) {
        this.uri = uri;
    }

    @Override
    public SinkWriter<Canary> createWriter(WriterInitContext context) {
        return new Writer(
                new RedisLink(uri),
                context.metricGroup().counter("canariesLost", new ThreadSafeSimpleCounter()));
    }

    private static final class Writer implements SinkWriter<Canary> {
        private final RedisLink link;
        private final Counter lost;

        Writer(RedisLink link, Counter lost) {
            this.link = link;
            this.lost = lost;
        }

        @Override
        public void write(Canary canary, Context context) {
            link.commands().ifPresentOrElse(redis -> publish(redis, canary), lost::inc);
        }

        private void publish(RedisAsyncCommands<String, String> redis, Canary canary) {
            redis.publish(RedisKeys.CANARY_CHANNEL, Json.string(canary))
                    .whenComplete(
                            (listeners, error) -> {
                                if (error != null) {
                                    lost.inc();
                                }
                            });
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {
            link.close();
        }
    }
}
