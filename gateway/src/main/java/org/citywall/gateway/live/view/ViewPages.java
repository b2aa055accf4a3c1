package org.citywall.gateway.live.view;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.citywall.contracts.names.RedisKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads single items of views that no gateway follows, because hardly anybody looks at them. Any
 * thread.
 */
public final class ViewPages {
    private static final Logger LOG = LoggerFactory.getLogger(ViewPages.class);
    private static final long RETRY_MS = 500;

    private final RedisAccess redis;
    private final Vertx vertx;
    private final Thread connector;
    private volatile StatefulRedisConnection<String, String> connection;
    private volatile boolean stopped;

    /** Reads nothing yet. */
    public ViewPages(Vertx vertx, RedisAccess redis) {
        this.vertx = vertx;
        this.redis = redis;
        this.connector = new Thread(this::connect, "view-pages");
        this.connector.setDaemon(true);
    }

    /** Connects in the background; the connection then comes back by itself. */
    public void start() {
        connector.start();
    }

    /** Ends the connection. */
    public void stop() {
        stopped = true;
        connector.interrupt();
        if (connection != null) {
            connection.close();
        }
    }

    /**
     * The item as the stream wrote it; empty if the view has none. Fails while Redis is away.
     *
     * @param topic of {@link RedisKeys}
     */
    public Future<Optional<String>> find(String topic, String id) {
        StatefulRedisConnection<String, String> open = connection;
        if (open == null) {
            return Future.failedFuture("Redis is away");
        }
        Context context = vertx.getOrCreateContext();
        Promise<Optional<String>> found = Promise.promise();
        open.async()
                .hget(RedisKeys.items(topic), id)
                .whenComplete(
                        (item, error) ->
                                context.runOnContext(
                                        nothing -> {
                                            if (error != null) {
                                                found.fail(error);
                                            } else {
                                                found.complete(Optional.ofNullable(item));
                                            }
                                        }));
        return found.future();
    }

    private void connect() {
        while (!stopped && connection == null) {
            try {
                connection = redis.connectLasting();
            } catch (RedisException e) {
                LOG.debug("Redis is away: {}", e.toString());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
