package org.citywall.gateway.live.view;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publish/subscribe of Redis, as far as it is there: what is published while Redis is away is lost,
 * and whoever uses this must have another road.
 */
public final class RedisChannels {
    private static final Logger LOG = LoggerFactory.getLogger(RedisChannels.class);
    private static final long RETRY_MS = 500;

    private final RedisAccess redis;
    private final Map<String, Consumer<String>> handlers;
    private final Thread connector;
    private volatile StatefulRedisConnection<String, String> publishing;
    private volatile StatefulRedisPubSubConnection<String, String> subscribing;
    private volatile boolean stopped;

    /**
     * Subscribes to nothing yet.
     *
     * @param handlers by channel; called on a thread of the Redis client, so they must not wait
     */
    public RedisChannels(RedisAccess redis, Map<String, Consumer<String>> handlers) {
        this.redis = redis;
        this.handlers = handlers;
        this.connector = new Thread(this::connect, "redis-channels");
        this.connector.setDaemon(true);
    }

    /** Connects in the background; the connections then come back by themselves. */
    public void start() {
        connector.start();
    }

    /** Publishes if Redis is there; never waits, never fails. */
    public void publish(String channel, String message) {
        StatefulRedisConnection<String, String> connection = publishing;
        if (connection != null && connection.isOpen()) {
            connection
                    .async()
                    .publish(channel, message)
                    .whenComplete(
                            (heard, error) -> {
                                if (error != null) {
                                    LOG.debug("not published: {}", error.toString());
                                }
                            });
        }
    }

    /** Ends the subscription. */
    public void stop() {
        stopped = true;
        connector.interrupt();
        if (publishing != null) {
            publishing.close();
        }
        if (subscribing != null) {
            subscribing.close();
        }
    }

    private void connect() {
        while (!stopped && subscribing == null) {
            try {
                if (publishing == null) {
                    publishing = redis.connectLasting();
                }
                subscribing = subscribed(redis.connectPubSub());
            } catch (RedisException e) {
                LOG.debug("Redis is away: {}", e.toString());
                pause();
            }
        }
    }

    private StatefulRedisPubSubConnection<String, String> subscribed(
            StatefulRedisPubSubConnection<String, String> connection) {
        try {
            connection.addListener(new Listener());
            connection.sync().subscribe(handlers.keySet().toArray(new String[0]));
            return connection;
        } catch (RedisException e) {
            connection.close();
            throw e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener extends RedisPubSubAdapter<String, String> {
        @Override
        public void message(String channel, String message) {
            try {
                handlers.get(channel).accept(message);
            } catch (RuntimeException e) {
                LOG.warn("bad message on {}: {}", channel, e.toString());
            }
        }
    }
}
