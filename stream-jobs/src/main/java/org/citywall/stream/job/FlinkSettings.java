package org.citywall.stream.job;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.citywall.stream.config.StreamOptions;

/** How Flink runs our jobs, and why. */
public final class FlinkSettings {
    private FlinkSettings() {}

    /** The settings of a job; {@code jobName} gives it a folder of checkpoints of its own. */
    public static Configuration of(StreamOptions options, String jobName) {
        Configuration settings = new Configuration();
        checkpoints(settings, options, jobName);
        restarts(settings);
        // Kryo is slow and cannot be migrated: a type that needs it must fail at submission.
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        // Without a uid of its own an operator's state would be lost with the next change.
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        // All our records are immutable, so operators of a chain may share them.
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.NAME, jobName);
        settings.set(CoreOptions.DEFAULT_PARALLELISM, options.parallelism());
        settings.set(ExecutionOptions.BUFFER_TIMEOUT, options.bufferTimeout());
        return settings;
    }

    private static void checkpoints(Configuration settings, StreamOptions options, String jobName) {
        String dir = options.checkpointDir().replaceAll("/+$", "") + "/" + jobName;
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, dir);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointEvery());
        // Exactly once: the state must be a prefix of the log, or a replay would see an input twice
        // and take other decisions than before. Sinks need no transactions: ids and revisions make
        // a repeated write harmless, and a transaction would hold every alarm for a checkpoint.
        settings.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
        // Restoring a million timers: 3.4 s with compression, 55 s without.
        settings.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
        // A checkpoint that fails (disk full) must not stop alarms.
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        // Hot and small: the heap is twice as fast as RocksDB here.
        settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    }

    /** For ever: an alarm system that has given up is worse than one that tries again. */
    private static void restarts(Configuration settings) {
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(200));
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(5));
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(1));
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS,
                Integer.MAX_VALUE);
    }
}
