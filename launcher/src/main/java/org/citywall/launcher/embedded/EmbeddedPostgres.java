package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL as a child process, on loopback, its data kept. Its password is made at random
 * with the database and stands in {@code postgres/password} of the data directory, for the owner
 * only: another user of the machine can reach the port but not the alarm record. A kill -9 of it
 * leaves a stale {@code postmaster.pid} and an open log; the next start of the server sees to both.
 */
public final class EmbeddedPostgres {
    private static final String NAME = "citywall";
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration INIT_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final int QUERY_WITHIN_S = 10;
    private static final int PASSWORD_BYTES = 24;
    private static final String NO_SUCH_DATABASE = "3D000";

    /**
     * Durable as in production (fsync and synchronous commit stay on), small otherwise: a handful
     * of pools, no parallel queries, and no worker processes beyond those that keep it healthy.
     */
    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("listen_addresses", "127.0.0.1"),
                    Map.entry("unix_socket_directories", ""),
                    Map.entry("max_connections", "40"),
                    Map.entry("shared_buffers", "32MB"),
                    Map.entry("wal_level", "minimal"),
                    Map.entry("max_wal_senders", "0"),
                    Map.entry("max_wal_size", "256MB"),
                    Map.entry("io_method", "sync"),
                    Map.entry("jit", "off"),
                    Map.entry("autovacuum_max_workers", "1"),
                    Map.entry("max_worker_processes", "1"),
                    Map.entry("max_parallel_workers", "0"),
                    Map.entry("max_logical_replication_workers", "0"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"));

    private final Path directory;
    private final Path logs;
    private final Path binDir;
    private final int port;
    private final Children children;
    private PostgresHome installed;
    private PostgresUser runAs;
    private SupervisedProcess process;
    private String password;

    /**
     * @param dataDir the launcher's data directory; PostgreSQL keeps to {@code postgres/} in it
     * @param port the port on 127.0.0.1
     * @param children the record in which the process is entered
     */
    public EmbeddedPostgres(Path dataDir, int port, Children children) {
        this(dataDir, dataDir.resolve("bin"), port, children);
    }

    /** As above, with the programs in a folder that several data directories may share. */
    public EmbeddedPostgres(Path dataDir, Path binDir, int port, Children children) {
        this(dataDir, binDir, port, children, null);
    }

    EmbeddedPostgres(Path dataDir, Path binDir, int port, Children children, PostgresUser runAs) {
        Path absolute = dataDir.toAbsolutePath();
        this.directory = absolute.resolve("postgres");
        this.logs = absolute.resolve("logs");
        this.binDir = binDir.toAbsolutePath();
        this.port = port;
        this.children = children;
        this.runAs = runAs;
    }

    /**
     * Runs the PostgreSQL of this machine instead of the packed one.
     *
     * @param home the folder that has {@code bin/postgres}, version 15 or newer
     */
    public EmbeddedPostgres installed(Path home) {
        installed = PostgresHome.at(home);
        return this;
    }

    /** Starts PostgreSQL, first making the database when it is new; returns when it answers. */
    public void start() {
        Ports.requireFree(port, "embedded PostgreSQL");
        PostgresHome home =
                installed != null
                        ? installed
                        : new PostgresHome(
                                PostgresBinaries.unpack(binDir), PostgresHome.PACKED_MAJOR);
        try {
            Files.createDirectories(directory);
            if (runAs == null) {
                runAs = PostgresUser.detect(home.path(), directory.getParent());
            }
            password = loadPassword();
            runAs.own(directory);
            if (!Files.exists(pgData())) {
                initialise(home);
            }
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL cannot write to " + directory, e);
        }
        process = new SupervisedProcess(spec(home), children);
        process.start(this::answers, READY_WITHIN);
    }

    /** Ends PostgreSQL in order: sessions are cut, the last checkpoint is written. */
    public void stop() {
        if (process != null) {
            process.stop(STOP_WITHIN);
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    public String database() {
        return NAME;
    }

    public String user() {
        return NAME;
    }

    /** Known once the server was started. */
    public String password() {
        return password;
    }

    /** Without user and password, which a driver takes apart from it. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    /** Of the server process that runs now; another one after each restart. */
    public long pid() {
        return process.pid();
    }

    private Path pgData() {
        return directory.resolve("data");
    }

    private SupervisedProcess.Spec spec(PostgresHome home) {
        List<String> program = new ArrayList<>();
        program.add(home.path().resolve("bin/postgres").toString());
        program.addAll(List.of("-D", pgData().toString(), "-p", Integer.toString(port)));
        home.known(SETTINGS)
                .forEach((key, value) -> program.addAll(List.of("-c", key + "=" + value)));
        return new SupervisedProcess.Spec(
                "PostgreSQL",
                runAs.command(program),
                directory,
                Map.of("LC_ALL", "C"),
                logs.resolve("postgres.log"),
                "INT");
    }

    private String loadPassword() throws IOException {
        Path file = directory.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Path whole = directory.resolve("password.new");
            Files.deleteIfExists(whole);
            Files.createFile(
                    whole,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(whole, HexFormat.of().formatHex(random), StandardCharsets.US_ASCII);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    /** Into another folder, renamed when complete: a kill half-way leaves no half database. */
    private void initialise(PostgresHome home) throws IOException {
        Path unfinished = directory.resolve("data.new");
        Trees.delete(unfinished);
        Path log = logs.resolve("initdb.log");
        Files.createDirectories(logs);
        List<String> initdb =
                new ArrayList<>(
                        List.of(
                                home.path().resolve("bin/initdb").toString(),
                                "--pgdata=" + unfinished,
                                "--username=" + NAME,
                                "--pwfile=" + directory.resolve("password"),
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--no-instructions"));
        initdb.addAll(home.locale());
        Process process =
                new ProcessBuilder(runAs.command(initdb))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!succeeds(process)) {
            throw new EmbeddedException(
                    "The PostgreSQL database cannot be made:%n%s"
                            .formatted(Files.readString(log, StandardCharsets.ISO_8859_1)));
        }
        Files.move(unfinished, pgData(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean succeeds(Process process) {
        try {
            if (process.waitFor(INIT_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    private boolean answers() {
        try {
            query(NAME, "SELECT 1");
            return true;
        } catch (SQLException e) {
            if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
                createDatabase();
            }
            return false;
        }
    }

    private void createDatabase() {
        try {
            query("postgres", "CREATE DATABASE " + NAME);
        } catch (SQLException e) {
            throw new EmbeddedException("The database " + NAME + " cannot be made", e);
        }
    }

    private void query(String database, String sql) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host()});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(NAME);
        source.setPassword(password);
        source.setConnectTimeout(1);
        source.setSocketTimeout(QUERY_WITHIN_S);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
