package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Flink in this JVM, with its REST interface and its Prometheus page on loopback. Jobs come
 * back from their newest complete checkpoint after a stop, a kill -9, and a cancel through REST.
 */
public final class EmbeddedFlink {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final Duration CLEAN_EVERY = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);

    private final FlinkSettings settings;
    private final Map<String, FlinkJob> jobs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService supervisor =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "flink-supervisor");
                        thread.setDaemon(true);
                        return thread;
                    });
    private MiniCluster cluster;

    public EmbeddedFlink(FlinkSettings settings) {
        this.settings = settings;
    }

    /** Starts job manager and task manager; returns when jobs can be submitted. */
    public void start() {
        Ports.requireFree(settings.restPort(), "embedded Flink REST");
        Ports.requireFree(settings.metricsPort(), "embedded Flink metrics");
        try {
            // Only a killed launcher leaves something here, and nothing of it is used again.
            Trees.delete(settings.temporary());
            Files.createDirectories(settings.temporary());
            Configuration configuration = settings.cluster();
            cluster =
                    new MiniCluster(
                            new MiniClusterConfiguration.Builder()
                                    .setConfiguration(configuration)
                                    .setNumTaskManagers(1)
                                    .setNumSlotsPerTaskManager(settings.slots())
                                    .setRpcServiceSharing(RpcServiceSharing.SHARED)
                                    .setCommonBindAddress("127.0.0.1")
                                    .build());
            cluster.start();
        } catch (IOException e) {
            throw new EmbeddedException("Flink cannot write to " + settings.dataDir(), e);
        } catch (Exception e) {
            throw new EmbeddedException("Flink cannot be started: " + e.getMessage(), e);
        }
        ScheduledFuture<?> unused =
                supervisor.scheduleWithFixedDelay(
                        this::deleteOldCheckpoints,
                        CLEAN_EVERY.toMillis(),
                        CLEAN_EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void deleteOldCheckpoints() {
        jobs.values().forEach(FlinkJob::deleteOldCheckpoints);
    }

    /** Takes a last checkpoint of every job, then ends Flink; the checkpoints stay. */
    public void stop() {
        supervisor.shutdownNow();
        if (cluster == null) {
            return;
        }
        CompletableFuture<?>[] last =
                jobs.values().stream().map(FlinkJob::stop).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(last)
                    .handle((done, failure) -> failure)
                    .thenCompose(failure -> cluster.closeAsync())
                    .get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Flink did not end in order; its checkpoints stay", e);
        }
        cluster = null;
    }

    /**
     * Submits a job from its newest complete checkpoint and keeps it running from now on.
     *
     * @param name names the job, its metrics and its folder of checkpoints; never change it
     * @param build builds the job, and configures it (interval, compression, parallelism …); it is
     *     called again for every submission. Where checkpoints go and that they are kept is set
     *     here
     * @throws EmbeddedException when the job cannot be built or is refused
     */
    public void submit(String name, Consumer<StreamExecutionEnvironment> build) {
        FlinkJob job = new FlinkJob(name, build, settings, running(), supervisor);
        if (jobs.putIfAbsent(name, job) != null) {
            throw new EmbeddedException("A job named " + name + " was submitted before");
        }
        try {
            job.submit();
        } catch (RuntimeException e) {
            jobs.remove(name);
            throw e;
        }
    }

    /** Cancels the job and keeps it from coming back until {@link #resume}. */
    public void cancel(String name) {
        job(name).cancel();
    }

    /** Submits a cancelled job again, from its newest complete checkpoint. */
    public void resume(String name) {
        job(name).resume();
    }

    public JobState state(String name) {
        return job(name).state();
    }

    /**
     * Waits until every task of the job runs.
     *
     * @throws EmbeddedException when it ends or does not run in time, with the cause
     */
    public void awaitRunning(String name, Duration atMost) {
        FlinkJob job = job(name);
        long deadline = System.nanoTime() + atMost.toNanos();
        JobState state = job.state();
        while (state != JobState.RUNNING) {
            if (state == JobState.WAITING || System.nanoTime() > deadline) {
                throw new EmbeddedException(
                        "Job %s does not run (%s)".formatted(name, state),
                        job.lastFailure().orElse(null));
            }
            pause();
            state = job.state();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while waiting for Flink", e);
        }
    }

    /** {@code http://127.0.0.1:port} of the REST interface. */
    public String restUrl() {
        return "http://127.0.0.1:" + settings.restPort();
    }

    private MiniCluster running() {
        if (cluster == null) {
            throw new EmbeddedException("Flink is not started");
        }
        return cluster;
    }

    private FlinkJob job(String name) {
        FlinkJob job = jobs.get(name);
        if (job == null) {
            throw new EmbeddedException("There is no job named " + name);
        }
        return job;
    }
}
