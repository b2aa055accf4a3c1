package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.citywall.contracts.testing.TestPorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** The programs, laid out once for all tests. */
    @TempDir static Path programs;

    @TempDir Path dir;
    private Children children;
    private final int port = TestPorts.free();

    @BeforeEach
    void openChildren() {
        children = Children.open(dir);
    }

    @Test
    void keepsDataThroughKillAndRestart() throws Exception {
        EmbeddedPostgres postgres = new EmbeddedPostgres(dir, programs, port, children);
        postgres.start();
        try {
            update(postgres, "CREATE TABLE t (v text)");
            update(postgres, "INSERT INTO t VALUES ('before')");
            long first = postgres.pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().atMost(SOON).until(() -> postgres.pid() != first);
            await().atMost(SOON).ignoreExceptions().until(() -> count(postgres) == 1);
            update(postgres, "INSERT INTO t VALUES ('中文')");
        } finally {
            postgres.stop();
        }
        assertThat(children.recorded()).isEmpty();

        EmbeddedPostgres again = new EmbeddedPostgres(dir, programs, port, children);
        again.start();
        try {
            assertThat(count(again)).isEqualTo(2);
            assertPasswordIsNeededAndKeptPrivate(again);
        } finally {
            again.stop();
        }
    }

    private void assertPasswordIsNeededAndKeptPrivate(EmbeddedPostgres postgres)
            throws IOException {
        assertThatThrownBy(
                        () -> DriverManager.getConnection(postgres.jdbcUrl(), "citywall", "wrong"))
                .hasMessageContaining("password authentication failed");
        Path password = dir.resolve("postgres/password");
        assertThat(password).hasContent(postgres.password());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
    }

    @Test
    void runsAsNobodyWhereRootMayNotMakeNamespaces() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root has this road");
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
        EmbeddedPostgres asNobody =
                new EmbeddedPostgres(dir, programs, port, children, PostgresUser.NOBODY);
        asNobody.start();
        try {
            update(asNobody, "CREATE TABLE t (v text)");
        } finally {
            asNobody.stop();
        }

        EmbeddedPostgres inNamespace =
                new EmbeddedPostgres(dir, programs, port, children, PostgresUser.NAMESPACE);
        inNamespace.start();
        try {
            assertThat(count(inNamespace)).isZero();
        } finally {
            inNamespace.stop();
        }
    }

    @Test
    void programsAreLaidOutAlikeWithAndWithoutTar() throws IOException {
        Path byTar = PostgresBinaries.unpack(programs);
        Path here = dir.resolve("here");
        PostgresBinaries.extractHere(here);
        assertThat(tree(here)).isEqualTo(tree(byTar)).contains("x bin/postgres");
    }

    private static List<String> tree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !Files.isDirectory(path))
                    .map(
                            path ->
                                    (path.getParent().endsWith("bin") && Files.isExecutable(path)
                                                    ? "x "
                                                    : "")
                                            + root.relativize(path))
                    .sorted()
                    .toList();
        }
    }

    private static void update(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
