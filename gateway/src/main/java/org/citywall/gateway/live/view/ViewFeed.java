package org.citywall.gateway.live.view;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.names.RedisScripts;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one view topic: an atomic snapshot, then its stream, on a thread and a connection of its
 * own, so that a change is passed on the moment it is written and devices never delay alerts.
 *
 * <p>A view whose epoch is not valid may lack anything; the feed then takes no snapshot, but goes
 * on with what it has and with what the stream brings, until the keeper has rebuilt it.
 */
public final class ViewFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ViewFeed.class);
    private static final Duration BLOCK = Duration.ofMillis(500);
    private static final long EPOCH_CHECK_NS = Duration.ofSeconds(1).toNanos();
    private static final long RETRY_MS = 250;
    private static final int READ_MAX = 1_000;

    private final RedisAccess redis;
    private final LiveTopic topic;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean connected;
    private volatile boolean whole;
    private String offset;

    /** Feeds the topic from the view of the same name. */
    public ViewFeed(RedisAccess redis, LiveTopic topic) {
        this.redis = redis;
        this.topic = topic;
        this.thread = new Thread(this::run, "view-" + topic.name());
        this.thread.setDaemon(true);
    }

    /** Begins to follow; tries for ever. */
    public void start() {
        thread.start();
    }

    /** Whether Redis answers. */
    public boolean isConnected() {
        return connected;
    }

    /**
     * Whether the view in Redis is whole, as far as anybody noticed. While it is not, this topic
     * keeps what it has, and what the stream brings.
     */
    public boolean isWhole() {
        return whole;
    }

    /** The keeper noticed that the view was wiped; believed until it is found whole again. */
    public void doubt() {
        whole = false;
    }

    /** Stops following. */
    public void stop() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(BLOCK.toMillis() * 4);
    }

    private void run() {
        while (!stopped) {
            try (StatefulRedisConnection<String, String> connection = redis.connect()) {
                follow(connection.sync());
            } catch (RedisException e) {
                if (connected && !stopped) {
                    LOG.warn("view {} stays as it is: {}", topic.name(), e.toString());
                }
            } catch (RuntimeException e) {
                // Whatever is in the stream, the feed must not end: it goes on after a snapshot.
                if (!stopped) {
                    LOG.error("view {} begins again", topic.name(), e);
                }
            }
            connected = false;
            pause();
        }
    }

    private void follow(RedisCommands<String, String> commands) {
        takeIfNew(commands, true);
        connected = true;
        long checked = System.nanoTime();
        while (!stopped) {
            readOn(commands);
            if (System.nanoTime() - checked >= EPOCH_CHECK_NS) {
                takeIfNew(commands, false);
                checked = System.nanoTime();
            }
        }
    }

    /** After a reconnect the stream may have been cut in between: then also within one epoch. */
    private void takeIfNew(RedisCommands<String, String> commands, boolean reconnected) {
        String epoch = ViewEpoch.current(commands);
        if (!epoch.isEmpty()
                && (reconnected || !topic.isLoaded() || !epoch.equals(topic.view().epoch()))) {
            offset = takeSnapshot(commands);
            LOG.info("view {} taken, epoch {}, offset {}", topic.name(), epoch, offset);
        }
        whole = !epoch.isEmpty();
    }

    private String takeSnapshot(RedisCommands<String, String> commands) {
        List<Object> answer =
                commands.eval(
                        RedisScripts.VIEW_SNAPSHOT,
                        ScriptOutputType.MULTI,
                        RedisKeys.items(topic.name()),
                        RedisKeys.stream(topic.name()),
                        RedisKeys.EPOCH);
        List<?> flat = (List<?>) answer.get(2);
        List<Item> items = new ArrayList<>(flat.size() / 2);
        for (int i = 1; i < flat.size(); i += 2) {
            ViewItems.read((String) flat.get(i)).ifPresent(items::add);
        }
        topic.load((String) answer.get(1), (String) answer.get(0), items);
        return (String) answer.get(0);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // generic varargs of the client
    private void readOn(RedisCommands<String, String> commands) {
        if (offset == null) {
            pause();
            return;
        }
        List<StreamMessage<String, String>> messages =
                commands.xread(
                        XReadArgs.Builder.block(BLOCK).count(READ_MAX),
                        new StreamOffset[] {
                            StreamOffset.from(RedisKeys.stream(topic.name()), offset)
                        });
        if (messages == null || messages.isEmpty()) {
            return;
        }
        List<Item> changes = new ArrayList<>(messages.size());
        for (StreamMessage<String, String> message : messages) {
            String json = message.getBody().get("item");
            if (json == null || json.isEmpty()) {
                long rev = Long.parseLong(message.getBody().get("rev"));
                changes.add(Item.gone(message.getBody().get("id"), rev, ""));
            } else {
                ViewItems.read(json).ifPresent(changes::add);
            }
        }
        offset = messages.get(messages.size() - 1).getId();
        topic.apply(offset, changes);
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
