package org.citywall.gateway;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.names.RedisScripts;
import org.citywall.contracts.testing.TestPorts;
import redis.embedded.core.ExecutableProvider;

/** A real Redis process that a test may kill. */
public final class RealRedis implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final boolean lasting;
    private Process process;

    /**
     * Starts Redis.
     *
     * @param lasting with its append-only file, so that data survive its death
     */
    public RealRedis(Path directory, boolean lasting) throws Exception {
        this.directory = directory;
        this.lasting = lasting;
        port = TestPorts.free();
        start();
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it again. */
    public void start() throws IOException {
        String binary = ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
        process =
                new ProcessBuilder(
                                List.of(
                                        binary,
                                        "--port",
                                        Integer.toString(port),
                                        "--bind",
                                        "127.0.0.1",
                                        "--save",
                                        "",
                                        "--appendonly",
                                        lasting ? "yes" : "no",
                                        "--appendfsync",
                                        "always"))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Awaitility.await()
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(() -> "PONG".equals(call(RedisCommands::ping)));
    }

    /** Kill -9. */
    public void kill() {
        process.destroyForcibly();
        Awaitility.await().until(() -> !process.isAlive());
    }

    /** Runs commands on a connection of its own. */
    public <T> T call(Function<RedisCommands<String, String>, T> commands) {
        RedisClient client = RedisClient.create(uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return commands.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    /** Writes an item as the jobs do; empty JSON removes it. */
    public long write(String topic, String id, long rev, String json) {
        return call(
                redis ->
                        redis.<Long>eval(
                                RedisScripts.VIEW_WRITE,
                                ScriptOutputType.INTEGER,
                                new String[] {
                                    RedisKeys.items(topic),
                                    RedisKeys.revisions(topic),
                                    RedisKeys.stream(topic)
                                },
                                id,
                                Long.toString(rev),
                                json,
                                "1000",
                                "keep"));
    }

    @Override
    public void close() {
        kill();
    }
}
