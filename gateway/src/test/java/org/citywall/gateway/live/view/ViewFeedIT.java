package org.citywall.gateway.live.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.sync.RedisServerCommands;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.gateway.RealRedis;
import org.citywall.gateway.live.topic.Delta;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.live.topic.TopicListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ViewFeedIT {
    private static final Duration SECONDS = Duration.ofSeconds(8);

    @TempDir Path directory;

    private final LiveTopic alerts = new LiveTopic("alerts", 1_000);
    private final LiveTopic devices = new LiveTopic("devices", 1_000);
    private final Map<String, String> log = new LinkedHashMap<>();
    private final AtomicInteger wipes = new AtomicInteger();
    private volatile Runnable whileReading = () -> {};
    private RealRedis redis;
    private RedisAccess access;
    private ViewFeed alertFeed;
    private ViewFeed deviceFeed;
    private ViewKeeper keeper;

    private void start(boolean lasting) throws Exception {
        redis = new RealRedis(directory, lasting);
        access = new RedisAccess(redis.uri());
        alertFeed = new ViewFeed(access, alerts);
        deviceFeed = new ViewFeed(access, devices);
        keeper =
                new ViewKeeper(
                        access,
                        "g1",
                        alerts,
                        List.of(devices),
                        records -> {
                            log.forEach(records);
                            whileReading.run();
                        },
                        Clock.systemUTC(),
                        () -> {
                            alertFeed.doubt();
                            wipes.incrementAndGet();
                        });
        alertFeed.start();
        deviceFeed.start();
        keeper.start();
    }

    @AfterEach
    void stop() throws Exception {
        alertFeed.stop();
        deviceFeed.stop();
        keeper.stop();
        access.close();
        redis.close();
    }

    @Test
    void emptyRedisIsFilledFromTheLogWithoutClosedAlerts() throws Exception {
        log.put("open", alert("open", 3, "acknowledged"));
        log.put("done", alert("done", 9, "closed"));
        log.put("past", null);
        start(false);

        await().atMost(SECONDS).until(alerts::isLoaded);
        assertThat(alerts.view().items()).extracting(Item::id).containsExactly("open");
        assertThat(redis.write("alerts", "done", 8, alert("done", 8, "resolved"))).isZero();
    }

    @Test
    void changeIsPassedOnTheMomentItIsWritten() throws Exception {
        start(false);
        await().atMost(SECONDS).until(alerts::isLoaded);
        List<Long> heard = new CopyOnWriteArrayList<>();
        alerts.listen(new Arrivals(heard));
        redis.write("alerts", "a", 1, alert("a", 1, "unacknowledged"));
        await().atMost(SECONDS).until(() -> heard.size() == 1);
        assertThat(alerts.item("a").orElseThrow().place()).isEqualTo("d/s");

        redis.write("alerts", "a", 2, "");
        await().atMost(SECONDS).until(() -> alerts.item("a").isEmpty());
    }

    @Test
    void wipedRedisHealsFromTheLogAndFromMemory() throws Exception {
        start(false);
        await().atMost(SECONDS).until(() -> alerts.isLoaded() && devices.isLoaded());
        put("a", 5);
        redis.write("devices", "d", 7, "{\"id\":\"d\",\"rev\":7,\"place\":\"d/s\"}");
        await().atMost(SECONDS).until(() -> devices.item("d").isPresent());
        String epoch = alerts.view().epoch();

        redis.call(RedisServerCommands::flushall);
        await().atMost(SECONDS).until(() -> !alerts.view().epoch().equals(epoch));
        await().atMost(SECONDS).until(() -> !devices.view().epoch().equals(epoch));

        assertThat(alerts.view().items()).extracting(Item::id).containsExactly("a");
        assertThat(devices.view().items()).extracting(Item::id).containsExactly("d");
        assertThat(redis.<String>call(r -> r.hget(RedisKeys.items("devices"), "d"))).isNotNull();
    }

    @Test
    void aWipeIsToldBeforeTheViewIsRebuiltAndItsEndToo() throws Exception {
        start(false);
        await().atMost(SECONDS).until(() -> alerts.isLoaded() && alertFeed.isWhole());
        int before = wipes.get();
        CountDownLatch rebuilt = new CountDownLatch(1);
        whileReading = () -> hold(rebuilt);

        redis.call(RedisServerCommands::flushall);

        await().atMost(SECONDS).until(() -> wipes.get() > before && !alertFeed.isWhole());
        assertThat(alertFeed.isConnected()).isTrue();
        rebuilt.countDown();
        await().atMost(SECONDS).until(alertFeed::isWhole);
    }

    @Test
    void aWipeInTheMiddleOfARebuildIsHealedToo() throws Exception {
        start(false);
        await().atMost(SECONDS).until(() -> alerts.isLoaded() && devices.isLoaded());
        for (int i = 0; i < 3; i++) {
            put("a" + i, 5);
        }
        String epoch = alerts.view().epoch();
        AtomicBoolean again = new AtomicBoolean(true);
        whileReading =
                () -> {
                    if (again.getAndSet(false)) {
                        redis.call(RedisServerCommands::flushall);
                    }
                };

        redis.call(RedisServerCommands::flushall);
        await().atMost(SECONDS).until(() -> !alerts.view().epoch().equals(epoch));

        assertThat(again).isFalse();
        assertThat(wipes.get()).as("the first rebuild was none").isGreaterThanOrEqualTo(3);
        assertThat(alerts.view().items()).extracting(Item::id).containsExactly("a0", "a1", "a2");
    }

    @Test
    void killedRedisWithoutDataHealsAndTheViewIsServedMeanwhile() throws Exception {
        start(false);
        await().atMost(SECONDS).until(alerts::isLoaded);
        put("a", 5);
        String epoch = alerts.view().epoch();

        redis.kill();
        await().atMost(SECONDS).until(() -> !alertFeed.isConnected());
        assertThat(alerts.item("a")).isPresent();
        log.put("b", alert("b", 1, "unacknowledged"));
        redis.start();
        await().atMost(SECONDS).until(() -> !alerts.view().epoch().equals(epoch));

        assertThat(alerts.view().items()).extracting(Item::id).containsExactly("a", "b");
        put("c", 1);
        assertThat(alertFeed.isConnected()).isTrue();
    }

    @Test
    void killedRedisWithItsDataGetsANewEpoch() throws Exception {
        start(true);
        await().atMost(SECONDS).until(alerts::isLoaded);
        put("a", 5);
        String epoch = alerts.view().epoch();

        redis.kill();
        redis.start();
        await().atMost(SECONDS).until(() -> !alerts.view().epoch().equals(epoch));
        assertThat(alerts.item("a").orElseThrow().rev()).isEqualTo(5);
        put("a", 6);
    }

    @Test
    void channelsComeBackByThemselves() throws Exception {
        start(false);
        List<String> heard = new CopyOnWriteArrayList<>();
        RedisChannels channels =
                new RedisChannels(access, Map.of(RedisKeys.CANARY_CHANNEL, heard::add));
        channels.start();
        await().atMost(SECONDS)
                .until(
                        () -> {
                            channels.publish(RedisKeys.CANARY_CHANNEL, "before");
                            return heard.contains("before");
                        });
        redis.kill();
        channels.publish(RedisKeys.CANARY_CHANNEL, "lost");
        redis.start();
        await().atMost(SECONDS)
                .until(
                        () -> {
                            channels.publish(RedisKeys.CANARY_CHANNEL, "after");
                            return heard.contains("after");
                        });
        assertThat(heard).doesNotContain("lost");
        channels.stop();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(String id, long rev) {
        String json = alert(id, rev, "unacknowledged");
        log.put(id, json);
        redis.write("alerts", id, rev, json);
        await().atMost(SECONDS)
                .until(() -> alerts.item(id).filter(i -> i.rev() == rev).isPresent());
    }

    private static String alert(String id, long rev, String response) {
        return "{\"id\":\"%s\",\"rev\":%d,\"level\":1,\"place\":\"d/s\",\"response\":\"%s\"}"
                .formatted(id, rev, response);
    }

    private record Arrivals(List<Long> heard) implements TopicListener {
        @Override
        public void changed(LiveTopic topic, Delta delta) {
            heard.add(delta.seq());
        }

        @Override
        public void replaced(LiveTopic topic, String reason) {}
    }
}
