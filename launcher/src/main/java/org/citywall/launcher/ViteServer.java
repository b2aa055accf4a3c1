package org.citywall.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Vite with hot reload, for contributors; it passes API and WebSocket on to the gateway. */
final class ViteServer {
    private ViteServer() {}

    /** Starts it as a child that ends with this process. */
    static void start(int gatewayPort) {
        ProcessBuilder vite =
                new ProcessBuilder("npm", "run", "dev")
                        .directory(Path.of("web").toFile())
                        .inheritIO();
        vite.environment().put("CITYWALL_GATEWAY", "http://127.0.0.1:" + gatewayPort);
        try {
            Process process = vite.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-vite"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Vite; is npm on the PATH?", e);
        }
    }
}
