package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launcher in a process of its own is killed with everything running; another takes over. */
class KilledLauncherIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir Path dir;
    private Path data;
    private Path starts;
    private Ports ports;
    private Process launcher;

    @BeforeEach
    void startLauncher() throws IOException {
        data = dir.resolve("data");
        starts = dir.resolve("starts");
        int offset = FreeOffset.claim();
        ports = Ports.offset(offset);
        launcher =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parts.class.getName(),
                                data.toString(),
                                starts.toString(),
                                Integer.toString(offset))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(launcher.inputReader().readLine()).isEqualTo(Parts.UP);
    }

    @AfterEach
    void endLauncher() {
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        launcher.destroyForcibly();
        if (Files.exists(data)) {
            Children.open(data).reap();
        }
    }

    @Test
    void nextLauncherReapsTheOrphansAndFindsEverything() throws Exception {
        KafkaProbe probe = new KafkaProbe("127.0.0.1:" + ports.kafka());
        probe.createTopic();
        probe.produce("before");
        redis(commands -> commands.set("key", "before"));
        sql("CREATE TABLE t AS SELECT 'before' AS v");
        RetainedCheckpoints checkpoints =
                new RetainedCheckpoints(data.resolve("checkpoints/counting"));
        await().atMost(SOON).until(() -> checkpoints.newest().isPresent());
        assertOnlyLoopbackIsServed();
        assertThatThrownBy(() -> DataLock.take(data))
                .hasMessageContaining("process id " + launcher.pid());

        probe.produce("just before");
        launcher.destroyForcibly().waitFor();
        List<Children.Child> orphans = Children.open(data).recorded();
        assertThat(orphans).extracting(Children.Child::name).contains("Redis", "PostgreSQL");
        assertThat(orphans).allMatch(orphan -> ProcessHandle.of(orphan.pid()).isPresent());

        Parts next = new Parts(data, ports);
        next.start();
        try {
            next.startJob(starts);
            assertThat(probe.consume(2)).containsExactly("before", "just before");
            assertThat(redis(commands -> commands.get("key"))).isEqualTo("before");
            assertThat(sql("SELECT v FROM t")).isEqualTo("before");
            assertThat(CountingJob.starts(starts)).hasSize(2).last().isNotEqualTo(0L);
            assertThat(next.children.recorded()).hasSize(2).doesNotContainAnyElementsOf(orphans);
        } finally {
            next.stop();
        }
    }

    private void assertOnlyLoopbackIsServed() throws IOException {
        List<ProcessHandle> processes =
                Stream.concat(
                                Stream.of(launcher.toHandle()),
                                Children.open(data).recorded().stream()
                                        .map(child -> ProcessHandle.of(child.pid()).orElseThrow()))
                        .toList();
        for (ProcessHandle process : processes) {
            assertThat(Listeners.all(process.pid())).isNotEmpty();
            assertThat(Listeners.beyondLoopback(process.pid())).isEmpty();
        }
    }

    private String redis(Function<RedisCommands<String, String>, String> call) {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + ports.redis());
        try {
            return call.apply(client.connect().sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    /** The first column of the first row, or null for a statement that has none. */
    private String sql(String statement) throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/citywall";
        String password = Files.readString(data.resolve("postgres/password"));
        try (Connection connection = DriverManager.getConnection(url, "citywall", password);
                Statement executed = connection.createStatement()) {
            if (!executed.execute(statement)) {
                return null;
            }
            try (ResultSet rows = executed.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
