package org.citywall.stream.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.citywall.contracts.names.RedisKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RedisLiveSinkIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir Path dir;
    private RealRedis redis;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private final TaskThread task = new TaskThread();
    private final List<RedisLiveWriter<LiveWrite>> writers = new ArrayList<>();

    @BeforeEach
    void startRedis() throws Exception {
        redis = new RealRedis(dir);
        client = RedisClient.create(redis.uri());
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(() -> connect() != null);
    }

    @AfterEach
    void stopAll() throws Exception {
        for (RedisLiveWriter<LiveWrite> writer : writers) {
            close(writer);
        }
        client.shutdown(0, 1, TimeUnit.SECONDS);
        task.close();
        redis.kill();
    }

    @Test
    void aWriteIsInHashRevisionsAndStream() throws Exception {
        RedisLiveWriter<LiveWrite> writer = writer(List.of());
        write(writer, PendingWritesTest.write("a", 1));

        await().atMost(SOON).until(() -> items().containsKey("a"));
        assertThat(connect().hget(RedisKeys.revisions("alerts"), "a")).isEqualTo("1");
        assertThat(connect().xlen(RedisKeys.stream("alerts"))).isEqualTo(1);
        await().atMost(SOON).until(() -> pending(writer).isEmpty());
    }

    @Test
    void aClosedAlertLeavesButItsRevisionStaysAndAForgottenOneLeavesNothing() throws Exception {
        RedisLiveWriter<LiveWrite> writer = writer(List.of());
        write(writer, PendingWritesTest.write("a", 1));
        write(writer, new LiveWrite("alerts", "a", 2, "", false));
        await().atMost(SOON).until(() -> "2".equals(revision("a")));
        assertThat(items()).isEmpty();

        write(writer, new LiveWrite("alerts", "a", 3, "", true));
        await().atMost(SOON).until(() -> revision("a") == null);
    }

    @Test
    void anOlderRevisionIsNotWritten() throws Exception {
        RedisLiveWriter<LiveWrite> writer = writer(List.of());
        write(writer, PendingWritesTest.write("a", 5));
        await().atMost(SOON).until(() -> pending(writer).isEmpty());
        write(writer, PendingWritesTest.write("a", 4));
        await().atMost(SOON).until(() -> pending(writer).isEmpty());

        assertThat(items().get("a")).contains("\"rev\":5");
    }

    @Test
    void killingRedisLosesNoNewestRevision() throws Exception {
        RedisLiveWriter<LiveWrite> writer = writer(List.of());
        write(writer, PendingWritesTest.write("a", 1));
        await().atMost(SOON).until(() -> items().containsKey("a"));

        redis.kill();
        for (int rev = 2; rev <= 500; rev++) {
            write(writer, PendingWritesTest.write("a", rev));
            write(writer, PendingWritesTest.write("b" + rev % 10, rev));
        }
        assertThat(pending(writer)).hasSize(11);
        redis.start();

        await().atMost(SOON).until(() -> pending(writer).isEmpty());
        assertThat(items()).hasSize(11);
        assertThat(items().get("a")).contains("\"rev\":500");
    }

    @Test
    void whatWasPendingAtACheckpointIsWrittenAfterTheRestore() throws Exception {
        redis.kill();
        RedisLiveWriter<LiveWrite> first = writer(List.of());
        write(first, PendingWritesTest.write("a", 1));
        write(first, PendingWritesTest.write("a", 2));
        List<LiveWrite> checkpoint = pending(first);
        close(first);
        assertThat(checkpoint).containsExactly(PendingWritesTest.write("a", 2));

        redis.start();
        RedisLiveWriter<LiveWrite> second = writer(checkpoint);

        await().atMost(SOON).until(() -> items().containsKey("a"));
        await().atMost(SOON).until(() -> pending(second).isEmpty());
    }

    @Test
    void aJobThatStartsBeforeRedisWritesWhenItComes() throws Exception {
        redis.kill();
        RedisLiveWriter<LiveWrite> writer = writer(List.of());
        write(writer, PendingWritesTest.write("a", 1));
        Thread.sleep(500);
        redis.start();

        await().atMost(SOON).until(() -> items().containsKey("a"));
    }

    private RedisLiveWriter<LiveWrite> writer(Collection<LiveWrite> restored) throws Exception {
        RedisLiveWriter<LiveWrite> writer =
                task.call(
                        () ->
                                new RedisLiveWriter<LiveWrite>(
                                        write -> write,
                                        new RedisView(redis.uri()),
                                        task,
                                        task,
                                        new UnregisteredMetricsGroup(),
                                        restored));
        writers.add(writer);
        return writer;
    }

    private void close(RedisLiveWriter<LiveWrite> writer) throws Exception {
        task.call(
                () -> {
                    writer.close();
                    return null;
                });
    }

    private void write(RedisLiveWriter<LiveWrite> writer, LiveWrite write) throws Exception {
        task.call(
                () -> {
                    writer.write(write, null);
                    return null;
                });
    }

    private List<LiveWrite> pending(RedisLiveWriter<LiveWrite> writer) throws Exception {
        return task.call(() -> writer.snapshotState(1));
    }

    private Map<String, String> items() {
        try {
            return connect().hgetall(RedisKeys.items("alerts"));
        } catch (RedisException e) {
            return Map.of();
        }
    }

    private String revision(String id) {
        return connect().hget(RedisKeys.revisions("alerts"), id);
    }

    private RedisCommands<String, String> connect() {
        if (connection == null) {
            connection = client.connect();
        }
        return connection.sync();
    }
}
