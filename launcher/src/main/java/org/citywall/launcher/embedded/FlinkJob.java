package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job and its supervision: it is submitted from its newest complete checkpoint, and again when
 * it ended for whatever reason other than {@link #cancel}. Flink itself restarts failed tasks; this
 * is for what Flink considers the end of a job.
 */
final class FlinkJob {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
    private static final Duration CALL_WITHIN = Duration.ofSeconds(30);
    private static final Duration LAST_CHECKPOINT_WITHIN = Duration.ofSeconds(3);

    private final String name;
    private final Consumer<StreamExecutionEnvironment> build;
    private final FlinkSettings settings;
    private final RetainedCheckpoints checkpoints;
    private final MiniCluster cluster;
    private final ScheduledExecutorService supervisor;

    private JobID current;
    private boolean held;
    private boolean stopping;
    private Throwable lastFailure;

    FlinkJob(
            String name,
            Consumer<StreamExecutionEnvironment> build,
            FlinkSettings settings,
            MiniCluster cluster,
            ScheduledExecutorService supervisor) {
        this.name = name;
        this.build = build;
        this.settings = settings;
        this.checkpoints = new RetainedCheckpoints(settings.checkpoints(name));
        this.cluster = cluster;
        this.supervisor = supervisor;
    }

    /** Submits it unless it is there, held, or the cluster is going down. */
    synchronized void submit() {
        if (current != null || held || stopping) {
            return;
        }
        Optional<Path> restore = checkpoints.newest();
        JobGraph graph = graph(restore);
        try {
            await(cluster.submitJob(graph), CALL_WITHIN);
        } catch (ExecutionException | TimeoutException e) {
            throw new EmbeddedException(
                    "Flink refuses the job %s: %s".formatted(name, e.getMessage()), e);
        }
        JobID submitted = graph.getJobID();
        current = submitted;
        LOG.info(
                "Job {} submitted from {}",
                name,
                restore.map(path -> "checkpoint " + path.getFileName()).orElse("nothing"));
        CompletableFuture<?> unused =
                cluster.requestJobResult(submitted)
                        .whenComplete((result, failure) -> ended(submitted, result, failure));
    }

    private JobGraph graph(Optional<Path> restore) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings.job(name));
        build.accept(environment);
        // Again, for a job that configured the whole environment anew.
        environment.configure(settings.job(name));
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(name);
        graph.setSavepointRestoreSettings(
                restore.map(path -> SavepointRestoreSettings.forPath(path.toUri().toString()))
                        .orElse(SavepointRestoreSettings.none()));
        return graph.getJobGraph();
    }

    private synchronized void ended(JobID job, JobResult result, Throwable failure) {
        if (!job.equals(current)) {
            return;
        }
        current = null;
        if (stopping || held) {
            return;
        }
        lastFailure = failure == null ? result.getSerializedThrowable().orElse(null) : failure;
        LOG.warn(
                "Job {} ended ({}); submitting it again in {} s",
                name,
                result == null ? "lost" : result.getApplicationStatus(),
                settings.resubmitAfter().toSeconds(),
                lastFailure);
        submitLater();
    }

    private void submitLater() {
        try {
            ScheduledFuture<?> unused =
                    supervisor.schedule(
                            this::submitAgain,
                            settings.resubmitAfter().toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Job {} is not submitted again: Flink is being stopped", name, e);
        }
    }

    private synchronized void submitAgain() {
        try {
            submit();
        } catch (RuntimeException e) {
            LOG.error("Job {} cannot be submitted; trying again", name, e);
            lastFailure = e;
            submitLater();
        }
    }

    /** Cancels it and keeps it so; returns when its tasks are gone. */
    void cancel() {
        JobID job;
        synchronized (this) {
            held = true;
            job = current;
        }
        if (job == null) {
            return;
        }
        try {
            await(cluster.cancelJob(job), CALL_WITHIN);
            await(cluster.requestJobResult(job), CALL_WITHIN);
        } catch (ExecutionException | TimeoutException e) {
            throw new EmbeddedException("Job " + name + " cannot be cancelled", e);
        }
        forget(job);
    }

    /** The end is told to {@link #ended} on another thread, maybe later than to the canceller. */
    private synchronized void forget(JobID job) {
        if (job.equals(current)) {
            current = null;
        }
    }

    /** Submits it again after a {@link #cancel}. */
    synchronized void resume() {
        held = false;
        submit();
    }

    JobState state() {
        JobID job;
        synchronized (this) {
            if (held) {
                return JobState.HELD;
            }
            job = current;
        }
        if (job == null) {
            return JobState.WAITING;
        }
        try {
            AccessExecutionGraph graph = await(cluster.getExecutionGraph(job), CALL_WITHIN);
            return runs(graph) ? JobState.RUNNING : JobState.STARTING;
        } catch (ExecutionException | TimeoutException e) {
            return JobState.STARTING;
        }
    }

    private static boolean runs(AccessExecutionGraph graph) {
        if (graph.getState() != JobStatus.RUNNING) {
            return false;
        }
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            ExecutionState state = task.getExecutionState();
            if (state != ExecutionState.RUNNING && state != ExecutionState.FINISHED) {
                return false;
            }
        }
        return true;
    }

    /** Why it ended last, if it ever ended by a failure. */
    synchronized Optional<Throwable> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** Takes a last checkpoint, so that the next start replays little, and ends the job. */
    synchronized CompletableFuture<?> stop() {
        stopping = true;
        if (current == null) {
            return CompletableFuture.completedFuture(null);
        }
        JobID job = current;
        return cluster.triggerCheckpoint(job, CheckpointType.DEFAULT)
                .orTimeout(LAST_CHECKPOINT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(
                        failure -> {
                            LOG.info("Job {} stops without a last checkpoint", name, failure);
                            return null;
                        })
                .thenCompose(checkpoint -> cluster.cancelJob(job))
                .thenCompose(cancelled -> cluster.requestJobResult(job));
    }

    void deleteOldCheckpoints() {
        JobID job;
        synchronized (this) {
            job = current;
        }
        if (job == null) {
            return;
        }
        try {
            int deleted = checkpoints.deleteOlderThan(job.toHexString());
            if (deleted > 0) {
                LOG.info("Deleted the checkpoints of {} earlier starts of job {}", deleted, name);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Old checkpoints of job {} cannot be deleted", name, e);
        }
    }

    private static <T> T await(Future<T> future, Duration atMost)
            throws ExecutionException, TimeoutException {
        try {
            return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while waiting for Flink", e);
        }
    }
}
