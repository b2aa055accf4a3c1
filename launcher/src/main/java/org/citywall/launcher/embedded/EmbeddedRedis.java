package org.citywall.launcher.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A real redis-server as a child process, on loopback without a password, with its append-only file
 * in the data directory. It writes the file before it answers, so its own death loses nothing that
 * was answered; only the death of the machine may lose the last second.
 */
public final class EmbeddedRedis {
    private static final Duration READY_WITHIN = Duration.ofSeconds(20);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final int PROBE_MS = 500;

    private final int port;
    private final SupervisedProcess process;

    /**
     * @param dataDir the launcher's data directory; Redis keeps to {@code redis/} in it
     * @param port the port on 127.0.0.1
     * @param children the record in which the process is entered
     */
    public EmbeddedRedis(Path dataDir, int port, Children children) {
        this(dataDir, dataDir.resolve("bin"), port, children);
    }

    /** As above, with the program in a folder that several data directories may share. */
    public EmbeddedRedis(Path dataDir, Path binDir, int port, Children children) {
        this.port = port;
        Path directory = dataDir.toAbsolutePath().resolve("redis");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new EmbeddedException("Redis cannot write its data to " + directory, e);
        }
        String path = System.getenv().getOrDefault("PATH", "");
        Path server = RedisBinary.locate(path, binDir.toAbsolutePath());
        this.process =
                new SupervisedProcess(
                        new SupervisedProcess.Spec(
                                "Redis",
                                command(server, port),
                                directory,
                                Map.of(),
                                dataDir.toAbsolutePath().resolve("logs").resolve("redis.log"),
                                "TERM"),
                        children);
    }

    /** The AOF is the only persistence: snapshots beside it would only cost forks and disk. */
    private static List<String> command(Path server, int port) {
        return List.of(
                server.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--auto-aof-rewrite-min-size",
                "16mb",
                "--save",
                "",
                "--databases",
                "1",
                "--daemonize",
                "no");
    }

    /** Starts Redis; returns when it answers, its append-only file loaded. */
    public void start() {
        Ports.requireFree(port, "embedded Redis");
        process.start(this::answers, READY_WITHIN);
    }

    /** Ends Redis after it wrote what it has. */
    public void stop() {
        process.stop(STOP_WITHIN);
    }

    /** {@code redis://127.0.0.1:port}. */
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Of the process that runs now; another one after each restart. */
    public long pid() {
        return process.pid();
    }

    /** While it loads its file it answers -LOADING, which is no PONG. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MS);
            socket.setSoTimeout(PROBE_MS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(5);
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
