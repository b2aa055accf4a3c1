package org.citywall.stream.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;

/** Variables of what the jobs run on. */
final class JobSettings {
    static final Setting<String> KAFKA =
            Setting.text("CITYWALL_KAFKA", "127.0.0.1:19092", "Bootstrap servers of Kafka.");
    static final Setting<String> REDIS =
            Setting.text(
                    "CITYWALL_REDIS", "redis://127.0.0.1:16379", "URI of Redis, the live view.");
    static final Setting<String> CHECKPOINT_DIR =
            Setting.text(
                    "CITYWALL_CHECKPOINT_DIR",
                    "file:///var/lib/citywall/checkpoints",
                    "URI of the folder of checkpoints; each job has its own beneath it.");
    static final Setting<Duration> CHECKPOINT_EVERY =
            Setting.duration(
                    "CITYWALL_CHECKPOINT_INTERVAL_MS",
                    ChronoUnit.MILLIS,
                    Duration.ofSeconds(5),
                    100,
                    600_000,
                    "Period of checkpoints: at most so much of the log is read again after a"
                            + " failure.");
    static final Setting<Duration> ALERT_CHECKPOINT_EVERY =
            Setting.duration(
                    "CITYWALL_ALERT_CHECKPOINT_INTERVAL_MS",
                    ChronoUnit.MILLIS,
                    Duration.ofSeconds(15),
                    100,
                    600_000,
                    "The same for the alerts job: in a storm of 2,000 detections a second its seven"
                            + " states are written for a second, in which alarms share the"
                            + " processors with them.");
    static final Setting<Duration> SLOPE_CHECKPOINT_EVERY =
            Setting.duration(
                    "CITYWALL_SLOPE_CHECKPOINT_INTERVAL_MS",
                    ChronoUnit.MILLIS,
                    Duration.ofSeconds(30),
                    100,
                    600_000,
                    "The same for the slope job: 10,000 instruments are 100 MB, which takes more CPU"
                            + " to write each 5 s than to keep.");
    static final Setting<Integer> PARALLELISM =
            Setting.whole(
                    "CITYWALL_STREAM_PARALLELISM",
                    "subtasks",
                    1,
                    1,
                    4,
                    "Subtasks per operator, at most the partitions of the alarm path. One reads and"
                            + " judges a heartbeat in about 3 µs of one core.");
    static final Setting<Duration> BUFFER_TIMEOUT =
            Setting.duration(
                    "CITYWALL_BUFFER_TIMEOUT_MS",
                    ChronoUnit.MILLIS,
                    Duration.ZERO,
                    0,
                    1_000,
                    "Longest time that a record waits for others between two tasks. 0: every record"
                            + " goes at once.");

    static final Setting<Duration> EBIKE_BUFFER_TIMEOUT =
            Setting.duration(
                    "CITYWALL_EBIKE_BUFFER_TIMEOUT_MS",
                    ChronoUnit.MILLIS,
                    Duration.ofMillis(5),
                    0,
                    1_000,
                    "The same for the e-bike job: a port speaks once a minute, and 5 ms are not seen;"
                            + " alone, each reading costs a quarter more CPU.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Jobs",
                    List.of(
                            KAFKA,
                            REDIS,
                            CHECKPOINT_DIR,
                            CHECKPOINT_EVERY,
                            ALERT_CHECKPOINT_EVERY,
                            SLOPE_CHECKPOINT_EVERY,
                            PARALLELISM,
                            BUFFER_TIMEOUT,
                            EBIKE_BUFFER_TIMEOUT));

    private JobSettings() {}
}
