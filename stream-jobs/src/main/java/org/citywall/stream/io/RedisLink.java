package org.citywall.stream.io;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A connection to Redis that never blocks and never queues without end: while Redis is away,
 * commands are refused at once. It is used from one thread.
 */
final class RedisLink implements AutoCloseable {
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(100);

    /** A Redis that does not answer for so long (stopped, swapping) counts as away. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private CompletableFuture<StatefulRedisConnection<String, String>> connection;

    RedisLink(String uri) {
        this.uri = RedisURI.create(uri);
        this.resources =
                DefaultClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(Delay.constant(RECONNECT_DELAY))
                        .build();
        this.client = RedisClient.create(resources);
        client.setOptions(
                ClientOptions.builder()
                        .autoReconnect(true)
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
                        .build());
        connect();
    }

    /**
     * The commands; empty while the first connection is not made. A first attempt that failed is
     * repeated by the next call; a connection that broke is mended by Lettuce itself.
     */
    Optional<RedisAsyncCommands<String, String>> commands() {
        if (connection.isCompletedExceptionally()) {
            connect();
        }
        boolean made = connection.isDone() && !connection.isCompletedExceptionally();
        return made ? Optional.of(connection.join().async()) : Optional.empty();
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    private void connect() {
        connection = client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
    }
}
