package org.citywall.gateway.live.view;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How this gateway reaches Redis. */
public final class RedisAccess implements AutoCloseable {
    /** No command takes longer, a blocking read included. */
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(3);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(250);
    private static final int QUEUE_MAX = 10_000;

    private final ClientResources resources;
    private final RedisClient following;
    private final RedisClient lasting;

    /**
     * Connects to nothing yet.
     *
     * @param uri {@code redis://[user:password@]host:port[/db]}
     */
    public RedisAccess(String uri) {
        resources =
                DefaultClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(Delay.constant(RECONNECT_DELAY))
                        .build();
        RedisURI address = RedisURI.create(uri);
        address.setTimeout(COMMAND_LIMIT);
        following = RedisClient.create(resources, address);
        following.setOptions(options(false));
        lasting = RedisClient.create(resources, address);
        lasting.setOptions(options(true));
    }

    private static ClientOptions options(boolean reconnect) {
        return ClientOptions.builder()
                .autoReconnect(reconnect)
                // What cannot be sent now is not sent later: messages of a raw press grow old.
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE_MAX)
                .timeoutOptions(TimeoutOptions.enabled(COMMAND_LIMIT))
                .socketOptions(
                        SocketOptions.builder()
                                .connectTimeout(CONNECT_LIMIT)
                                .keepAlive(true)
                                .build())
                .build();
    }

    /** A connection that ends when Redis does; its owner begins again and knows that it did. */
    public StatefulRedisConnection<String, String> connect() {
        return following.connect();
    }

    /** A connection that comes back by itself; while it is away its commands fail at once. */
    public StatefulRedisConnection<String, String> connectLasting() {
        return lasting.connect();
    }

    /** A subscribing connection that comes back by itself with its subscriptions. */
    public StatefulRedisPubSubConnection<String, String> connectPubSub() {
        return lasting.connectPubSub();
    }

    @Override
    public void close() {
        following.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        lasting.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
