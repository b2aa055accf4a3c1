package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.launcher.Citywall;
import org.citywall.stream.job.SlopeJob;

/** What Flink and the JVM tell of the running slope job. */
final class SlopeFigures {
    private static final Pattern COUNTER =
            Pattern.compile(
                    "(?m)^flink_taskmanager_job_task_operator_(?:le_)?(\\w+)\\{([^}]*)} (\\S+)$");
    private static final Pattern LE = Pattern.compile("\\ble=\"(\\d+)\"");
    private static final double NANOS_PER_MICRO = 1_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String metricsUrl;
    private final String restUrl;

    SlopeFigures(Citywall city) {
        metricsUrl = "http://127.0.0.1:%d/metrics".formatted(city.ports().flinkMetrics());
        restUrl = city.flink().restUrl();
    }

    /**
     * Counters since the job was started.
     *
     * @param evaluated readings
     * @param within readings by the bound that they kept, ms
     * @param shown pages written to Redis
     * @param cpuMicros CPU of the job's threads
     */
    record Counts(
            long evaluated, NavigableMap<Integer, Long> within, long shown, double cpuMicros) {
        Counts since(Counts before) {
            NavigableMap<Integer, Long> difference = new TreeMap<>();
            within.forEach((le, n) -> difference.put(le, n - before.within.getOrDefault(le, 0L)));
            return new Counts(
                    evaluated - before.evaluated,
                    difference,
                    shown - before.shown,
                    cpuMicros - before.cpuMicros);
        }

        /** Share of the readings that kept the bound, percent. */
        double percentWithin(int millis) {
            return 100.0 * within.get(millis) / evaluated;
        }

        /** Between the bounds as if the readings were spread evenly over them. */
        double percentile(double percent) {
            double wanted = evaluated * percent / 100;
            double below = 0;
            double from = 0;
            for (var bound : within.entrySet()) {
                if (bound.getValue() >= wanted) {
                    double part = (wanted - below) / (bound.getValue() - below);
                    return from + part * (bound.getKey() - from);
                }
                below = bound.getValue();
                from = bound.getKey();
            }
            return Double.POSITIVE_INFINITY;
        }
    }

    Counts counts() throws IOException, InterruptedException {
        long evaluated = 0;
        long shown = 0;
        NavigableMap<Integer, Long> within = new TreeMap<>();
        Matcher line = COUNTER.matcher(get(metricsUrl));
        while (line.find()) {
            if (!line.group(2).contains("job_name=\"" + SlopeJob.NAME + '"')) {
                continue;
            }
            long value = (long) Double.parseDouble(line.group(3));
            switch (line.group(1)) {
                case "evaluations" -> evaluated += value;
                case "liveWrites" -> shown += value;
                case "evaluationsWithin" -> {
                    Matcher le = LE.matcher(line.group(2));
                    if (le.find()) {
                        within.merge(Integer.valueOf(le.group(1)), value, Long::sum);
                    }
                }
                default -> {}
            }
        }
        return new Counts(evaluated, within, shown, cpuMicros());
    }

    /** Of the two tasks of the job and of the thread that fetches for it. */
    private static double cpuMicros() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().matches(".*slope (readings|rule).*")) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos / NANOS_PER_MICRO;
    }

    /** Size of the newest whole checkpoint of the job, compressed as Flink writes it; 0: none. */
    long checkpointBytes() throws IOException, InterruptedException {
        for (JsonNode job : Json.mapper().readTree(get(restUrl + "/jobs/overview")).path("jobs")) {
            if (job.path("name").asText().equals(SlopeJob.NAME)) {
                String path = "/jobs/" + job.path("jid").asText() + "/checkpoints";
                return Json.mapper()
                        .readTree(get(restUrl + path))
                        .path("latest")
                        .path("completed")
                        .path("state_size")
                        .asLong();
            }
        }
        return 0;
    }

    private String get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
