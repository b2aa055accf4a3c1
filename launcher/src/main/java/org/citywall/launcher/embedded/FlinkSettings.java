package org.citywall.launcher.embedded;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * How the embedded Flink is run.
 *
 * @param dataDir the launcher's data directory; Flink keeps to {@code checkpoints/} and {@code
 *     flink/} in it
 * @param restPort port of the REST interface on 127.0.0.1
 * @param metricsPort port of the Prometheus page on 127.0.0.1
 * @param slots sum of the parallelisms of all jobs
 * @param resubmitAfter pause before a job that ended is submitted again: long enough for an
 *     operator who cancelled it to see that it was gone
 */
public record FlinkSettings(
        Path dataDir, int restPort, int metricsPort, int slots, Duration resubmitAfter) {

    private static final Duration RESUBMIT_AFTER = Duration.ofSeconds(30);
    private static final String LOOPBACK = "127.0.0.1";

    /** Jobs are told by name; the random ids would start a new series at every restart. */
    private static final String EXCLUDED_LABELS =
            "host;tm_id;job_id;task_id;task_attempt_id;operator_id";

    public FlinkSettings {
        dataDir = dataDir.toAbsolutePath();
    }

    /** With the usual pause before a job is submitted again. */
    public FlinkSettings(Path dataDir, int restPort, int metricsPort, int slots) {
        this(dataDir, restPort, metricsPort, slots, RESUBMIT_AFTER);
    }

    Path temporary() {
        return dataDir.resolve("flink").resolve("tmp");
    }

    Path checkpoints(String job) {
        return dataDir.resolve("checkpoints").resolve(job);
    }

    /** For the cluster. */
    Configuration cluster() {
        Configuration configuration = new Configuration();
        listenOnLoopback(configuration);
        restartTasks(configuration);
        staySmall(configuration);
        reportMetrics(configuration);
        configuration.set(CoreOptions.TMP_DIRS, temporary().toString());
        configuration.set(BlobServerOptions.STORAGE_DIRECTORY, temporary().toString());
        configuration.set(WebOptions.TMP_DIR, temporary().toString());
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        // Within one JVM the task manager may ask before the resource manager listens; the usual
        // ten seconds of waiting would be most of a start.
        configuration.set(ClusterOptions.ERROR_REGISTRATION_DELAY, Duration.ofMillis(100));
        return configuration;
    }

    /**
     * For ever and soon, where a job does not choose otherwise: an alarm must not wait a minute.
     */
    private static void restartTasks(Configuration configuration) {
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(200));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(5));
    }

    private void listenOnLoopback(Configuration configuration) {
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.PORT, restPort);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(restPort));
        configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    }

    /** One task manager that talks to itself: hot state is on the heap, so nothing is managed. */
    private void staySmall(Configuration configuration) {
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(24));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(24));
        configuration.set(JobManagerOptions.JOB_STORE_TYPE, JobManagerOptions.JobStoreType.Memory);
        configuration.set(JobManagerOptions.JOB_STORE_MAX_CAPACITY, 10);
        configuration.set(JobManagerOptions.JOB_MANAGER_FUTURE_POOL_SIZE, 2);
        configuration.set(JobManagerOptions.JOB_MANAGER_IO_POOL_SIZE, 2);
        configuration.set(ClusterOptions.CLUSTER_IO_EXECUTOR_POOL_SIZE, 4);
        configuration.set(RestOptions.SERVER_NUM_THREADS, 2);
        configuration.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
    }

    private void reportMetrics(Configuration configuration) {
        configuration.set(MetricOptions.REPORTERS_LIST, "prometheus");
        String reporter = "metrics.reporter.prometheus.";
        configuration.setString(
                reporter + "factory.class", LoopbackPrometheusReporter.Factory.class.getName());
        configuration.setString(reporter + "port", Integer.toString(metricsPort));
        configuration.setString(reporter + "scope.variables.excludes", EXCLUDED_LABELS);
    }

    /** For one job; what is not named here is the job's own choice. */
    Configuration job(String name) {
        Configuration configuration = new Configuration();
        String directory = checkpoints(name).toUri().toString();
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
        // In the same place, so that a job stopped with a savepoint comes back from it.
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, directory);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        return configuration;
    }
}
