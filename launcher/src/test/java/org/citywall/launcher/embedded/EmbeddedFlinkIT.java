package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.citywall.contracts.testing.TestPorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration RESUBMIT_AFTER = Duration.ofSeconds(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir static Path dir;
    private static int metricsPort;
    private static EmbeddedFlink flink;

    @BeforeAll
    static void start() {
        metricsPort = TestPorts.free();
        flink = flink();
        flink.start();
    }

    @AfterAll
    static void stop() {
        flink.stop();
    }

    private static EmbeddedFlink flink() {
        return new EmbeddedFlink(
                new FlinkSettings(dir, TestPorts.free(), metricsPort, 6, RESUBMIT_AFTER));
    }

    @Test
    void heldJobStaysAwayAndComesBackFromItsCheckpoint() throws Exception {
        Path starts = submit("held");
        awaitCheckpoint("held");

        flink.cancel("held");
        assertThat(flink.state("held")).isEqualTo(JobState.HELD);
        Thread.sleep(RESUBMIT_AFTER.toMillis() + 500);
        assertThat(flink.state("held")).isEqualTo(JobState.HELD);
        assertThat(CountingJob.starts(starts)).hasSize(1);

        flink.resume("held");
        flink.awaitRunning("held", SOON);
        assertThat(CountingJob.starts(starts)).hasSize(2).last().isNotEqualTo(0L);
    }

    @Test
    void jobCancelledThroughRestComesBackByItselfAndLeavesNoOldCheckpoints() throws Exception {
        Path starts = submit("cancelled");
        awaitCheckpoint("cancelled");
        String first = jobId("cancelled");

        get(
                HttpRequest.newBuilder(URI.create(flink.restUrl() + "/jobs/" + first))
                        .method("PATCH", HttpRequest.BodyPublishers.noBody()));
        await().atMost(SOON).until(() -> flink.state("cancelled") == JobState.WAITING);
        await().atMost(SOON).until(() -> flink.state("cancelled") == JobState.RUNNING);

        assertThat(CountingJob.starts(starts)).hasSize(2).last().isNotEqualTo(0L);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(startDirectories("cancelled")).hasSize(1));
        assertThat(startDirectories("cancelled").get(0).getFileName())
                .hasToString(jobId("cancelled"));
    }

    @Test
    void metricsNameTheJob() throws Exception {
        submit("measured");
        URI page = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(get(HttpRequest.newBuilder(page)))
                                        .containsPattern(
                                                "flink_taskmanager_job_task_operator_numRecordsOut"
                                                        + "\\{[^}]*job_name=\"measured\"")
                                        .doesNotContain("task_attempt_id="));
    }

    @Test
    void jobThatCannotBeBuiltIsRefusedInWords() {
        assertThatThrownBy(
                        () ->
                                flink.submit(
                                        "broken",
                                        environment -> {
                                            throw new IllegalArgumentException("no such topic");
                                        }))
                .hasMessageContaining("no such topic");
        assertThatThrownBy(() -> flink.state("unknown"))
                .hasMessageContaining("no job named unknown");
    }

    @Test
    void jobThatFailsForGoodIsReportedWithItsCause() {
        flink.submit("failing", EmbeddedFlinkIT::failing);
        try {
            assertThatThrownBy(() -> awaitWaiting("failing"))
                    .isInstanceOf(EmbeddedException.class)
                    .hasStackTraceContaining("bad rule");
        } finally {
            flink.cancel("failing");
        }
    }

    private static void awaitWaiting(String name) {
        await().atMost(SOON).until(() -> flink.state(name) == JobState.WAITING);
        flink.awaitRunning(name, Duration.ZERO);
    }

    private static void failing(StreamExecutionEnvironment environment) {
        environment.configure(
                new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "disable"));
        environment
                .fromSequence(1, 10)
                .map(
                        number -> {
                            if (number > 0) {
                                throw new IllegalStateException("bad rule");
                            }
                            return number;
                        })
                .sinkTo(new DiscardingSink<>());
    }

    @Test
    void saysThatItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            EmbeddedFlink other =
                    new EmbeddedFlink(
                            new FlinkSettings(dir.resolve("other"), port, TestPorts.free(), 1));
            assertThatThrownBy(other::start)
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("port " + port + " (embedded Flink REST)");
        }
    }

    private static Path submit(String name) {
        Path starts = dir.resolve(name + ".starts");
        flink.submit(name, CountingJob.writingTo(starts));
        flink.awaitRunning(name, SOON);
        return starts;
    }

    private static void awaitCheckpoint(String name) {
        RetainedCheckpoints checkpoints =
                new RetainedCheckpoints(dir.resolve("checkpoints").resolve(name));
        await().atMost(SOON).until(() -> checkpoints.newest().isPresent());
    }

    private static List<Path> startDirectories(String name) throws IOException {
        try (Stream<Path> starts = Files.list(dir.resolve("checkpoints").resolve(name))) {
            return starts.toList();
        }
    }

    private static String jobId(String name) throws IOException, InterruptedException {
        URI overview = URI.create(flink.restUrl() + "/jobs/overview");
        JsonNode jobs = new ObjectMapper().readTree(get(HttpRequest.newBuilder(overview)));
        for (JsonNode job : jobs.get("jobs")) {
            boolean ended = job.get("state").asText().equals("CANCELED");
            if (job.get("name").asText().equals(name) && !ended) {
                return job.get("jid").asText();
            }
        }
        throw new AssertionError("no job " + name);
    }

    private static String get(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isBetween(200, 202);
        return answer.body();
    }
}
