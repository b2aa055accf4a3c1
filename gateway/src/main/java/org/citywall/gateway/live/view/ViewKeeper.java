package org.citywall.gateway.live.view;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.names.RedisScripts;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second whether the view in Redis is whole, and rebuilds it if not: alerts from the
 * compacted log, and on top of both what this gateway still remembers (devices and slopes have no
 * log, and the newest alerts may be a moment ahead of theirs). Everything is written only if it is
 * newer, so several keepers, and the jobs that go on writing, do not harm each other.
 */
public final class ViewKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ViewKeeper.class);
    private static final long CHECK_MS = 1_000;

    /** Short: its holder may be killed, and two who rebuild at once only do the work twice. */
    private static final long LOCK_MS = 10_000;

    private static final int BATCH = 500;

    /** A topic that was made a moment ago is not known to every broker yet: no news. */
    private static final int FAILURES_TO_TELL = 3;

    /**
     * An alert that the log does not hold is believed only if it is so young: see {@link #young}.
     */
    private static final Duration AHEAD_OF_LOG = Duration.ofMinutes(5);

    private static final String UNLOCK =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"
                    + " return 0";

    private static final String FINISH =
            "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end"
                    + " redis.call('DEL', KEYS[1]) redis.call('SET', KEYS[2], ARGV[2]) return 1";

    private final RedisAccess redis;
    private final String gatewayId;
    private final LiveTopic alerts;
    private final List<LiveTopic> others;
    private final AlertLog log;
    private final Clock clock;
    private final Runnable wiped;
    private final Thread thread;
    private volatile boolean stopped;
    private int failures;

    /**
     * Keeps the views whole.
     *
     * @param others topics that have no log: refilled from memory
     * @param wiped told when the view is found not to be whole, before it is rebuilt
     */
    public ViewKeeper(
            RedisAccess redis,
            String gatewayId,
            LiveTopic alerts,
            List<LiveTopic> others,
            AlertLog log,
            Clock clock,
            Runnable wiped) {
        this.redis = redis;
        this.gatewayId = gatewayId;
        this.alerts = alerts;
        this.others = others;
        this.log = log;
        this.clock = clock;
        this.wiped = wiped;
        this.thread = new Thread(this::run, "view-keeper");
        this.thread.setDaemon(true);
    }

    /** Begins to look; tries for ever. */
    public void start() {
        thread.start();
    }

    /** Stops looking. */
    public void stop() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(CHECK_MS * 3);
    }

    private void run() {
        while (!stopped) {
            try (StatefulRedisConnection<String, String> connection = redis.connect()) {
                while (!stopped) {
                    if (ViewEpoch.current(connection.sync()).isEmpty()) {
                        wiped.run();
                        rebuildLocked(connection);
                    }
                    failures = 0;
                    Thread.sleep(CHECK_MS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RedisException e) {
                LOG.debug("Redis is away: {}", e.toString());
            } catch (Exception e) {
                failures++;
                if (!stopped && failures >= FAILURES_TO_TELL) {
                    LOG.warn("the view could not be rebuilt yet: {}", e.toString());
                }
            }
            pause();
        }
    }

    private void rebuildLocked(StatefulRedisConnection<String, String> connection)
            throws Exception {
        RedisCommands<String, String> commands = connection.sync();
        SetArgs once = SetArgs.Builder.nx().px(LOCK_MS);
        if (!"OK".equals(commands.set(RedisKeys.REBUILD_LOCK, gatewayId, once))) {
            return; // another gateway is at it
        }
        try {
            rebuild(connection);
        } finally {
            commands.eval(
                    UNLOCK,
                    ScriptOutputType.INTEGER,
                    new String[] {RedisKeys.REBUILD_LOCK},
                    gatewayId);
        }
    }

    private void rebuild(StatefulRedisConnection<String, String> connection) throws Exception {
        // Asked before the work: if Redis is restarted meanwhile, the epoch will not fit. If it is
        // wiped meanwhile, the mark is gone, and the half that was written before with it.
        String runId = ViewEpoch.runId(connection.sync());
        String mark = gatewayId + "/" + System.nanoTime();
        connection.sync().set(RedisKeys.REBUILD_MARK, mark);
        AlertFold fold = new AlertFold();
        log.readToEnd(fold::add);
        Map<String, Item> known = fold.newest();
        write(connection, alerts.name(), known.values());
        write(
                connection,
                alerts.name(),
                alerts.memory().stream()
                        .filter(item -> known.containsKey(item.id()) || young(item))
                        .toList());
        others.forEach(topic -> write(connection, topic.name(), topic.memory()));
        String epoch = runId + ":" + clock.millis();
        String[] keys = {RedisKeys.REBUILD_MARK, RedisKeys.EPOCH};
        Long done = connection.sync().eval(FINISH, ScriptOutputType.INTEGER, keys, mark, epoch);
        if (done == 1) {
            LOG.info("view rebuilt, {} alerts from the log", known.size());
        } else {
            LOG.warn("the view was wiped again while it was rebuilt: once more");
        }
    }

    /** An old alert without a line in the log was forgotten while this gateway was cut off. */
    private boolean young(Item item) {
        return item.receivedAt() != null
                && item.receivedAt().isAfter(clock.instant().minus(AHEAD_OF_LOG));
    }

    private static void write(
            StatefulRedisConnection<String, String> connection,
            String topic,
            Collection<Item> items) {
        String digest = connection.sync().scriptLoad(RedisScripts.VIEW_WRITE);
        String[] keys = {
            RedisKeys.items(topic), RedisKeys.revisions(topic), RedisKeys.stream(topic)
        };
        List<RedisFuture<?>> batch = new ArrayList<>(BATCH);
        for (Item item : items) {
            RedisFuture<Long> written =
                    connection
                            .async()
                            .evalsha(
                                    digest,
                                    ScriptOutputType.INTEGER,
                                    keys,
                                    item.id(),
                                    Long.toString(item.rev()),
                                    item.isGone() ? "" : item.json(),
                                    Long.toString(RedisKeys.streamMaxLength(topic)),
                                    "keep");
            batch.add(written);
            if (batch.size() == BATCH) {
                await(batch);
            }
        }
        await(batch);
    }

    private static void await(List<RedisFuture<?>> batch) {
        if (!LettuceFutures.awaitAll(10, TimeUnit.SECONDS, batch.toArray(new RedisFuture<?>[0]))) {
            throw new RedisException("the view could not be written in time");
        }
        batch.clear();
    }

    private void pause() {
        try {
            Thread.sleep(CHECK_MS / 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
