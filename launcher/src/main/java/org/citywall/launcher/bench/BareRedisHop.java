package org.citywall.launcher.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Map;

/** What one hop through a Redis stream costs on this machine now: XADD, blocking XREAD. */
final class BareRedisHop implements AutoCloseable {
    private static final String STREAM = "cw:bench:hop";
    private static final long BLOCK_MS = 200;
    private static final String PADDING = "x".repeat(400);

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> writing;
    private final Thread reader;
    private volatile boolean open = true;
    private volatile Latencies latencies;

    BareRedisHop(String uri, Latencies latencies) {
        this.latencies = latencies;
        client = RedisClient.create(uri);
        writing = client.connect();
        writing.sync().del(STREAM);
        reader = new Thread(this::read, "bench-redis-hop");
        reader.start();
    }

    /** One hop; its duration is recorded when the entry arrives. */
    void send() {
        var unused =
                writing.async()
                        .xadd(
                                STREAM,
                                new XAddArgs().maxlen(1000).approximateTrimming(),
                                Map.of("at", Long.toString(System.nanoTime()), "item", PADDING));
    }

    @SuppressWarnings("unchecked") // generic varargs of the client
    private void read() {
        String offset = "0-0";
        try (var connection = client.connect()) {
            while (open) {
                var messages =
                        connection
                                .sync()
                                .xread(
                                        XReadArgs.Builder.block(BLOCK_MS),
                                        XReadArgs.StreamOffset.from(STREAM, offset));
                for (StreamMessage<String, String> message : messages) {
                    latencies.recordNanos(
                            System.nanoTime() - Long.parseLong(message.getBody().get("at")));
                    offset = message.getId();
                }
            }
        } catch (RedisCommandExecutionException e) {
            throw e;
        } catch (RedisException e) {
            if (open) {
                throw e;
            }
        }
    }

    /** Where hops from now on are recorded. */
    void recordInto(Latencies next) {
        latencies = next;
    }

    @Override
    public void close() {
        open = false;
        Threads.join(reader);
        writing.sync().del(STREAM);
        client.shutdown();
    }
}
