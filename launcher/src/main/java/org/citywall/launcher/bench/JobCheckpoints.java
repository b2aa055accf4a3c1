package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Json;
import org.citywall.launcher.embedded.EmbeddedFlink;

/** What Flink's REST interface says of the checkpoints of the only job that runs. */
final class JobCheckpoints {
    private static final long LOOK_AGAIN_MS = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedFlink flink;

    JobCheckpoints(EmbeddedFlink flink) {
        this.flink = flink;
    }

    /**
     * Waits for so many more than there are now.
     *
     * @param deadline of {@link System#nanoTime}
     * @throws IllegalStateException if they are not there by then
     */
    void await(int more, long deadline) throws IOException, InterruptedException {
        long wanted = completed() + more;
        while (completed() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the job makes no checkpoints");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
        }
    }

    /** Bytes of the newest that is complete. */
    long bytes() throws IOException, InterruptedException {
        return statistics().path("latest").path("completed").path("state_size").asLong();
    }

    /** All that Flink says: {@code counts}, {@code latest}, {@code history} (the newest first). */
    JsonNode statistics() throws IOException, InterruptedException {
        for (JsonNode job : json("/jobs/overview").path("jobs")) {
            return json("/jobs/" + job.path("jid").asText() + "/checkpoints");
        }
        return Json.mapper().missingNode();
    }

    private long completed() throws IOException, InterruptedException {
        return statistics().path("counts").path("completed").asLong();
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create(flink.restUrl() + path)).build();
        return Json.mapper().readTree(http.send(ask, BodyHandlers.ofString()).body());
    }
}
