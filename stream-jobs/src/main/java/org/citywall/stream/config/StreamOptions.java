package org.citywall.stream.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.fire.FirePolicy;

/**
 * Settings of the stream jobs. Each can be set by the environment variable named with it.
 *
 * @param kafka bootstrap servers. {@code CITYWALL_KAFKA}, default {@code 127.0.0.1:19092}
 * @param redis URI of the live view. {@code CITYWALL_REDIS}, default {@code
 *     redis://127.0.0.1:16379}
 * @param checkpointDir URI of the folder of checkpoints; each job has its own beneath it. {@code
 *     CITYWALL_CHECKPOINT_DIR}, default {@code file:///var/lib/citywall/checkpoints}
 * @param checkpointEvery period of checkpoints. {@code CITYWALL_CHECKPOINT_INTERVAL_MS}, default
 *     5,000 ms: at most five seconds of log are read again after a failure
 * @param parallelism subtasks per operator, at most the partitions of the alarm path (4). {@code
 *     CITYWALL_STREAM_PARALLELISM}, default 1: reading and judging a heartbeat takes about 3 µs of
 *     one core
 * @param bufferTimeout longest time that a record waits for others between two tasks. {@code
 *     CITYWALL_BUFFER_TIMEOUT_MS}, default 0: every record goes at once
 * @param fire numbers of the fire rules
 * @param alert numbers of the alert rules
 */
public record StreamOptions(
        String kafka,
        String redis,
        String checkpointDir,
        Duration checkpointEvery,
        int parallelism,
        Duration bufferTimeout,
        FirePolicy fire,
        AlertPolicy alert)
        implements Serializable {

    /** The documented defaults. */
    public static StreamOptions defaults() {
        return fromEnv(Map.of());
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming the variable that is wrong
     */
    public static StreamOptions fromEnv(Map<String, String> env) {
        return new StreamOptions(
                env.getOrDefault("CITYWALL_KAFKA", "127.0.0.1:19092"),
                env.getOrDefault("CITYWALL_REDIS", "redis://127.0.0.1:16379"),
                env.getOrDefault("CITYWALL_CHECKPOINT_DIR", "file:///var/lib/citywall/checkpoints"),
                Duration.ofMillis(
                        number(env, "CITYWALL_CHECKPOINT_INTERVAL_MS", 5_000, 100, 600_000)),
                (int) number(env, "CITYWALL_STREAM_PARALLELISM", 1, 1, 4),
                Duration.ofMillis(number(env, "CITYWALL_BUFFER_TIMEOUT_MS", 0, 0, 1_000)),
                FirePolicy.defaults(),
                AlertPolicy.defaults());
    }

    private static long number(
            Map<String, String> env, String name, long byDefault, long least, long most) {
        String text = env.get(name);
        if (text == null) {
            return byDefault;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a number: " + text, e);
        }
        throw new IllegalArgumentException(
                name + " must be between " + least + " and " + most + ": " + text);
    }
}
