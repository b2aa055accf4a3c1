package org.citywall.launcher.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.GatewayMain;

/** A gateway as a process of its own, as in a cluster: it can be killed. */
final class GatewayProcess {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(25);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final List<String> jvm;
    private final Map<String, String> settings;
    private final URI ready;
    private final Path log;
    private Process process;

    /**
     * Starts nothing yet.
     *
     * @param jvm options of its JVM
     * @param settings CITYWALL_* of it
     * @param opsPort where it says that it is ready
     * @param log gets what it says
     */
    GatewayProcess(
            String name, List<String> jvm, Map<String, String> settings, int opsPort, Path log) {
        this.name = name;
        this.jvm = jvm;
        this.settings = settings;
        this.ready = URI.create("http://127.0.0.1:" + opsPort + "/health/ready");
        this.log = log;
    }

    /** Starts it; returns at once. */
    void start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), GatewayMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
    }

    /** Returns when it serves. */
    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(name + " does not become ready; see " + log);
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    /** Whether it serves now. */
    boolean isReady() throws InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(ready).timeout(ANSWERS_WITHIN).build();
        try {
            return http.send(ask, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    long pid() {
        return process.pid();
    }

    /** Kills it as {@code kill -9} does; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Processor time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends it in order. */
    void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
