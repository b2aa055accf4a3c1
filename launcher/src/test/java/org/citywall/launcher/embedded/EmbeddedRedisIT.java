package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.citywall.contracts.testing.TestPorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir Path dir;
    private Children children;

    @BeforeEach
    void openChildren() {
        children = Children.open(dir);
    }

    @Test
    void keepsDataThroughKillAndRestart() {
        int port = TestPorts.free();
        EmbeddedRedis redis = new EmbeddedRedis(dir, port, children);
        redis.start();
        try {
            ask(redis, commands -> commands.set("a", "1"));
            long first = redis.pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().atMost(SOON).until(() -> redis.pid() != first);
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> "1".equals(ask(redis, commands -> commands.get("a"))));
            assertThat(children.recorded())
                    .extracting(Children.Child::pid)
                    .containsExactly(redis.pid());
            ask(redis, commands -> commands.set("b", "2"));
        } finally {
            redis.stop();
        }
        assertThat(children.recorded()).isEmpty();

        EmbeddedRedis again = new EmbeddedRedis(dir, port, children);
        again.start();
        try {
            assertThat(ask(again, commands -> commands.get("a"))).isEqualTo("1");
            assertThat(ask(again, commands -> commands.get("b"))).isEqualTo("2");
        } finally {
            again.stop();
        }
    }

    @Test
    void saysWhyItDoesNotStayAlive() throws IOException {
        Files.createDirectories(dir.resolve("redis"));
        Files.writeString(dir.resolve("redis/appendonly.aof"), "no append-only file");
        EmbeddedRedis redis = new EmbeddedRedis(dir, TestPorts.free(), children);
        assertThatThrownBy(redis::start)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("Redis does not stay alive")
                .hasMessageContaining("Bad file format");
        assertThat(children.recorded()).isEmpty();
    }

    @Test
    void saysThatItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedRedis redis = new EmbeddedRedis(dir, taken.getLocalPort(), children);
            assertThatThrownBy(redis::start)
                    .hasMessageContaining("port " + taken.getLocalPort() + " (embedded Redis)");
        }
    }

    private static String ask(
            EmbeddedRedis redis, Function<RedisCommands<String, String>, String> call) {
        RedisClient client = RedisClient.create(redis.uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return call.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
