package org.citywall.launcher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Json;

/**
 * Debian's prometheus-alertmanager as a process of its own. Its rules are those of the city: what
 * is dark explains what is offline at the same site; each alert is told by itself and at once.
 */
final class AlertmanagerProcess implements AutoCloseable {
    private static final String PROGRAM = "prometheus-alertmanager";
    private static final Duration READY_WITHIN = Duration.ofSeconds(20);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Duration LASTS = Duration.ofHours(2);

    /** It is no shorter than this to Alertmanager: a group that was told is looked at again. */
    private static final String CONFIG =
            """
            route:
              receiver: pages
              group_by: ['...']
              group_wait: 0s
              group_interval: 1m
              repeat_interval: 4h
            inhibit_rules:
              - source_matchers: [ 'kind="site-offline"' ]
                target_matchers: [ 'kind="offline"' ]
                equal: [ 'site' ]
            receivers:
              - name: pages
                webhook_configs:
            """;

    private static final String WEBHOOK = "      - url: '%s'\n        send_resolved: false\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI base;

    private AlertmanagerProcess(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /**
     * Starts it with its data here.
     *
     * @throws IOException if it is not installed, or does not come up
     */
    static AlertmanagerProcess start(Path directory, String receiver)
            throws IOException, InterruptedException {
        return start(directory, List.of(receiver));
    }

    /** The same with several webhooks, each of which is told of every alert. */
    static AlertmanagerProcess start(Path directory, List<String> receivers)
            throws IOException, InterruptedException {
        int port = freePort();
        Path config = directory.resolve("alertmanager.yml");
        StringBuilder text = new StringBuilder(CONFIG);
        receivers.forEach(each -> text.append(WEBHOOK.formatted(each)));
        Files.writeString(config, text, UTF_8);
        Process process =
                new ProcessBuilder(
                                PROGRAM,
                                "--config.file=" + config,
                                "--storage.path=" + directory.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port,
                                "--cluster.listen-address=")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("alertmanager.log").toFile())
                        .start();
        AlertmanagerProcess started =
                new AlertmanagerProcess(process, URI.create("http://127.0.0.1:" + port + "/"));
        started.awaitReady();
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(base.resolve("-/ready")).build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                if (http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // it does not listen yet
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException(PROGRAM + " does not become ready; see its log");
            }
            Thread.sleep(50);
        }
    }

    /** One alert of the bench in its form. */
    static ObjectNode alert(String name, String kind, String site, Instant at) {
        ObjectNode alert = Json.mapper().createObjectNode();
        alert.set(
                "labels",
                Json.mapper().valueToTree(Map.of("alertname", name, "kind", kind, "site", site)));
        alert.put("startsAt", at.toString());
        // It would forget an alert that nobody repeats; a city's stays until its clear.
        return alert.put("endsAt", at.plus(LASTS).toString());
    }

    /** Hands over alerts in one request. */
    void post(ArrayNode alerts) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(base.resolve("api/v2/alerts"))
                                .timeout(ANSWER_WITHIN)
                                .header("content-type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(alerts)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("%s answers %s".formatted(PROGRAM, answer.body()));
        }
    }

    /** How many of its alerts are explained by others now. */
    int inhibited() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        base.resolve(
                                                "api/v2/alerts?active=false&silenced=false&inhibited=true"))
                                .timeout(ANSWER_WITHIN)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        return Json.read(answer.body(), ArrayNode.class).size();
    }

    /** Of the process, among those of this machine. */
    long pid() {
        return process.pid();
    }

    /** Processor time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
