package org.citywall.launcher.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Vite as a child process: the web from its sources with hot reload, for contributors. It passes
 * API and WebSocket on to the gateway.
 */
public final class EmbeddedVite {
    /** Not {@code npm run dev}: npm ends at SIGTERM and leaves the Vite that it started behind. */
    private static final String PROGRAM = "node_modules/vite/bin/vite.js";

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final int PROBE_MS = 500;

    private final Path program;
    private final int port;
    private final SupervisedProcess process;

    /**
     * @param webDir the sources, with their packages installed
     * @param dataDir the launcher's data directory, for the log
     * @param port the port on 127.0.0.1
     * @param gatewayPort where API and WebSocket are
     * @param children the record in which the process is entered
     */
    public EmbeddedVite(Path webDir, Path dataDir, int port, int gatewayPort, Children children) {
        Path directory = webDir.toAbsolutePath();
        this.program = directory.resolve(PROGRAM);
        this.port = port;
        this.process =
                new SupervisedProcess(
                        new SupervisedProcess.Spec(
                                "Vite",
                                List.of(
                                        "node",
                                        program.toString(),
                                        "--port",
                                        Integer.toString(port)),
                                directory,
                                Map.of("CITYWALL_GATEWAY", "http://127.0.0.1:" + gatewayPort),
                                dataDir.toAbsolutePath().resolve("logs").resolve("vite.log"),
                                "TERM"),
                        children);
    }

    /** Starts Vite; returns when it takes connections. */
    public void start() {
        if (!Files.exists(program)) {
            throw new EmbeddedException(
                    "Vite is not installed: " + program + ". Run npm ci in web/.");
        }
        process.start(this::answers, READY_WITHIN);
    }

    /** Ends Vite. */
    public void stop() {
        process.stop(STOP_WITHIN);
    }

    /** Of the process that runs now; another one after each restart. */
    long pid() {
        return process.pid();
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
